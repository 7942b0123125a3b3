import Testing

@testable import Proviso

@Suite struct ReplacementTests {
    private static func redact(_ text: String, _ replacement: Replacement) throws -> String {
        var options = Redactor.Options()
        options.replacement = replacement
        return try Redactor(options).redact(text).text
    }

    @Test func `a label is the type in brackets, and a text stands as it is`() throws {
        #expect(try Self.redact("a jana@example.org", .label) == "a [email]")
        #expect(try Self.redact("a jana@example.org", .text("…")) == "a …")
        #expect(try Self.redact("a jana@example.org b", .text("")) == "a  b")
    }

    @Test func `a mask keeps characters at the ends, unless they were more than it hides`() throws {
        #expect(try Self.redact("Visa 4111 1111 1111 1111", .mask(keepLast: 4)) == "Visa ***************1111")
        #expect(
            try Self.redact("Visa 4111 1111 1111 1111", .mask(keepFirst: 4, keepLast: 4, with: "•"))
                == "Visa 4111•••••••••••1111")
        #expect(try Self.redact("jä@example.org", .mask(keepFirst: 1)) == "j*************")
        #expect(try Self.redact("a 192.0.2.1 b", .mask(keepFirst: 3, keepLast: 3)) == "a ********* b")
    }

    @Test func `what a type has of its own comes before what all have`() throws {
        var options = Redactor.Options()
        options.replacement = .text("x")
        options.replacements = [.email: .label, .url: .surrogate]
        #expect(
            try Redactor(options).redact("a@example.org http://a.example 192.0.2.1").text
                == "[email] https://example.com/ x")
    }

    @Test(arguments: [-1, 1001])
    func `a mask that keeps fewer than none or more than a thousand stops the program`(count: Int) async {
        await #expect(processExitsWith: .failure) { [count] in _ = Replacement.mask(keepFirst: count) }
        await #expect(processExitsWith: .failure) { [count] in _ = Replacement.mask(keepLast: count) }
    }

    @Test func `a mask character that nobody sees stops the program`() async {
        await #expect(processExitsWith: .failure) { _ = Replacement.mask(with: "\u{200B}") }
    }
}
