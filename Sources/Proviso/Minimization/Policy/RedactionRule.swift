/// What a policy has done to free text: what is looked for in it, and what is written instead.
///
/// ```swift
/// FieldRule("$.note", .redact(RedactionRule(find: ["contact", "iban", "de"], known: ["$.subject.name"])))
/// ```
///
/// - **Guarantees**: every byte of every finding is replaced.
/// - **Does not guarantee**: that all personal data are found; what is not recognized passes.
/// - **Source**: `Formats/Redaction`, *In a policy*.
public struct RedactionRule: Hashable, Sendable {
    /// Words of types and groups of types that are looked for; none for everything.
    public var find: [String]
    /// Words of types and groups of types that are not looked for.
    public var except: [String]
    /// Fields whose values are looked for in the text.
    public var known: [KnownField]
    /// Files with values, one a line, that are looked for in the text.
    public var watchLists: [WatchList]
    /// Texts that always go.
    public var deny: [String]
    /// Texts that stay, unless they are known values; `@example.org` is every e-mail address of a domain.
    public var allow: [String]
    /// How sure a finding must be.
    public var threshold: Confidence
    /// How sure a finding of a type must be, where this differs.
    public var thresholds: [RecognizedType: Confidence]
    /// Files with context words beside those that are built in.
    public var contextWords: [String]
    /// What is written in place of a finding.
    public var replace: TextReplacement
    /// What is written in place of a finding of a type, where this differs.
    public var replaceByType: [RecognizedType: TextReplacement]

    /// A rule; by default everything is looked for, and labels are written.
    public init(
        find: [String] = [], except: [String] = [], known: [KnownField] = [], watchLists: [WatchList] = [],
        deny: [String] = [], allow: [String] = [], threshold: Confidence = .usualThreshold,
        thresholds: [RecognizedType: Confidence] = [:], contextWords: [String] = [],
        replace: TextReplacement = .label, replaceByType: [RecognizedType: TextReplacement] = [:]
    ) {
        self.find = find
        self.except = except
        self.known = known
        self.watchLists = watchLists
        self.deny = deny
        self.allow = allow
        self.threshold = threshold
        self.thresholds = thresholds
        self.contextWords = contextWords
        self.replace = replace
        self.replaceByType = replaceByType
    }

    /// A field whose values are looked for in a text.
    public struct KnownField: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The field. It can be several.
        public let field: SubjectField
        /// How its values are looked for.
        public let kind: KnownValue.Kind
        /// The type of the pseudonym that is written for it, with the field's canonicalization; nil to write what is written for known
        /// values.
        public let pseudonym: PseudonymType?

        /// A field by its path, and how its values are looked for.
        public init(_ field: SubjectField, kind: KnownValue.Kind = .name, pseudonym: PseudonymType? = nil) {
            self.field = field
            self.kind = kind
            self.pseudonym = pseudonym
        }

        /// A field that holds a name.
        public init(stringLiteral path: String) {
            self.init(SubjectField(path))
        }
    }

    /// A file with values.
    public struct WatchList: Hashable, Sendable {
        /// The file. A relative name is looked for beside the policy's file.
        public let file: String
        /// How its values are looked for.
        public let kind: KnownValue.Kind

        /// A file and how its values are looked for.
        public init(file: String, kind: KnownValue.Kind = .name) {
            self.file = file
            self.kind = kind
        }
    }

    /// What a policy can have written in place of a finding.
    public enum TextReplacement: Hashable, Sendable {
        /// The type in brackets.
        case label
        /// Something of the same shape that is visibly invalid.
        case surrogate
        /// A fixed text.
        case constant(String)
        /// A mask character for each character but for some at the ends.
        case mask(keepFirst: Int = 0, keepLast: Int = 0, with: Unicode.Scalar = "*")
        /// The linkable pseudonym that a field gets with the same type and canonicalization.
        case pseudonym(as: PseudonymType, canonicalization: Canonicalization = .exact)
        /// A reversible pseudonym of what stands in the text.
        case token(as: PseudonymType)
    }

    /// The replacements that are named.
    var replacements: [TextReplacement] {
        [replace] + replaceByType.sorted { $0.key.description < $1.key.description }.map(\.value)
    }

    /// Whether it makes pseudonyms.
    var needsKey: Bool {
        known.contains { $0.pseudonym != nil }
            || replacements.contains { replacement in
                switch replacement {
                case .pseudonym, .token: true
                case .label, .surrogate, .constant, .mask: false
                }
            }
    }

    /// The types that are looked for.
    var types: [RecognizedType] {
        let wanted = find.isEmpty ? RecognizedType.all : find.flatMap { RecognizedType.named($0) }
        let excluded = Set(except.flatMap { RecognizedType.named($0) })
        return RecognizedType.all.filter { $0 == .knownValue || (wanted.contains($0) && !excluded.contains($0)) }
    }
}

extension RecognizedType {
    /// The types of a word: one type, or those of a group; none for a word that is neither. Groups are `everything`, `contact`,
    /// `network`, `financial`, `credentials`, `identifiers`, and the two letters with which the identifiers of a country begin.
    ///
    /// - **Source**: `Formats/Redaction`, *In a policy*.
    public static func named(_ word: String) -> [RecognizedType] {
        switch word {
        case "everything": return all
        case "contact": return [.email, .phoneNumber]
        case "network": return [.url, .ipv4Address, .ipv6Address, .macAddress]
        case "financial":
            return [
                .paymentCard, .bankAccount, .bankCode, .usBankRouting, .usBankAccount, .bitcoinAddress,
                .ethereumAddress,
            ]
        case "credentials": return [.apiKey, .jsonWebToken, .privateKey]
        case "identifiers": return all.filter { !IdentifierRules.rules(of: $0).isEmpty }
        default:
            if let type = RecognizedType(word) { return [type] }
            return word.utf8.count == 2 ? all.filter { $0.description.hasPrefix(word + "-") } : []
        }
    }

    /// The words of the groups that are no countries.
    static let groups = ["everything", "contact", "network", "financial", "credentials", "identifiers"]
}
