import ProvisoCrypto
import Testing

@Suite struct PersonalizationTests {
    @Test func `a text of fifteen characters stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = Personalization("fifteen-letters")
        }
    }

    @Test func `a text of seventeen characters stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = Personalization("seventeen-letters")
        }
    }

    /// The text has sixteen bytes of UTF-8, so the length alone would let it pass.
    @Test func `a text that is not ASCII stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = Personalization("fifteen-lettérs")
        }
    }

    @Test func `a text of sixteen characters is taken`() async {
        await #expect(processExitsWith: .success) {
            _ = Personalization("sixteen-letters!")
        }
    }

    /// Sixteen zeros are what plain BLAKE2b has in the place of a personalization.
    @Test func `no personalization and sixteen zeros are the same`() throws {
        let key = try HashingKey.generate()
        let zeros = Personalization("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")
        #expect(array(key.hash256("a message")) == array(key.hash256("a message", personalization: zeros)))
    }
}
