/// Finds the rules whose forms fit a row of letters and digits, by the lengths of its pieces and what stands between them.
///
/// An identifier is one or more *pieces* of ASCII letters and digits with one separator between two of them. A step of the
/// index takes a separator and the length of a piece, so a row of them is read once, however many forms there are, and
/// most rows of a text end at their first piece.
///
/// - **Cost**: a few nanoseconds for a row that fits no form; memory of about 100 KiB for all rules.
final class IdentifierIndex: Sendable {
    /// What a form asks of the letters and digits of a row, whose lengths and separators fit.
    struct Entry: Sendable {
        /// The rule, as an index.
        let rule: Int
        /// The places that must have a letter, from the first up.
        let letters: UInt64
        /// The places that must have a digit.
        let digits: UInt64
        /// The number of the rule's type.
        let type: Int
        /// How sure the rule is of a row of this form.
        let grade: RecognitionGrade

        /// Whether a row has letters and digits where the form has them, from a bit for each place that is set for a letter.
        @inline(__always)
        func fits(_ letters: UInt64) -> Bool { letters & digits == 0 && self.letters & ~letters == 0 }
    }

    /// A rule that is in use.
    struct Rule: Sendable {
        let rule: IdentifierRule
        /// The number of its type.
        let type: Int
    }

    /// What may stand between two pieces.
    enum Separator: Int, CaseIterable {
        case space, hyphen, dot, slash, plus

        /// The separator at an index of a text, and how many bytes it has. Of spaces and hyphens the variants that typesetters
        /// use count too.
        @inline(__always)
        static func read(_ text: Span<UInt8>, at index: Int) -> (separator: Separator, length: Int)? {
            guard index < text.count else { return nil }
            switch text[index] {
            case 0x20: return (.space, 1)
            case 0x2D: return (.hyphen, 1)
            case 0x2E: return (.dot, 1)
            case 0x2F: return (.slash, 1)
            case 0x2B: return (.plus, 1)
            case 0xC2:
                // U+00A0
                return index + 1 < text.count && text[index + 1] == 0xA0 ? (.space, 2) : nil
            case 0xE2:
                guard index + 2 < text.count else { return nil }
                switch (text[index + 1], text[index + 2]) {
                // U+2007, U+2009, U+202F
                case (0x80, 0x87), (0x80, 0x89), (0x80, 0xAF): return (.space, 3)
                // U+2010 to U+2013, U+2212
                case (0x80, 0x90...0x93), (0x88, 0x92): return (.hyphen, 3)
                default: return nil
                }
            default: return nil
            }
        }
    }

    private let checks: [@Sendable (Span<UInt8>) -> Bool]
    private let nodes: [Node]
    /// The entries of each node, one after another.
    private let entries: [Entry]
    /// Where a node leads to: by separator and length of the next piece; 0 is nowhere.
    private let next: [UInt16]
    /// Whether a first piece of so many characters can be letters alone, with more to follow, or alone.
    private let lettersFirst: UInt64

    /// What a row of pieces leads to.
    private struct Node {
        /// Its entries, those that need no word nearby first.
        let first: Int32
        /// Up to where those lie that need none.
        let openEnd: Int32
        let end: Int32
        /// With what a row can go on behind it: two bits for each separator, for a digit behind it and for a letter.
        let continuations: UInt16
        /// Whether digits alone fit an entry that needs no word, and one that does.
        let opensToDigits: Bool
        let closesToDigits: Bool
        /// Whether all entries are weak and short, so that only a word before a row can speak for them: numbers of up to seven
        /// digits stand everywhere.
        let isShortAndWeak: Bool
        /// The places at which a letter fits any entry.
        let letters: UInt64
        /// The types of the entries that need a word.
        let types: TypeSet
    }

    /// The longest piece.
    static let longestPiece = IdentifierForm.longest
    private static let stride = (longestPiece + 1) * Separator.allCases.count

