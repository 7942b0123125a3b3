import Support

/// Members with a canary, planted by their text at the beginning of objects.
///
/// An input need not be JSON. Where the text gets into a string, which its first quote ends, the record is no longer
/// well-formed, and must not come out either.
enum JSONCanary {
    /// A member that no policy discloses anything telling of.
    struct Member {
        let text: String
        /// Whether its value holds others.
        let nests: Bool
    }

    static let members: [Member] = {
        let word = String(decoding: Canary.word, as: UTF8.self)
        return [
            Member(text: "\"secret\":\"\(word)\"", nests: false),
            Member(text: "\"secret\":{\"\(word)\":[\"\(word)\",{\"v\":\"\(word)\"}]}", nests: true),
            Member(text: "\"\(word)\":[\"\(word)\"]", nests: true),
            Member(text: "\"s\\u0065cret\" : \"é\\n\(word)\\u0000😀\"", nests: false),
        ]
    }()

    /// The input with a member behind every brace that opens an object, or behind the first if nothing but a bracket and white
    /// space goes before.
    static func plant(_ member: String, in input: [UInt8], everywhere: Bool) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in input.enumerated() {
            result.append(byte)
            guard byte == UInt8(ascii: "{"), everywhere || input[..<index].allSatisfy(isBeforeRecord) else { continue }
            result += Array(member.utf8)
            if input[(index + 1)...].first(where: { !isWhitespace($0) }) != UInt8(ascii: "}") {
                result.append(UInt8(ascii: ","))
            }
        }
        return result
    }

    private static func isBeforeRecord(_ byte: UInt8) -> Bool { isWhitespace(byte) || byte == UInt8(ascii: "[") }

    private static func isWhitespace(_ byte: UInt8) -> Bool { byte <= 0x20 }
}
