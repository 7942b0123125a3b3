/// The texts that stand for the parameters of a policy: whose request it answers, from which day on.
///
/// ```swift
/// let filter = try RecordFilter(policy, parameters: ["subject": "4711"])
/// ```
///
/// They can be personal data, so their texts are not printed.
public struct PolicyParameters: Hashable, Sendable, ExpressibleByDictionaryLiteral, CustomStringConvertible,
    CustomReflectable
{
    /// The texts by their names.
    let texts: [String: String]

    /// No parameters.
    public init() {
        texts = [:]
    }

    /// Texts by their names.
    public init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// Texts by their names, none of them twice.
    public init(dictionaryLiteral elements: (String, String)...) {
        texts = Dictionary(uniqueKeysWithValues: elements)
    }

    /// The names alone.
    public var description: String { texts.keys.sorted().joined(separator: ", ") }

    /// Nothing of the texts.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

// MARK: What they stand for in a policy

extension PolicyParameters {
    /// Checks that there is a text for every parameter that a policy declares, and none for others.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyParameter``, with the names and without the texts.
    func check(for policy: MinimizationPolicy) throws(ProvisoError) {
        let declared = policy.parameters
        let missing = declared.filter { texts[$0] == nil }
        let unknown = texts.keys.filter { !declared.contains($0) }.sorted()
        if missing.isEmpty, unknown.isEmpty { return }
        var faults: [String] = []
        if !missing.isEmpty { faults.append("the policy needs a text for " + Self.list(missing)) }
        if !unknown.isEmpty { faults.append("the policy has no parameter " + Self.list(unknown)) }
        let remedy =
            declared.isEmpty
            ? "give none; this policy has no parameters" : "give each of its parameters: " + Self.list(declared)
        throw ProvisoError(
            .policyParameter, faults.joined(separator: ", and "), remedy: remedy,
            place: ProvisoError.Place(source: policy.source))
    }

    /// A text with its parameters filled in, and nil if one of them is missing. What a parameter brings is not looked into.
    func resolve(_ text: String) -> String? {
        guard let parts = ParameterText(text)?.parts else { return nil }
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .parameter(let name):
                guard let text = texts[name] else { return nil }
                result += text
            }
        }
        return result
    }

    /// A test with its parameters filled in, and nil if one of them is missing.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyParameter`` if a parameter stands for a bound and is no number and no day.
    func resolve(_ test: FieldTest) throws(ProvisoError) -> FieldTest? {
        var resolved = test
        if let texts = test.texts {
            let filled = texts.compactMap { resolve($0) }
            guard filled.count == texts.count else { return nil }
            resolved.texts = filled
        }
        for index in test.bounds.indices {
            guard case .parameter(let name) = test.bounds[index].limit else { continue }
            guard let text = texts[name] else { return nil }
            guard let limit = FieldTest.Limit(text) else {
                throw ProvisoError(
                    .policyParameter, "the parameter \(excerpt(name)) is a bound, and its text is no number and no day",
                    remedy: "write it like 100, 0.05 or 2026-07-01")
            }
            resolved.bounds[index] = FieldTest.Bound(comparison: test.bounds[index].comparison, limit: limit)
        }
        return resolved
    }

    private static func list(_ names: [String]) -> String {
        names.map { "'\(excerpt($0))'" }.joined(separator: ", ")
    }
}

/// A text of a policy in which `${NAME}` stands for what a parameter brings.
struct ParameterText {
    let parts: [Part]

    enum Part: Hashable {
        case text(String)
        case parameter(String)
    }

    /// Whether a text holds `${`, which can be nothing but the beginning of a parameter.
    static func isOne(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{") }
    }

    /// Whether a text is the name of a parameter: `[a-z][a-z0-9-]{0,31}`.
    static func isName(_ text: String) -> Bool {
        PolicyWords.isName(text) && text.utf8.count <= 32
    }

    /// The parts of a text, or nil if a `${` is not followed by a name and `}`.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text).utf8
        var literal: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "{") else {
                literal.append(byte)
                continue
            }
            let name = String(decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "}") }, as: UTF8.self)
            guard Self.isName(name), rest.count > name.utf8.count + 1 else { return nil }
            rest = rest.dropFirst(name.utf8.count + 2)
            if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
            literal = []
            parts.append(.parameter(name))
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.parts = parts
    }

    /// The names of its parameters.
    var names: [String] {
        parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}
