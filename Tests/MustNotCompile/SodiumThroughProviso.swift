// line: 6
// error: cannot find 'sodium_init' in scope
import Proviso

func sodiumThroughProviso() -> Bool {
    sodium_init() >= 0
}
