/// A language whose texts are read alike: one map in YAML or JSON, in which every scalar is a text.
struct PolicyLanguage {
    /// What a text in it is called.
    let noun: String
    /// Its version, as its texts name it.
    let version: String
    /// What to do with a text that is too long.
    let tooLongRemedy: String

    static let policy = PolicyLanguage(
        noun: "policy", version: PolicyWords.version, tooLongRemedy: "share the data under several policies")
    static let schedule = PolicyLanguage(
        noun: "schedule", version: "retention/v1", tooLongRemedy: "use fewer rules, or schedules of several engines")

    /// The one problem of a text that is not in this language at all.
    func refusal(_ mark: PolicyMark, _ message: String, _ source: String?) -> PolicyError {
        PolicyProblems.single(
            mark, message, remedy: "a \(noun) begins with `proviso: \(version)`", source: source)
    }

    /// The one problem of a text that is too long to be read.
    func tooLong(source: String?) -> PolicyError {
        PolicyProblems.single(.unknown, "a \(noun) of more than 1 MiB", remedy: tooLongRemedy, source: source)
    }

    /// A text of another version has other words, so nothing more is said about it.
    func requireKnownVersion(_ entries: [PolicyNode.Entry], _ source: String?) throws(PolicyError) {
        guard let node = entries.first(where: { $0.key == "proviso" })?.value, case .scalar(let scalar) = node.content,
            !scalar.isNothing, scalar.text != version
        else { return }
        throw PolicyProblems.single(
            node.mark, "this program does not know '\(excerpt(scalar.text))'",
            remedy: "it reads `proviso: \(version)`", source: source)
    }
}
