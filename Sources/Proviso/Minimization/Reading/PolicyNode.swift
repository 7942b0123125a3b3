/// A value in the text of a policy, as YAML and JSON have it in common: a scalar, a list or a map, and where it stands.
///
/// Scalars are texts whatever they look like, and get their meaning from the place where they stand: `NO` is a country
/// and `2026-11` an epoch.
struct PolicyNode {
    /// Where it begins.
    let mark: PolicyMark
    /// What it is.
    var content: Content

    enum Content {
        case scalar(Scalar)
        case sequence([PolicyNode])
        case mapping([Entry])
        /// A text that holds `${`, and can stand only where parameters can.
        case parameterized(String)
        /// Something that was refused and reported already, so nothing more is said about it.
        case refused
    }

    /// Whether it is this text.
    func isText(_ text: String) -> Bool {
        if case .scalar(let scalar) = content { scalar.text == text } else { false }
    }

    struct Scalar {
        /// The text, unescaped; of a JSON number or boolean its literal.
        let text: String
        /// Whether it says nothing: JSON's `null`, or no text and no quotes.
        let isNothing: Bool
        /// Whether it has no quotes and ` #x` follows directly: a `#` that its author may have meant as a part of it.
        let isCutOff: Bool
    }

    struct Entry {
        let key: String
        let keyMark: PolicyMark
        var value: PolicyNode
    }

    /// How deep lists and maps may lie in each other.
    static let maximumDepth = 64
}
