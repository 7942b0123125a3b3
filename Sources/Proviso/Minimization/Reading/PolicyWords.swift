/// The words of the policy language, and those that a later version will know, which are refused by name until then.
enum PolicyWords {
    static let version = "policy/v1"

    static let topLevel = [
        "proviso", "purpose", "recipient", "legal-basis", "domain", "key-fingerprint", "only-if", "fields", "kinds",
        "terms",
    ]
    static let laterTopLevel = ["limit", "require", "parameters"]

    /// Rules that are a single word.
    static let rules = ["keep", "drop", "keep-subtree", "set-null"]
    static let transforms = ["pseudonymize", "mask", "generalize", "truncate-ip", "constant", "set-null"]
    static let laterTransforms = [
        "round", "top-code", "bottom-code", "bucket", "truncate", "round-geo", "url", "shift-date", "redact", "derive",
        "lookup",
        "encrypt", "only-elements",
    ]
    /// What stands in a map with options and cannot stand in a list.
    static let neverInList = ["keep", "drop", "keep-subtree", "kinds"]

    static let laterPrecisions = ["week", "day", "age-band", "postcode"]
    static let canonicalizations = Canonicalization.Method.allCases.map(\.rawValue)
    /// Those that are written in a map, because they need more than their names.
    static let canonicalizationsInMap = ["phone", "date"]
    static let laterTests = ["at-least", "at-most", "above", "below", "present"]
    static let laterConditions = ["all", "any", "none"]

    /// What to do about a word that is not known.
    static func remedy(for word: String, among words: [String], later: [String]) -> String {
        if later.contains(word) {
            return "it comes with a later version; this one has: " + words.joined(separator: ", ")
        }
        return NearestWord.remedy(for: word, among: words)
    }
}
