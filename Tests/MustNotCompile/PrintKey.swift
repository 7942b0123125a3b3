// line: 7
// error: argument type 'SecretKey<RootRole>' does not conform to expected type 'Copyable'
import Proviso

func printKey() throws {
    let key = try RootKey.generate()
    print(key)
}
