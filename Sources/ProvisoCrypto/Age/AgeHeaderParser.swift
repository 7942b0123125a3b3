/// Reads the header of an age file as its bytes arrive, line by line, and refuses what the grammar does not have at the
/// end of the line that shows it.
///
/// - **Throws**: ``CryptoError/headerInvalid`` alone.
/// - **Source**: C2SP age, *ABNF definition of file header*.
struct AgeHeaderParser: Sendable {
    private enum Expectation {
        case version
        case firstStanza
        case bodyLine
        case stanzaOrEnd
    }

    private var text: [UInt8] = []
    private var lineStart = 0
    private var expectation = Expectation.version
    private var stanzas: [AgeStanza] = []
    private var arguments: [String] = []
    private var body: [UInt8] = []

    /// Takes bytes from `position` on until the header ends, and moves `position` behind the last that was taken.
    ///
    /// Nil means that more bytes are needed.
    mutating func read(_ bytes: Span<UInt8>, from position: inout Int) throws(CryptoError) -> AgeHeader? {
        while position < bytes.count {
            guard text.count < AgeHeader.maximumByteCount else { throw .headerInvalid }
            let byte = bytes[position]
            position += 1
            text.append(byte)
            guard byte == AgeHeader.newline else { continue }
            let line = Array(text[lineStart..<text.count - 1])
            if let header = try read(line: line) { return header }
            lineStart = text.count
        }
        return nil
    }

    private mutating func read(line: [UInt8]) throws(CryptoError) -> AgeHeader? {
        switch expectation {
        case .version:
            guard line == Array(AgeHeader.versionLine.utf8) else { throw .headerInvalid }
            expectation = .firstStanza
        case .firstStanza:
            try beginStanza(with: line)
        case .bodyLine:
            guard line.count <= AgeHeader.bodyLineByteCount, let bytes = Base64.decode(line.span, .unpadded) else {
                throw .headerInvalid
            }
            body += bytes
            if line.count < AgeHeader.bodyLineByteCount { endStanza() }
        case .stanzaOrEnd:
            if line.starts(with: "---".utf8) { return try end(with: line) }
            try beginStanza(with: line)
        }
        return nil
    }

    /// Reads `->` and, each after one space, at least one word of visible ASCII.
    private mutating func beginStanza(with line: [UInt8]) throws(CryptoError) {
        guard stanzas.count < AgeHeader.maximumStanzaCount, line.starts(with: "-> ".utf8) else { throw .headerInvalid }
        let words = line.dropFirst(3).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.allSatisfy({ word in !word.isEmpty && word.allSatisfy { (0x21...0x7e).contains($0) } }) else {
            throw .headerInvalid
        }
        arguments = words.map { String(decoding: $0, as: UTF8.self) }
        expectation = .bodyLine
    }

    private mutating func endStanza() {
        stanzas.append(AgeStanza(arguments: arguments, body: body))
        body = []
        expectation = .stanzaOrEnd
    }

    /// Reads the last line, `--- ` and 43 characters.
    private func end(with line: [UInt8]) throws(CryptoError) -> AgeHeader {
        guard line.starts(with: "--- ".utf8), let mac = Base64.decode(line.span.extracting(4..<line.count), .unpadded),
            mac.count == 32
        else { throw .headerInvalid }
        return AgeHeader(stanzas: stanzas, authenticatedText: Array(text[..<(lineStart + 3)]), mac: mac)
    }
}
