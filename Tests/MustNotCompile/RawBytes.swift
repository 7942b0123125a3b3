// line: 7
// error: 'withSecretPointer' is inaccessible due to 'internal' protection level
import Proviso

func rawBytes() throws {
    let key = try RootKey.generate()
    key.withSecretPointer { pointer, count in print(pointer, count) }
}
