// line: 6
// error: 'key' used after consume
import Proviso

func copySigningKey() throws {
    let key = try SigningKey.generate()
    let copy = key
    print(key.publicKey, copy.publicKey)
}
