/// Collects what is wrong with a policy.
struct PolicyProblems {
    /// The name of the file that the policy is read from.
    let source: String?
    private var found: [(mark: PolicyMark, problem: PolicyError.Problem)] = []
    private var areMore = false

    /// More problems than anybody reads; a hostile file could otherwise have a million.
    static let limit = 1000

    init(source: String?) {
        self.source = source
    }

    var isEmpty: Bool { found.isEmpty }
    var count: Int { found.count }

    /// Adds a problem; its texts are made only if it is still told.
    mutating func add(
        _ mark: PolicyMark, _ message: @autoclosure () -> String, rule: String? = nil, remedy: @autoclosure () -> String
    ) {
        guard found.count < Self.limit else {
            areMore = true
            return
        }
        found.append((mark, problem(mark, message(), rule: rule, remedy: remedy())))
    }

    mutating func add(_ mark: PolicyMark, _ fault: PolicyFault, rule: String? = nil) {
        add(mark, fault.message, rule: rule, remedy: fault.remedy)
    }

    /// The problems in the order of their places; those without a place come first.
    var error: PolicyError {
        var problems = found.sorted { $0.mark < $1.mark }.map(\.problem)
        if areMore {
            problems.append(problem(.unknown, "there are more problems", rule: nil, remedy: "solve these first"))
        }
        return PolicyError(problems: problems)
    }

    /// An error with one problem, which says all there is to say.
    static func single(_ mark: PolicyMark, _ message: String, remedy: String, source: String?) -> PolicyError {
        var problems = PolicyProblems(source: source)
        problems.add(mark, message, remedy: remedy)
        return problems.error
    }

    private func problem(_ mark: PolicyMark, _ message: String, rule: String?, remedy: String) -> PolicyError.Problem {
        let isKnown = mark.line > 0
        let place = ProvisoError.Place(
            source: source, line: isKnown ? mark.line : nil, column: isKnown ? mark.column : nil)
        return PolicyError.Problem(place: place, message: message, rule: rule.map(excerpt), remedy: remedy)
    }
}

/// A text from a policy for a message: visible, and cut where it becomes longer than a message should be.
func excerpt(_ text: String) -> String {
    let limit = 200
    guard text.unicodeScalars.dropFirst(limit).first != nil else { return printable(text) }
    var start = String.UnicodeScalarView()
    start.append(contentsOf: text.unicodeScalars.prefix(limit))
    return printable(String(start)) + "…"
}
