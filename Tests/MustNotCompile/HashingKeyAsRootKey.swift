// line: 9
// error: cannot convert value of type 'SecretKey<HashingRole>' to expected argument type 'RootKey' (aka 'SecretKey<RootRole>')
import Proviso

func take(_ key: borrowing RootKey) {}

func hashingKeyAsRootKey() throws {
    let key = try HashingKey.generate()
    take(key)
}
