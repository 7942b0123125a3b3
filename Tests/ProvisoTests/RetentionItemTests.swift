import Testing

@testable import Proviso

@Suite struct RetentionItemTests {
    private func make(parts: [ErasablePart], eraseBy: Instant? = nil) throws -> RetentionItem {
        try RetentionItem(
            id: RetentionID("a"), labels: RetentionLabels(category: "note"), created: day(0), eraseBy: eraseBy,
            parts: parts)
    }

    private func parts(_ count: Int) throws -> [ErasablePart] {
        try (0..<count).map { number throws in try ErasablePart(eraser: "file", locator: "/srv/\(number)") }
    }

    @Test func `an item lies somewhere, at most in 1,000 parts, none of which is named twice`() throws {
        #expect(try make(parts: parts(1000)).parts.count == 1000)
        #expect(refusal { _ = try make(parts: []) } == .valueInvalid)
        #expect(refusal { _ = try make(parts: parts(1001)) } == .valueInvalid)
        #expect(refusal { _ = try make(parts: parts(2) + parts(1)) } == .valueInvalid)
    }

    @Test func `the same place for two erasers is two parts, and so are places that only look alike`() throws {
        let item = try make(parts: [
            ErasablePart(eraser: "file", locator: "/srv/caf\u{E9}"),
            ErasablePart(eraser: "file", locator: "/srv/cafe\u{301}"),
            ErasablePart(eraser: "copy", locator: "/srv/caf\u{E9}"),
        ])
        #expect(item.parts.count == 3)
        #expect(try item != make(parts: [item.parts[1], item.parts[0], item.parts[2]]), "the order counts")
    }

    @Test func `an item that must be erased before it came into being is refused`() throws {
        #expect(refusal { _ = try make(parts: parts(1), eraseBy: day(0, plus: -1)) } == .valueInvalid)
        #expect(try make(parts: parts(1), eraseBy: day(0)).eraseBy == day(0))
    }
}

@Suite struct ErasablePartTests {
    @Test(arguments: ["", "\u{0}", "a\nb", "a\tb", "\u{7F}", "/srv/\u{1B}[2J", String(repeating: "a", count: 4097)])
    func `a locator that is empty, too long or could steer a terminal is refused`(locator: String) {
        #expect(refusal { _ = try ErasablePart(eraser: "file", locator: locator) } == .valueInvalid)
    }

    @Test(arguments: ["", "File", "file ", "1file", "-file", "fi_le", String(repeating: "a", count: 65)])
    func `an eraser has a word for its name`(eraser: String) {
        #expect(refusal { _ = try ErasablePart(eraser: eraser, locator: "/a") } == .valueInvalid)
    }

    @Test func `any other locator is kept to the byte`() throws {
        for locator in ["row 'a' b\"c", "/srv/cafe\u{301}", " ", String(repeating: "a", count: 4096)] {
            #expect(try Array(ErasablePart(eraser: "x", locator: locator).locator.utf8) == Array(locator.utf8))
        }
    }
}
