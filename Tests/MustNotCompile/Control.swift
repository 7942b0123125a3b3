// compiles: what the programs beside this one do wrong is done right here, so that they are refused for what they show.
import Foundation
import Proviso

func take(_ key: borrowing RootKey) -> Int { key.byteCount }

func control() throws {
    let root = try RootKey.generate()
    print(root.byteCount, root.memoryLocking, take(root))
    let first = root.exportCleartext(because: "a program of this repository's tests") { $0[0] }
    let text = try JSONEncoder().encode([first])

    let key = try HashingKey.generate()
    let hash = key.hash256("a message")
    var stream = try KeyedHashStream(key, outputByteCount: 32)
    stream.update("a message")
    let tag = stream.finalize()
    let moved = key
    let prepared = try PreparedHashingKey(moved, outputByteCount: 32)
    print(text, hash[0], tag.count, prepared.hash256("a message")[0], ContentDigest(of: "a text"))

    let agreement = try AgreementKey.generate()
    let box = SealedBox.seal([1, 2, 3], to: agreement.publicKey)
    print(try agreement.open(sealedBox: box), try SealingKey.generate().byteCount)

    let signing = try SigningKey.generate()
    let movedSigning = signing
    let signature = movedSigning.signature(of: [1, 2, 3])
    print(movedSigning.publicKey.isValid(signature, of: [1, 2, 3]), SHA256Digest(of: "a text"))
}
