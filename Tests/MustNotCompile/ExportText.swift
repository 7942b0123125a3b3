// line: 7
// error: 'exportBase64URL' is inaccessible due to 'package' protection level
import Proviso

func exportText() throws {
    let key = try RootKey.generate()
    try key.exportBase64URL(because: "it is convenient") { print($0.count) }
}
