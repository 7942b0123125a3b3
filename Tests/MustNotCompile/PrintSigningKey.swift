// line: 7
// error: argument type 'SigningKey' does not conform to expected type 'Copyable'
import Proviso

func printSigningKey() throws {
    let key = try SigningKey.generate()
    print(key)
}
