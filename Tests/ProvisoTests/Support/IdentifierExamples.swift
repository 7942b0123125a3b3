import Testing

@testable import Proviso

/// Texts that are identifiers of a type, and texts that are none.
struct IdentifierExamples: Sendable, CustomTestStringConvertible {
    let type: RecognizedType
    let right: [String]
    let wrong: [String]

    init(_ type: RecognizedType, right: [String], wrong: [String]) {
        self.type = type
        self.right = right
        self.wrong = wrong
    }

    var testDescription: String { type.description }

    /// Each text from its first character to its last, by the rules of the type that need no word nearby, if there are any.
    func check(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(right.count >= 3 && wrong.count >= 4, sourceLocation: sourceLocation)
        let rules = IdentifierRules.rules(of: type)
        let strong = rules.filter { $0.strength != .weak }
        for (texts, expected) in [(right, true), (wrong, false)] {
            for text in texts {
                let isRecognized = (strong.isEmpty ? rules : strong).contains { $0.recognizes(text) }
                #expect(isRecognized == expected, "\(type): \(text)", sourceLocation: sourceLocation)
            }
        }
    }
}

extension IdentifierRule {
    /// Whether a whole text is written in one of the forms and is valid.
    func recognizes(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var compact = CompactIdentifier()
        return forms.contains { form in
            form.end(in: bytes.span, from: 0, into: &compact) == bytes.count && compact.withSpan(isValid)
        }
    }

    /// Whether a compact text is valid.
    func accepts(_ text: [UInt8]) -> Bool { isValid(text.span) }
}
