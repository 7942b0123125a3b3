// line: 9
// error: cannot convert value of type 'SigningKey' to expected argument type 'HashingKey' (aka 'SecretKey<HashingRole>')
import Proviso

func take(_ key: borrowing HashingKey) {}

func signingKeyAsHashingKey() throws {
    let key = try SigningKey.generate()
    take(key)
}
