// line: 6
// error: cannot find 'sodium_init' in scope
import ProvisoCrypto

func sodiumThroughProvisoCrypto() -> Bool {
    sodium_init() >= 0
}
