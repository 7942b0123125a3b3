// line: 6
// error: 'key' used after consume
import Proviso

func copyKey() throws {
    let key = try RootKey.generate()
    let copy = key
    print(key.byteCount, copy.byteCount)
}
