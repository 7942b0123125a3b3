// line: 9
// error: cannot convert value of type 'SecretKey<AgreementRole>' to expected argument type 'HashingKey' (aka 'SecretKey<HashingRole>')
import Proviso

func take(_ key: borrowing HashingKey) {}

func agreementKeyAsHashingKey() throws {
    let key = try AgreementKey.generate()
    take(key)
}