    /// An index of rules, with the confidence that a finding of each type must have.
    init(_ rules: [Rule], threshold: (Int) -> Int) {
        checks = rules.map(\.rule.isValid)
        var builder = Builder()
        for (index, rule) in rules.enumerated() {
            for form in rule.rule.forms { builder.add(form, rule: index, rule.type, rule.rule.grade(of: form)) }
        }
        var entries: [Entry] = []
        var nodes: [Node] = []
        for node in builder.nodes {
            let open = node.entries.filter { $0.grade.confidence(.none).percent >= threshold($0.type) }
            let closed = node.entries.filter { $0.grade.confidence(.none).percent < threshold($0.type) }
            let first = entries.count
            entries += open + closed
            nodes.append(
                Node(
                    first: Int32(first), openEnd: Int32(first + open.count), end: Int32(entries.count),
                    continuations: node.continuations, opensToDigits: open.contains { $0.fits(0) },
                    closesToDigits: closed.contains { $0.fits(0) },
                    isShortAndWeak: node.entries.allSatisfy { entry in
                        entry.grade == .weak && 64 - max(entry.letters, entry.digits).leadingZeroBitCount <= 7
                    },
                    letters: node.entries.reduce(0) { $0 | ~$1.digits }, types: TypeSet(closed.map(\.type))))
        }
        self.entries = entries
        self.nodes = nodes
        var next = [UInt16](repeating: 0, count: builder.nodes.count * Self.stride)
        for (index, node) in builder.nodes.enumerated() {
            for (key, target) in node.next { next[index * Self.stride + key] = UInt16(target) }
        }
        self.next = next
        lettersFirst = builder.lettersFirst
    }

    /// Where rows begin.
    private static let root = 0

    /// A piece of a row, and what there is up to its end.
    struct Piece {
        /// Where it ends.
        let end: Int
        /// A bit for each letter or digit of the row that is a letter, the first lowest.
        let letters: UInt64
        private let nodeNumber: UInt16
        private let characterCount: UInt16

        /// The node that the row leads to.
        var node: Int { Int(nodeNumber) }
        /// How many letters and digits the row has.
        var count: Int { Int(characterCount) }
        /// Whether there is none.
        var isNone: Bool { end < 0 }

        /// No piece. In place of an optional it stays in registers.
        @inline(__always)
        static var none: Piece { Piece(end: -1, node: 0, count: 0, letters: 0) }

        @inline(__always)
        fileprivate init(end: Int, node: Int, count: Int, letters: UInt64) {
            self.end = end
            self.letters = letters
            nodeNumber = UInt16(truncatingIfNeeded: node)
            characterCount = UInt16(truncatingIfNeeded: count)
        }
    }

    /// The first piece of a row, a word with a bit for each of its letters; none if no form begins so.
    @inline(__always)
    func piece(_ start: Int, _ end: Int, _ letters: UInt64) -> Piece {
        let node = node(after: Self.root, .space, pieceOf: end &- start)
        return node == 0 ? .none : Piece(end: end, node: node, count: end &- start, letters: letters)
    }

    /// The piece behind another; none if no form goes on so, or if it is a part of something else.
    @inline(__always)
    func piece(_ text: Span<UInt8>, behind piece: Piece) -> Piece {
        guard piece.end &+ 1 < text.count, goesOn(piece.node, text[piece.end], text[piece.end &+ 1]) else {
            return .none
        }
        return nextPiece(text, behind: piece)
    }

