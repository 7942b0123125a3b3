// line: 8
// error: binary operator '==' cannot be applied to two 'SecretKey<RootRole>' operands
import Proviso

func compareKeys() throws -> Bool {
    let one = try RootKey.generate()
    let other = try RootKey.generate()
    return one == other
}
