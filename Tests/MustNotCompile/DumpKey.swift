// line: 7
// error: requires that 'SecretKey<RootRole>' conform to 'Copyable'
import Proviso

func dumpKey() throws {
    let key = try RootKey.generate()
    dump(key)
}