    private func nextPiece(_ text: Span<UInt8>, behind piece: Piece) -> Piece {
        guard let (separator, length) = Separator.read(text, at: piece.end) else { return .none }
        let start = piece.end &+ length
        let limit = min(text.count, start &+ Self.longestPiece &- piece.count &+ 1)
        var end = start
        var letters = piece.letters
        var bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: piece.count)
        while end < limit {
            // Sound: the limit lies in the text.
            let byte = unsafe text[unchecked: end]
            if isASCIILetter(byte) { letters |= bit } else if !isASCIIDigit(byte) { break }
            bit &<<= 1
            end &+= 1
        }
        guard end > start else { return .none }
        let node = node(after: piece.node, separator, pieceOf: end &- start)
        let count = piece.count &+ end &- start
        guard node != 0, count <= Self.longestPiece, end == text.count || TextBoundary.isBehind(end, in: text) else {
            return .none
        }
        return Piece(end: end, node: node, count: count, letters: letters)
    }

    /// The node behind another for a separator and a piece; 0 if there is none. A first piece has no separator; any does.
    @inline(__always)
    private func node(after node: Int, _ separator: Separator, pieceOf length: Int) -> Int {
        guard length <= Self.longestPiece else { return 0 }
        return Int(next[node &* Self.stride &+ separator.rawValue &* (Self.longestPiece &+ 1) &+ length])
    }

    /// Whether a row can go on behind a node, by the two bytes that follow.
    @inline(__always)
    private func goesOn(_ node: Int, _ next: UInt8, _ second: UInt8) -> Bool {
        let continuations = nodes[node].continuations
        let separator: Separator
        switch next {
        case 0x20: separator = .space
        case 0x2D: separator = .hyphen
        case 0x2E: separator = .dot
        case 0x2F: separator = .slash
        case 0x2B: separator = .plus
        default: return continuations != 0 && (next == 0xC2 || next == 0xE2)
        }
        let bit = separator.rawValue &* 2
        if isASCIIDigit(second) { return continuations &>> UInt16(truncatingIfNeeded: bit) & 1 == 1 }
        return isASCIILetter(second) && continuations &>> UInt16(truncatingIfNeeded: bit &+ 1) & 1 == 1
    }

    /// The indices of the entries of a node: all of them, or those that need no word nearby.
    @inline(__always)
    func entries(of node: Int, openOnly: Bool) -> Range<Int> {
        Int(nodes[node].first)..<Int(openOnly ? nodes[node].openEnd : nodes[node].end)
    }

    /// The types of a node for which a word nearby can speak.
    @inline(__always)
    func types(_ node: Int) -> TypeSet { nodes[node].types }

    /// Whether a word behind a row can speak for one of the entries of a node.
    @inline(__always)
    func looksBehind(_ node: Int) -> Bool { !nodes[node].isShortAndWeak }

    /// Whether a row up to a piece fits any entries that need no word nearby, and any that do.
    @inline(__always)
    func fit(_ piece: Piece) -> (isOpen: Bool, isClosed: Bool) {
        if piece.letters == 0 { return (nodes[piece.node].opensToDigits, nodes[piece.node].closesToDigits) }
        if piece.letters & ~nodes[piece.node].letters != 0 { return (false, false) }
        return fitOfLetters(piece.node, piece.letters)
    }

    private func fitOfLetters(_ node: Int, _ letters: UInt64) -> (isOpen: Bool, isClosed: Bool) {
        let (first, openEnd, end) = (Int(nodes[node].first), Int(nodes[node].openEnd), Int(nodes[node].end))
        return (hasEntry(first..<openEnd, for: letters), hasEntry(openEnd..<end, for: letters))
    }

    @inline(__always)
    private func hasEntry(_ range: Range<Int>, for letters: UInt64) -> Bool {
        for index in range where entries[index].fits(letters) { return true }
        return false
    }

    /// A bit for each byte of a word that is a letter, the first lowest.
    @inline(__always)
    static func letters(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var letters: UInt64 = 0
        for index in start..<min(end, start &+ longestPiece) where isASCIILetter(text[index]) {
            letters |= 1 &<< UInt64(truncatingIfNeeded: index &- start)
        }
        return letters
    }

    @inline(__always)
    func entry(_ index: Int) -> Entry { entries[index] }

    /// Whether a row may begin with letters alone, so many of them.
    @inline(__always)
    func mayBegin(withLetters count: Int) -> Bool { count < 64 && lettersFirst >> UInt64(count) & 1 == 1 }

    /// Whether a rule takes a compact text.
    func isValid(_ compact: Span<UInt8>, rule: Int) -> Bool { checks[rule](compact) }

    // MARK: - Building

    private struct Builder {
        struct Node {
            var entries: [Entry] = []
            var next: [Int: Int] = [:]
            var continuations: UInt16 = 0
        }

        var nodes = [Node()]
        var lettersFirst: UInt64 = 0

        /// Adds a form: where its pattern leaves the separator open, once for each.
        mutating func add(_ form: IdentifierForm, rule: Int, _ type: Int, _ grade: RecognitionGrade) {
            let hasOpen = form.pattern.contains(UInt8(ascii: " "))
            for open in hasOpen ? [Separator.space, .hyphen, .dot] : [.space] {
                add(form, rule, type, grade, open: open)
            }
        }

        private mutating func add(
            _ form: IdentifierForm, _ rule: Int, _ type: Int, _ grade: RecognitionGrade, open: Separator
        ) {
            var node = IdentifierIndex.root
            var separator = Separator.space
            var length = 0
            var isFirst = true
            var letters: UInt64 = 0
            var digits: UInt64 = 0
            var place: UInt64 = 1
            for byte in form.pattern + [0] {
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"), 0:
                    let first = place >> UInt64(length)
                    if !isFirst {
                        // A digit can stand where no letter must, and a letter where no digit must.
                        let bit = UInt16(separator.rawValue * 2)
                        if letters & first == 0 { nodes[node].continuations |= 1 << bit }
                        if digits & first == 0 { nodes[node].continuations |= 2 << bit }
                    }
                    node = follow(node, separator, length)
                    if isFirst, digits == 0 { lettersFirst |= 1 << UInt64(length) }
                    isFirst = false
                    length = 0
                    separator = Self.separator(byte, open: open)
                    continue
                case UInt8(ascii: "D"), UInt8(ascii: "0")...UInt8(ascii: "9"): digits |= place
                case UInt8(ascii: "A"): break
                default: letters |= place
                }
                place <<= 1
                length += 1
            }
            let isThere = nodes[node].entries.contains {
                $0.rule == rule && $0.letters == letters && $0.digits == digits
            }
            if !isThere {
                nodes[node].entries.append(
                    Entry(rule: rule, letters: letters, digits: digits, type: type, grade: grade))
            }
        }

        private mutating func follow(_ node: Int, _ separator: Separator, _ length: Int) -> Int {
            let key = separator.rawValue * (IdentifierIndex.longestPiece + 1) + length
            if let target = nodes[node].next[key] { return target }
            nodes.append(Node())
            nodes[node].next[key] = nodes.count - 1
            return nodes.count - 1
        }

        private static func separator(_ byte: UInt8, open: Separator) -> Separator {
            switch byte {
            case UInt8(ascii: "-"): .hyphen
            case UInt8(ascii: "."): .dot
            case UInt8(ascii: "/"): .slash
            case UInt8(ascii: "+"): .plus
            default: open
            }
        }
    }
}

