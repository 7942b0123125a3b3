// line: 6
// error: 'key' is borrowed and cannot be consumed
import Proviso

func keyOutOfKeyring(_ ring: Keyring) throws -> RootKey {
    try ring.withActiveKey { _, key in key }
}
