/// The words of the policy language, and those that a later version will know, which are refused by name until then.
enum PolicyWords {
    static let version = "policy/v1"

    static let topLevel = [
        "proviso", "purpose", "recipient", "legal-basis", "domain", "key-fingerprint", "parameters", "subject",
        "require",
        "only-if", "limit", "special-categories", "fields", "kinds", "text", "terms",
    ]

    /// Rules that are a single word.
    static let rules = ["keep", "drop", "keep-subtree", "set-null"]
    static let transforms = [
        "pseudonymize", "mask", "generalize", "truncate-ip", "truncate", "round", "top-code", "bottom-code", "bucket",
        "round-geo", "url", "lookup", "shift-date", "encrypt", "redact", "custom", "constant", "set-null",
    ]
    /// What people call what is not in the language: a hash without a key, and what nothing does.
    private static let unkeyedHashes = [
        "hash", "sha256", "sha-256", "sha512", "sha-512", "sha1", "sha-1", "md5", "anonymize", "anonymise",
    ]
    /// Rules in a map that are no transforms.
    static let rulesInMap = ["kinds", "derive", "only-elements"]
    /// What cannot stand in a list.
    static let neverInList = ["keep", "drop", "keep-subtree"] + rulesInMap

    static let generalizations = FieldTransform.DatePrecision.allCases.map(\.rawValue) + ["age-band", "postcode"]
    static let canonicalizations = Canonicalization.Method.allCases.map(\.rawValue)
    /// Those that are written in a map, because they need more than their names.
    static let canonicalizationsInMap = ["phone", "date"]

    /// The words that combine conditions.
    static let combinations = ["all", "any", "none"]
    static let tests = ["in"] + FieldTest.Comparison.allCases.map(\.rawValue) + ["present"]

    /// Whether a text names a parameter or a transform of a program's own: `[a-z][a-z0-9-]*`.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "-")
        }
    }

    /// What to do about a word that is not known.
    static func remedy(for word: String, among words: [String], later: [String]) -> String {
        if later.contains(word) {
            return "it comes with a later version; this one has: " + words.joined(separator: ", ")
        }
        return NearestWord.remedy(for: word, among: words)
    }

    /// What to do about a word that is no rule or transform.
    static func remedy(forTransform word: String, among words: [String]) -> String {
        unkeyedHashRemedy(word) ?? NearestWord.remedy(for: word, among: words)
    }

    /// What to do about a hash, which the language leaves out on purpose.
    static func unkeyedHashRemedy(_ word: String) -> String? {
        unkeyedHashes.contains(word.lowercased())
            ? "pseudonymize is the keyed hash; without a key, whoever hashes every possible value finds this one" : nil
    }
}