extension IdentifierRule {
    /// How sure the rule is of a text of one of its forms, from how many other texts of the form pass it.
    ///
    /// Digits without anything between them are what numbers of all kinds look like, and for most lengths there are ten
    /// types whose check digits they can have; so there a check must tell more. A form with a fixed beginning, such as the
    /// two letters of a country, or with two kinds of separators tells much by itself.
    func grade(of form: IdentifierForm) -> RecognitionGrade {
        if let fixedGrade { return fixedGrade }
        switch strength {
        case .weak: return .weak
        case .structural: return form.isWordAndNumber ? .possible : .likely
        case .checked: break
        }
        if selectivity >= 1000 { return .distinct }
        let isGrouped = form.pattern.count > form.shape.pattern.count
        let fixedCount = form.pattern.filter { isASCIIDigit($0) || (isASCIILetter($0) && $0 & 0x20 != 0) }.count
        let separators = Set(form.pattern.filter { !isASCIIDigit($0) && !isASCIILetter($0) })
        if fixedCount >= 2 || separators.count >= 2 { return .likely }
        let hasLetters = form.shape.pattern.contains { isASCIILetter($0) && $0 != UInt8(ascii: "D") }
        return selectivity >= (isGrouped || hasLetters ? 50 : 200) ? .likely : .possible
    }
}

extension IdentifierForm {
    /// Whether it is any letters and then digits, as every word before a number is.
    fileprivate var isWordAndNumber: Bool {
        let pieces = pattern.split(separator: UInt8(ascii: " "))
        return pieces.count >= 2 && pieces[0].allSatisfy { $0 == UInt8(ascii: "L") }
            && !pieces.dropFirst().joined().contains(UInt8(ascii: "L"))
    }
}
