import Testing

@testable import Proviso

@Suite struct NameStackTests {
    // MARK: Entries

    @Test(arguments: 0...40)
    func `a name is the same wherever it lies and whatever surrounds it`(length: Int) {
        let name = (0..<length).map { UInt8(0x61 + $0 % 26) }
        let alone = NameStack.Entry(name.span, start: 0, end: length, isDecoded: false)
        for lead in 0...17 {
            for neighbor in [UInt8(0x00), 0x22, 0x61, 0xFF] {
                for tail in 0...9 {
                    let text =
                        [UInt8](repeating: neighbor, count: lead) + name + [UInt8](repeating: neighbor, count: tail)
                    let entry = NameStack.Entry(text.span, start: lead, end: lead + length, isDecoded: false)
                    #expect(entry.head == alone.head && entry.tail == alone.tail && entry.length == length)
                    #expect(entry.bit == alone.bit)
                }
            }
        }
    }

    @Test(arguments: 1...40)
    func `two words tell names of up to sixteen bytes apart, and the ends of longer ones`(length: Int) {
        let name = (0..<length).map { UInt8(0x61 + $0 % 26) }
        let entry = NameStack.Entry(name.span, start: 0, end: length, isDecoded: false)
        for index in 0..<length {
            var other = name
            other[index] ^= 0x80
            let changed = NameStack.Entry(other.span, start: 0, end: length, isDecoded: false)
            let isInWords = length <= 16 || index < 8 || index >= length - 8
            let isSame = changed.head == entry.head && changed.tail == entry.tail
            #expect(isSame != isInWords, "byte \(index)")
        }
        // Zeros at the end are bytes of a name like others.
        let longer = NameStack.Entry((name + [0]).span, start: 0, end: length + 1, isDecoded: false)
        #expect(longer.length != entry.length)
    }

    @Test func `a name's bit is one of 64, and the names of a table spread over them`() {
        var seen: UInt64 = 0
        for number in 0..<256 {
            let name = Array("field-\(number)".utf8)
            let bit = NameStack.Entry(name.span, start: 0, end: name.count, isDecoded: false).bit
            #expect(bit.nonzeroBitCount == 1)
            seen |= bit
        }
        // 256 random names leave a bit out with a probability of 2 percent each.
        #expect(seen.nonzeroBitCount > 48)
    }

    @Test func `a name equals a text byte for byte`() {
        let text = Array("xabcx".utf8)
        let entry = NameStack.Entry(text.span, start: 1, end: 4, isDecoded: false)
        for (other, isEqual) in [
            ("abc", true), ("ab", false), ("abcx", false), ("abd", false), ("xbc", false), ("", false),
        ] {
            let isName = entry.text(in: text.span, equals: Array(other.utf8).span)
            #expect(isName == isEqual, "\(other)")
        }
        let empty = NameStack.Entry(text.span, start: 5, end: 5, isDecoded: false)
        let none: [UInt8] = []
        let isEmpty = empty.text(in: text.span, equals: none.span)
        let isZero = empty.text(in: text.span, equals: [0].span)
        #expect(isEmpty && !isZero)
    }

    // MARK: Stack

    /// A stack with the texts that its names lie in. A class, because `#expect` cannot hold what is not copyable.
    private final class Names {
        private var stack = NameStack()
        private let record: Texts
        private let decoded: Texts

        /// Texts one behind the other.
        private struct Texts {
            var bytes: [UInt8] = []
            var ranges: [Range<Int>] = []

            init(_ texts: [String]) {
                for text in texts {
                    ranges.append(bytes.count..<bytes.count + text.utf8.count)
                    bytes += text.utf8
                }
            }

            func entry(_ index: Int, isDecoded: Bool) -> NameStack.Entry {
                let range = ranges[index]
                return NameStack.Entry(bytes.span, start: range.lowerBound, end: range.upperBound, isDecoded: isDecoded)
            }
        }

        init(_ record: [String], decoded: [String] = []) {
            self.record = Texts(record)
            self.decoded = Texts(decoded)
        }

        /// A name of the record, or behind those one of the decoded.
        func entry(_ index: Int) -> NameStack.Entry {
            let count = record.ranges.count
            return index < count
                ? record.entry(index, isDecoded: false) : decoded.entry(index - count, isDecoded: true)
        }

        var count: Int { stack.count }

