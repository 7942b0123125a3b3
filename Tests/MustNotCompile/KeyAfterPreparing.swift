// line: 6
// error: 'key' used after consume
import Proviso

func keyAfterPreparing() throws {
    let key = try HashingKey.generate()
    let prepared = try PreparedHashingKey(key, outputByteCount: 32)
    print(prepared.hash256("a message")[0], key.hash256("a message")[0])
}
