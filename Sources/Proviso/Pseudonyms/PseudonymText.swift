/// The text of a pseudonym that says what it stands for, taken apart: `TYPE_MARK_BODY`, where the mark tells the kind, and the version of the
/// key if one made it.
struct PseudonymText {
    let type: PseudonymType
    let mark: Substring
    let body: [UInt8]

    /// Nil for a text that has not three such parts.
    init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, let type = try? PseudonymType(String(parts[0])), let body = Base32.decode(parts[2])
        else { return nil }
        self.type = type
        mark = parts[1]
        self.body = body
    }

    /// The version in a mark, in decimal and in no other form.
    static func version(_ mark: Substring) -> KeyVersion? {
        guard let number = UInt32(mark), String(number) == mark else { return nil }
        return KeyVersion(number)
    }
}