        func push(_ index: Int, at place: Int) { stack.push(entry(index), at: place) }

        func close(_ first: Int) { stack.close(first) }

        func contains(_ index: Int, from first: Int) -> Bool {
            // Spans of a class's properties would not outlive the access to them.
            let (recordBytes, decodedBytes) = (record.bytes, decoded.bytes)
            return stack.contains(entry(index), from: first, recordBytes.span, decoded: decodedBytes.span)
        }

        func firstDuplicate(from first: Int) -> Int? {
            let (recordBytes, decodedBytes) = (record.bytes, decoded.bytes)
            return stack.firstDuplicate(from: first, recordBytes.span, decoded: decodedBytes.span)
        }
    }

    @Test func `an object knows its own names and none of those around it`() {
        let names = Names(["a", "b", "c", "a"])
        names.push(0, at: 0)
        names.push(1, at: 10)
        #expect(names.contains(3, from: 0))
        #expect(!names.contains(2, from: 0))
        let inner = names.count
        #expect(!names.contains(3, from: inner))
        names.push(2, at: 20)
        #expect(names.contains(2, from: inner))
        names.close(inner)
        #expect(names.count == 2)
        #expect(!names.contains(2, from: 0))
        #expect(names.contains(0, from: 0))
        names.close(0)
        #expect(!names.contains(0, from: 0))
    }

    @Test(arguments: [
        "", "a", "1234567", "12345678", "0123456789abcdef", "0123456789abcdefg", "a name of more than sixteen bytes",
    ])
    func `names are equal where one lies in the record and one among the decoded`(name: String) {
        let names = Names(
            ["some text before", name, "01234567X9abcdefg", "a name of sixteen or of more bytes"],
            decoded: ["other", name])
        names.push(1, at: 7)
        #expect(names.contains(5, from: 0))
        names.push(5, at: 9)
        #expect(names.firstDuplicate(from: 0) == 9)
        names.close(0)
        names.push(5, at: 9)
        #expect(names.contains(1, from: 0))
        #expect(!names.contains(2, from: 0))
        #expect(!names.contains(3, from: 0))
        #expect(!names.contains(4, from: 0))
    }

    @Test func `long names that differ only in their middle are two names`() {
        let names = Names(["beginning-1-end-end-end", "beginning-2-end-end-end", "beginning-1-end-end-end"])
        #expect(names.entry(0).head == names.entry(1).head && names.entry(0).tail == names.entry(1).tail)
        names.push(0, at: 1)
        #expect(!names.contains(1, from: 0))
        names.push(1, at: 2)
        #expect(names.firstDuplicate(from: 0) == nil)
        #expect(names.contains(2, from: 0))
        names.push(2, at: 3)
        #expect(names.firstDuplicate(from: 0) == 3)
    }

    @Test func `a new name is compared with the first 64 of its object`() {
        let names = Names((0...NameStack.directLimit).map { "n\($0)" })
        names.push(64, at: 0)
        for index in 0..<NameStack.directLimit { names.push(index, at: index) }
        for index in 0..<NameStack.directLimit { #expect(names.contains(index, from: 1)) }
        // The object around it has this name, and it does not.
        #expect(!names.contains(64, from: 1))
        names.push(64, at: 64)
        #expect(names.firstDuplicate(from: 1) == nil)
        names.push(64, at: 65)
        #expect(names.firstDuplicate(from: 1) == 65)
    }

    @Test func `the first name that is there twice is found among any number, as a set finds it`() {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<200 {
            let count = Int.random(in: 1...700, using: &generator)
            let kinds = Int.random(in: 1...(count * 40), using: &generator)
            let texts = (0..<count).map { _ in
                let number = Int.random(in: 0..<kinds, using: &generator)
                return number.isMultiple(of: 2) ? "\(number)" : "a long name, number \(number), in its middle"
            }
            let names = Names(texts)
            // A name of an object around it, which does not count.
            names.push(0, at: 0)
            var seen: Set<String> = []
            var expected: Int?
            for (index, text) in texts.enumerated() {
                if !seen.insert(text).inserted, expected == nil { expected = 3 * index }
                names.push(index, at: 3 * index)
            }
            #expect(names.firstDuplicate(from: 1) == expected, "seed \(testSeed), round \(round)")
            #expect(names.count == count + 1)
        }
    }
}
