/// One stanza of an age header: the file key, wrapped for one recipient.
struct AgeStanza: Equatable, Sendable {
    /// At least one word of visible ASCII; the first names the type.
    let arguments: [String]
    let body: [UInt8]

    /// What the first argument says.
    var type: String { arguments[0] }
}

/// The header of an age file: a version line, stanzas and a MAC.
///
/// - **Source**: C2SP age, *ABNF definition of file header*.
struct AgeHeader: Equatable, Sendable {
    /// At least one.
    let stanzas: [AgeStanza]
    /// What the MAC is computed over: the text up to and including the mark `---`.
    let authenticatedText: [UInt8]
    /// The 32 bytes of the MAC as the header has them; nothing is known of them before they are compared.
    let mac: [UInt8]

    /// The most bytes that a header may have, from the version line to the line feed behind the MAC.
    static let maximumByteCount = 65536
    /// The most stanzas that a header may have.
    static let maximumStanzaCount = 1024

    static let versionLine = "age-encryption.org/v1"
    /// How many characters a line of a body has; only the last has fewer.
    static let bodyLineByteCount = 64

    init(stanzas: [AgeStanza], authenticatedText: [UInt8], mac: [UInt8]) {
        self.stanzas = stanzas
        self.authenticatedText = authenticatedText
        self.mac = mac
    }

    /// A new header with the MAC that a file key gives it.
    init(stanzas: [AgeStanza], authenticatedWith fileKey: borrowing AgeFileKey) {
        let text = Self.text(of: stanzas)
        self.init(stanzas: stanzas, authenticatedText: text, mac: fileKey.mac(ofHeader: text.span))
    }

    /// The text that is authenticated when a header is written with these stanzas.
    static func text(of stanzas: [AgeStanza]) -> [UInt8] {
        var text = Array("\(versionLine)\n".utf8)
        for stanza in stanzas {
            text += "->".utf8
            for argument in stanza.arguments { text += " \(argument)".utf8 }
            text.append(newline)
            let body = Array(Base64.encode(stanza.body.span, .unpadded).utf8)
            // A body that fills its last line is followed by an empty one, so the end is included.
            for start in stride(from: 0, through: body.count, by: bodyLineByteCount) {
                text += body[start..<min(start + bodyLineByteCount, body.count)]
                text.append(newline)
            }
        }
        return text + "---".utf8
    }

    /// The whole header.
    var text: [UInt8] {
        authenticatedText + " \(Base64.encode(mac.span, .unpadded))\n".utf8
    }

    static let newline = UInt8(ascii: "\n")
}
