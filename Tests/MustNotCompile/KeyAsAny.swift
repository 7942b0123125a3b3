// line: 6
// error: value of type 'SecretKey<RootRole>' does not conform to specified type 'Copyable'
import Proviso

func keyAsAny() throws {
    let key: Any = try RootKey.generate()
    print(key)
}
