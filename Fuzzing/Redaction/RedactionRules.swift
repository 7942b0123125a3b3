import Support

@testable import Proviso

/// What an input can choose to have done to its text.
struct RedactionRules {
    /// A filter of texts.
    let filter: RecordFilter
    /// What finds and replaces under its policy.
    let redactor: Redactor

    static let all = [
        RedactionRules("everything"),
        RedactionRules("{ threshold: 0 }"),
        RedactionRules("{ find: everything, threshold: { default: 0, date: 100 }, replace: surrogate }"),
        RedactionRules(
            "{ find: [contact, financial, de, us, uk], allow: [\"@example.org\"], replace: { mask: { keep-last: 2 } } }"
        ),
        RedactionRules(
            "{ deny: [Ana Lima, zzz], replace: { default: { constant: \"\" }, email: { pseudonymize: { as: p } } } }"),
        RedactionRules("{ except: [network, date], replace: { tokenize: { as: p } } }"),
    ]

    /// The rules of a policy for texts; findings are listed.
    private init(_ redaction: String) {
        let compiled = Support.filter("fields: { a: drop }\ntext: { redact: \(redaction) }").compiled
        do {
            filter = try RecordFilter(compiled, RecordFilter.Options(format: .text, listsFindings: true))
        } catch {
            fatalError("\(error)")
        }
        redactor = filter.textRedactor!
    }
}
