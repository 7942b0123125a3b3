// line: 7
// error: requires the types 'AgreementRole' and 'HashingRole' be equivalent
import Proviso

func hashWithAgreementKey() throws {
    let key = try AgreementKey.generate()
    print(key.hash256("a message")[0])
}
