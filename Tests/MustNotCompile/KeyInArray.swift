// line: 6
// error: generic struct 'Array' requires that 'SecretKey<RootRole>' conform to 'Copyable'
import Proviso

func keyInArray() throws -> Int {
    let keys = [try RootKey.generate()]
    return keys.count
}
