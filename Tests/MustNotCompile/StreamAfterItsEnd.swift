// line: 7
// error: 'stream' used after consume
import Proviso

func streamAfterItsEnd() throws {
    let key = try HashingKey.generate()
    var stream = try KeyedHashStream(key, outputByteCount: 32)
    _ = stream.finalize()
    stream.update("more")
}
