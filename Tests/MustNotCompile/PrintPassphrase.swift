// line: 7
// error: argument type 'AgePassphrase' does not conform to expected type 'Copyable'
import Proviso

func printPassphrase(_ bytes: [UInt8]) throws {
    let passphrase = try AgePassphrase(copying: bytes.span)
    print(passphrase)
}
