// line: 7
// error: cannot convert value of type 'String' to expected argument type 'StaticString'
import Proviso

func exportWithoutLiteralReason(_ reason: String) throws {
    let key = try RootKey.generate()
    key.exportCleartext(because: reason) { print($0.count) }
}
