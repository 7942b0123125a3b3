// line: 6
// error: type 'RootKey' (aka 'SecretKey<RootRole>') does not conform to protocol 'Copyable'
import Proviso

func keyInDictionary() throws {
    let keys: [String: RootKey] = ["first": try RootKey.generate()]
    print(keys.count)
}
