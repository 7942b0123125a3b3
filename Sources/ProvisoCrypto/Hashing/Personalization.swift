/// The 16 bytes that separate one use of a key from every other use (BLAKE2b's `person` parameter).
///
/// Two hashes of the same message under the same key and different personalizations are unrelated.
///
/// - **Source**: RFC 7693 section 2.8 (parameter block) and the BLAKE2 paper, section 2.8.
public struct Personalization: Sendable {
    let bytes: InlineArray<16, UInt8>

    /// No personalization: sixteen zero bytes, as plain BLAKE2b has it.
    public static let none = Personalization(bytes: InlineArray(repeating: 0))

    /// A personalization of exactly sixteen ASCII characters, known when the program is written.
    ///
    /// A text of another length is a mistake in the program, and stops it.
    public init(_ text: StaticString) {
        precondition(
            text.isASCII && text.utf8CodeUnitCount == 16, "Personalization: the text must be sixteen ASCII characters")
        var bytes = InlineArray<16, UInt8>(repeating: 0)
        // Sound: a StaticString that is not a single scalar lives as long as the process, and its length was just checked.
        text.withUTF8Buffer { buffer in
            for index in 0..<16 { bytes[index] = unsafe buffer[index] }
        }
        self.bytes = bytes
    }

    private init(bytes: InlineArray<16, UInt8>) {
        self.bytes = bytes
    }
}
