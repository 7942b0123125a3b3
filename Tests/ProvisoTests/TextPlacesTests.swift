import Testing

@testable import Proviso

/// What the redactor looks at. The rule stands with the function in C; here it is written once more, byte by byte.
@Suite struct TextPlacesTests {
    @Test(arguments: 1...40) func `places are those of the rule, wherever a window begins and a text ends`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let text = Self.text(&random, count: Int(random.next() % 600))
        guard !text.isEmpty else { return }
        let expected = text.indices.filter { Self.isPlace($0, text) }
        #expect(Self.places(of: text, around: 0) == expected)
        let index = Int(random.next() % UInt64(text.count))
        #expect(Self.places(of: text, around: index) == expected.filter { $0 >= index & ~63 })
    }

    @Test func `a long text has places in every window`() {
        var random = SeededGenerator(seed: 7)
        let text = Self.text(&random, count: 20_000)
        var places = TextPlaces()
        var found: [Int] = []
        var index = 0
        while index < text.count {
            places.find(in: text.span, around: index)
            found += Self.places(places)
            index = places.end
        }
        #expect(found == text.indices.filter { Self.isPlace($0, text) })
    }

    @Test func `prose has few places`() {
        let text = Array(
            "She told the officer that two voices and a dog were to be heard, and that the light was out.".utf8)
        #expect(Self.places(of: text, around: 0) == [])
    }

    @Test(arguments: 0..<70) func `what is found does not depend on where it stands`(shift: Int) throws {
        let redactor = try Redactor()
        let lead = String(repeating: "x", count: shift) + "\n"
        for text in [
            "BIC DEUTDEFF500, IBAN DE89 3704 0044 0532 0130 00.", "see www.example.org/a or \\nhttps://example.org/b",
            "Bearer mF_9.B5f-4.1JqM9f-4.1JqMabcdefgh", "on March 5, 2024 (or 5. März 2024), ٥ مايو and مايو ٥، ٢٠٢٦",
            "call (212) 555-0123 or +44 20 7946 0958", "host 2001:db8::1, fe80::aa:bb, ab:cd:ef:ab:cd:ef",
            "key AKIAIOSFODNN7EXAMPLF and ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "Паспорт АВ 123456, РНОКПП 1234567899",
            "护照号码E12345678", "at -33.8688, 151.2093", "SSN: 536-22-1234", "«ÜBER» 4111 1111 1111 1111 × 2",
            "mail%40example.org and jana@example.org",
        ] {
            let expected = redactor.findings(in: text)
            let shifted = redactor.findings(in: lead + text)
            #expect(shifted.map(\.type) == expected.map(\.type), "\(text)")
            #expect(
                shifted.map { $0.range.lowerBound - lead.utf8.count } == expected.map(\.range.lowerBound), "\(text)")
            #expect(shifted.map(\.confidence) == expected.map(\.confidence), "\(text)")
        }
    }

    // MARK: - The rule

    private static func isPlace(_ index: Int, _ text: [UInt8]) -> Bool {
        func byte(_ offset: Int) -> UInt8 { text.indices.contains(index + offset) ? text[index + offset] : 0 }
        func isDigit(_ offset: Int) -> Bool { isASCIIDigit(byte(offset)) }
        func isLetter(_ offset: Int) -> Bool { isASCIILetter(byte(offset)) }
        func isSmall(_ offset: Int) -> Bool { isLetter(offset) && byte(offset) & 0x20 != 0 }
        func isWord(_ offset: Int) -> Bool { isDigit(offset) || isLetter(offset) || byte(offset) == UInt8(ascii: "_") }
        func isHigh(_ offset: Int) -> Bool { byte(offset) >= 0x80 }
        func isArabicDigit(_ offset: Int) -> Bool {
            (byte(offset) == 0xD9 || byte(offset) == 0xDB) && (0xA0...0xB9).contains(byte(offset + 1))
        }
        func isNumber(_ offset: Int) -> Bool { isDigit(offset) || isArabicDigit(offset) }
        let isBehindLetter = isLetter(-1) || isHigh(-1)
        let isLead = byte(0) == 0xC2 || byte(0) == 0xE2
        let isNear = (1...4).contains { distance in
            isNumber(distance) && (1..<distance).allSatisfy { !isLetter($0) }
        }
        switch byte(0) {
        case UInt8(ascii: "_"), UInt8(ascii: "@"): return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return !isDigit(-1)
        case UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "%"): return isDigit(1)
        case UInt8(ascii: "."):
            return isBehindLetter && (isWord(1) || isHigh(1) || byte(1) == UInt8(ascii: "-") || isNear)
        case UInt8(ascii: ":"):
            let isColon = byte(1) == UInt8(ascii: ":")
            return isColon || byte(1) == UInt8(ascii: "/")
                || isBehindLetter && (isWord(1) || byte(1) == UInt8(ascii: "-"))
        case UInt8(ascii: "-"):
            let isHyphen = byte(1) == UInt8(ascii: "-")
            return isBehindLetter && (isWord(1) || isHyphen || isNear) || isDigit(1) && !isDigit(-1)
                || isHyphen && isLetter(5)
        case UInt8(ascii: " "):
            let isBehindB = byte(-5) | 0x20 == UInt8(ascii: "b") || byte(-6) | 0x20 == UInt8(ascii: "b")
            return isBehindLetter && isNear || isLetter(-1) && isBehindB
        default: break
        }
        if isArabicDigit(-1) { return !isArabicDigit(-3) }
        if isLead { return isLetter(-1) || isBehindLetter && isNear }
        if isLetter(0) {
            if (-15...0).allSatisfy(isLetter) { return true }
            let isFirst = !isWord(-1) || isSmall(-1) && !isWord(-2)
            return !isSmall(0) && !isSmall(1) && isFirst
        }
        return false
    }

    private static func places(of text: [UInt8], around index: Int) -> [Int] {
        var places = TextPlaces()
        places.find(in: text.span, around: index)
        #expect(places.end == text.count)
        return self.places(places)
    }

    private static func places(_ places: borrowing TextPlaces) -> [Int] {
        var found: [Int] = []
        var block = 0
        while places.start(of: block) < places.end {
            let bits = places.bits(block)
            found += (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { places.start(of: block) + $0 }
            block += 1
        }
        return found
    }

    /// Bytes of all kinds that the rule tells apart, in rows, so that everything stands beside everything.
    private static func text(_ random: inout SeededGenerator, count: Int) -> [UInt8] {
        let pieces = [
            "a", "b", "B", "Z", "z", "word", "Bearer", "basic", "0", "42", "_", " ", " ", ".", ":", "::", ":/", "-",
            "-----B",
            "@", "(", "+", "%", "\\n", "\n", ",", "ä", "ж", "٥", "۵", "ق", "\u{A0}", "–", "号", "😀", "abcdefghijklmnopq",
        ].map { Array($0.utf8) }
        var text: [UInt8] = []
        while text.count < count { text += pieces[Int(random.next() % UInt64(pieces.count))] }
        return Array(text.prefix(count))
    }
}
