// line: 7
// error: implicit conversion to 'RootKey?'
import Proviso

func keyStoredFromKeyring(_ ring: Keyring) throws {
    var stored: RootKey?
    try ring.withKey(KeyVersion(1), for: .making) { key in stored = key }
    print(stored == nil)
}
