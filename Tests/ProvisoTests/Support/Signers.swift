import Testing

@testable import Proviso

/// A signer whose key depends on its name alone.
func makeSigner(_ name: String, seed: UInt8 = 0) throws -> NoteSigner {
    let bytes = ContentDigest(of: "\(seed) \(name)").bytes
    return try NoteSigner(name: name, key: SigningKey(seed: bytes.span))
}

extension TrustPolicy {
    /// A trust file of some lines.
    init(lines: String...) throws(ProvisoError) {
        try self.init(utf8: Array(lines.map { $0 + "\n" }.joined().utf8), source: "trust.txt")
    }
}

/// The word with which something is refused; nil if it is not.
func refusal(_ body: () throws -> Void) -> ProvisoError.Code? {
    do {
        try body()
        return nil
    } catch let error as ProvisoError {
        #expect(!error.message.isEmpty && !error.remedy.isEmpty)
        return error.code
    } catch {
        Issue.record("another error: \(error)")
        return nil
    }
}
