// line: 7
// error: requires the types 'SealingRole' and 'AgreementRole' be equivalent
import Proviso

func agreeWithSealingKey() throws {
    let key = try SealingKey.generate()
    print(key.publicKey)
}
