// line: 7
// error: lifetime-dependent variable 'bytes' escapes its scope
import Proviso

func escapingBytes() throws -> UInt8 {
    let key = try RootKey.generate()
    var bytes = Span<UInt8>()
    key.exportCleartext(because: "to use the bytes when the key is gone") { bytes = $0 }
    return bytes[0]
}
