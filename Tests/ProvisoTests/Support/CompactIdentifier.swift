@testable import Proviso

/// The letters and digits of an identifier, in upper case and without what stands between them.
struct CompactIdentifier {
    private var bytes = InlineArray<34, UInt8>(repeating: 0)
    private(set) var count = 0

    mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    mutating func removeAll() { count = 0 }

    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(bytes.span.extracting(..<count)) }
}

/// Forms as their notation says, character by character. ``IdentifierIndex`` reads all of them at once.
extension IdentifierForm {
    /// Where an identifier of this form ends that begins at an index of a text, or nil. What it holds is then in
    /// `compact`, in upper case.
    func end(in text: Span<UInt8>, from start: Int, into compact: inout CompactIdentifier) -> Int? {
        compact.removeAll()
        var index = start
        var separator: Separator?
        for place in pattern {
            guard index < text.count else { return nil }
            if let wanted = Separator(place) {
                guard let (found, length) = Separator.read(text, at: index) else { return nil }
                if place == UInt8(ascii: " ") {
                    guard found.isUsual, separator == nil || separator == found else { return nil }
                    separator = found
                } else if found != wanted {
                    return nil
                }
                index += length
            } else {
                let byte = isASCIILetter(text[index]) ? text[index] & ~0x20 : text[index]
                guard Shape.matches(byte, place) else { return nil }
                compact.append(byte)
                index += 1
            }
        }
        return index
    }
}

/// What can stand between the characters of an identifier.
private enum Separator: UInt8 {
    case space = 0x20
    case hyphen = 0x2D
    case dot = 0x2E
    case slash = 0x2F
    case plus = 0x2B

    /// The separator that a place of a pattern asks for.
    init?(_ place: UInt8) { self.init(rawValue: place) }

    /// Whether a space of a pattern stands for it.
    var isUsual: Bool { self == .space || self == .hyphen || self == .dot }

    /// The separator at an index, and how many bytes it has.
    static func read(_ text: Span<UInt8>, at index: Int) -> (Separator, length: Int)? {
        if let separator = Separator(rawValue: text[index]) { return (separator, 1) }
        guard text[index] >= 0xC2, index + 1 < text.count else { return nil }
        // U+00A0
        if text[index] == 0xC2 { return text[index + 1] == 0xA0 ? (.space, 2) : nil }
        guard text[index] == 0xE2, index + 2 < text.count else { return nil }
        switch (text[index + 1], text[index + 2]) {
        // U+2007, U+2009, U+202F
        case (0x80, 0x87), (0x80, 0x89), (0x80, 0xAF): return (.space, 3)
        // U+2010 to U+2013, U+2212
        case (0x80, 0x90...0x93), (0x88, 0x92): return (.hyphen, 3)
        default: return nil
        }
    }
}
