/// A value that is looked for in texts, because a field, a case file or a watch list has it. It is printed without the value.
///
/// - **Does not guarantee**: that every mention is found. Nicknames, misspellings, translations and other transliterations are values
///   of their own.
/// - **Source**: `Formats/Redaction`, *Known values*.
public struct KnownValue: Sendable, CustomStringConvertible, CustomReflectable {
    /// The value, as it is known.
    public let text: String
    /// How it is looked for.
    public let kind: Kind
    /// What is written in its place; nil for what is written in place of all known values.
    public let replacement: Replacement?

    /// How a value is looked for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// As the name of a person: without case and accents, inflected, in ASCII (`Mueller`), in another order (`Müller, Jana`), with an
        /// initial (`J. Müller`), and its parts alone.
        case name
        /// As it stands, but for case, accents, and the spaces, hyphens and dots between its parts.
        case exact
    }

    /// A value and how it is looked for.
    public init(_ text: String, kind: Kind = .name, replacement: Replacement? = nil) {
        self.text = text
        self.kind = kind
        self.replacement = replacement
    }

    /// The kind alone: values appear in no log.
    public var description: String { "a known value (\(kind.rawValue))" }

    /// Nothing of the value.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Known values, ready to be looked for.
struct KnownValues: Sendable {
    let set: KnownValueSet
    let values: [KnownValue]
    /// The number of the type of what is found.
    let type: Int

    /// Values, if there are any.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a value that is too short to be looked for.
    static func lists(_ values: [KnownValue], type: Int) throws(ProvisoError) -> [KnownValues] {
        if values.isEmpty { return [] }
        let list = KnownValues(values, type: type)
        if let first = list.set.tooShort.first {
            throw ProvisoError(
                .valueInvalid, "known value \(first + 1) of \(values.count) has fewer than three letters or digits",
                remedy: "leave it out; it would be found everywhere")
        }
        return [list]
    }

    /// Values, of which those that are too short are not looked for.
    init(_ values: [KnownValue], type: Int) {
        self.values = values
        self.type = type
        set = KnownValueSet(
            values.enumerated().map { index, value in
                KnownValueSet.Value(value.text, value.kind == .name ? .name : .exact, index: index)
            })
    }
}

/// Texts that are not replaced.
struct AllowedTexts: Sendable {
    private var texts: Set<[UInt8]> = []
    /// `@` and a domain.
    private var domains: Set<[UInt8]> = []

    init(_ list: [String]) throws(ProvisoError) {
        for text in list {
            let bytes = text.utf8.map(lowerCased)
            guard bytes.count > 1 else {
                throw ProvisoError(.valueInvalid, "an allowed text of less than two bytes", remedy: "leave it out")
            }
            if bytes[0] == UInt8(ascii: "@") { domains.insert(bytes) } else { texts.insert(bytes) }
        }
    }

    /// Whether a finding's text stays. A domain is one of e-mail addresses alone: a URL can have a password before it.
    func contains(_ text: Span<UInt8>, isEmail: Bool) -> Bool {
        let bytes = text.indices.map { lowerCased(text[$0]) }
        if texts.contains(bytes) { return true }
        guard isEmail, !domains.isEmpty, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return domains.contains(Array(bytes[at...]))
    }
}
