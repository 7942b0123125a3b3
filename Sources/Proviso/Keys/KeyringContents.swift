internal import ProvisoCrypto

/// What the line of a keyring says: everything about its keys but the keys.
///
/// - **Source**: `Formats/Keyrings`, *The payload*.
struct KeyringContents: Equatable, Sendable {
    let id: StatementID
    var generation: Int
    var recipients: [AgeRecipient]
    var versions: [Keyring.Version]

    static let largestGeneration = 9_007_199_254_740_991
    static let largestVersionCount = 4096
    static let largestRecipientCount = 64
    static let largestLineByteCount = 1024 * 1024

    var activeVersion: Keyring.Version? {
        // No other can be active.
        versions.last.flatMap { $0.status == .active ? $0 : nil }
    }

    /// How many versions have a key.
    var livingCount: Int { versions.count { $0.status != .destroyed } }

    /// Where a version stands.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``.
    func index(of version: KeyVersion, source: String) throws(ProvisoError) -> Int {
        // Numbers follow one another without a gap.
        let index = Int(version.number) - Int(versions[0].number.number)
        guard versions.indices.contains(index) else {
            throw ProvisoError(
                .keyUnknown, "the keyring has no version \(version)",
                remedy: "check that it is the right keyring, and not an older copy",
                place: ProvisoError.Place(source: source))
        }
        return index
    }

    /// Where a version stands that still has its key.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``.
    func livingIndex(of version: KeyVersion, source: String) throws(ProvisoError) -> Int {
        let index = try index(of: version, source: source)
        guard versions[index].status != .destroyed else {
            throw ProvisoError(
                .keyDestroyed, "the key of version \(version) was destroyed",
                remedy: "what needs it cannot be recognized or reversed any more",
                place: ProvisoError.Place(source: source))
        }
        return index
    }

    // MARK: The line

    /// The line, without its line feed. No text in it has a character to escape.
    var line: String {
        var text = #"{"proviso":"keyring/v1","id":"\#(id)","generation":\#(generation),"recipients":["#
        text += recipients.map { #""\#($0)""# }.joined(separator: ",")
        text += #"],"versions":["#
        for (index, version) in versions.enumerated() {
            if index > 0 { text += "," }
            text += #"{"version":\#(version.number),"status":"\#(version.status.rawValue)","#
            text += #""created":"\#(version.created)","fingerprint":"\#(version.fingerprint)"}"#
        }
        return text + "]}"
    }

    /// The digest of the line, by which two states of a ring are told apart.
    var digest: SHA256Digest { SHA256Digest(of: line) }

    /// Reads a line.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyringVersion``, ``ProvisoError/Code/keyringForm``.
    init(line: [UInt8]) throws(ProvisoError) {
        var reader = LineReader(line)
        guard reader.accept(#"{"proviso":"keyring/v"#) else { throw Self.malformed("does not begin as a keyring does") }
        let format = try reader.text()
        guard format == "1" else {
            throw ProvisoError(
                .keyringVersion, "the keyring has a form of a later version of Proviso, keyring/v\(printable(format))",
                remedy: "use that version")
        }
        try reader.expect(#","id":""#)
        guard let id = try? StatementID(reader.text()) else { throw Self.malformed("its id is not 32 digits") }
        self.id = id
        try reader.expect(#","generation":"#)
        generation = try reader.number()
        try reader.expect(#","recipients":["#)
        recipients = try Self.readRecipients(&reader)
        try reader.expect(#","versions":["#)
        versions = try Self.readVersions(&reader)
        try reader.expect("}")
        guard reader.isAtEnd, generation >= 1, generation <= Self.largestGeneration else {
            throw Self.malformed("its generation is not one, or something stands behind its end")
        }
        try Self.check(versions)
    }

    init(id: StatementID, generation: Int, recipients: [AgeRecipient], versions: [Keyring.Version]) {
        self.id = id
        self.generation = generation
        self.recipients = recipients
        self.versions = versions
    }

    private static func readRecipients(_ reader: inout LineReader) throws(ProvisoError) -> [AgeRecipient] {
        var recipients: [AgeRecipient] = []
        if reader.accept("]") { return recipients }
        repeat {
            try reader.expect("\"")
            guard let recipient = try? AgeRecipient(reader.text()) else { throw malformed("a recipient is not one") }
            recipients.append(recipient)
        } while reader.accept(",")
        try reader.expect("]")
        guard recipients.count <= largestRecipientCount, Set(recipients).count == recipients.count else {
            throw malformed("it has too many recipients, or one twice")
        }
        return recipients
    }

    private static func readVersions(_ reader: inout LineReader) throws(ProvisoError) -> [Keyring.Version] {
        var versions: [Keyring.Version] = []
        repeat {
            try reader.expect(#"{"version":"#)
            guard let number = UInt32(exactly: try reader.number()) else { throw malformed("a version is no number") }
            try reader.expect(#","status":""#)
            guard let status = KeyStatus(rawValue: try reader.text()) else { throw malformed("a status is not one") }
            try reader.expect(#","created":""#)
            guard let created = try? Instant(reader.text()) else { throw malformed("a date is not one") }
            try reader.expect(#","fingerprint":""#)
            guard let fingerprint = try? KeyFingerprint(reader.text()) else {
                throw malformed("a fingerprint is not one")
            }
            try reader.expect("}")
            versions.append(
                Keyring.Version(number: KeyVersion(number), status: status, created: created, fingerprint: fingerprint))
        } while reader.accept(",")
        try reader.expect("]")
        return versions
    }

    private static func check(_ versions: [Keyring.Version]) throws(ProvisoError) {
        guard versions.count <= largestVersionCount, versions[0].number.number <= 1,
            zip(versions, versions.dropFirst()).allSatisfy({ $0.number.number + 1 == $1.number.number })
        else { throw malformed("its versions do not follow one another from 0 or 1") }
        guard versions.dropLast().allSatisfy({ $0.status != .active }) else {
            throw malformed("another version than the last is active")
        }
        guard Set(versions.map(\.fingerprint)).count == versions.count else {
            throw malformed("two versions have the same key")
        }
    }

    static func malformed(_ what: String) -> ProvisoError {
        ProvisoError(
            .keyringForm, "not a keyring, or a damaged one: \(what)", remedy: "restore it from a copy, and open that")
    }
}

/// Reads the one form that a line has: literals, texts without escapes, and numbers.
private struct LineReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// Takes a literal if it is next.
    mutating func accept(_ literal: String) -> Bool {
        guard bytes[position...].starts(with: literal.utf8) else { return false }
        position += literal.utf8.count
        return true
    }

    mutating func expect(_ literal: String) throws(ProvisoError) {
        guard accept(literal) else {
            throw KeyringContents.malformed("something else than '\(literal)' at byte \(position + 1)")
        }
    }

    /// A text in printable ASCII, up to its closing quotation mark.
    mutating func text() throws(ProvisoError) -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            }
            guard (0x20...0x7e).contains(byte), byte != UInt8(ascii: "\\") else { break }
            position += 1
        }
        throw KeyringContents.malformed("a text that is not printable ASCII, or does not end")
    }

    /// A number of at most 16 digits without a leading zero.
    mutating func number() throws(ProvisoError) -> Int {
        let start = position
        var number = 0
        while position < bytes.count, position - start < 16 {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            number = number * 10 + Int(digit)
            position += 1
        }
        let count = position - start
        guard count > 0, count == 1 || bytes[start] != UInt8(ascii: "0") else {
            throw KeyringContents.malformed("something else than a number at byte \(start + 1)")
        }
        return number
    }
}
