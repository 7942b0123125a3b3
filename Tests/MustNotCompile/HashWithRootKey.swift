// line: 7
// error: requires the types 'RootRole' and 'HashingRole' be equivalent
import Proviso

func hashWithRootKey() throws {
    let key = try RootKey.generate()
    print(key.hash256("a message")[0])
}
