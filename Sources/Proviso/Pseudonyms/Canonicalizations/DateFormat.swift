extension Canonicalization {
    /// How a date is written: `DD.MM.YYYY`, `M/D/YYYY`, `YYYYMMDD`.
    ///
    /// `YYYY` stands for four digits; `MM` and `DD` for two; `M` and `D` for one or two. Each of year, month and day stands once,
    /// and between them up to three of `-`, `.`, `/` and space.
    public struct DateFormat: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
        private let pattern: [UInt8]

        /// A format from its text.
        ///
        /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
        public init(_ text: String) throws(ProvisoError) {
            guard Self.isPattern(Array(text.utf8)) else {
                let upper = text.uppercased()
                throw ProvisoError(
                    .valueInvalid, "a date format cannot be '\(printable(text))'",
                    remedy: upper != text && Self.isPattern(Array(upper.utf8))
                        ? "did you mean '\(upper)'?" : "write \(Self.form)")
            }
            pattern = Array(text.utf8)
        }

        /// A format that is written in a program; one that is none stops it.
        public init(stringLiteral text: StaticString) {
            let bytes = Array(text.description.utf8)
            precondition(Self.isPattern(bytes), "Canonicalization.DateFormat: write \(Self.form)")
            pattern = bytes
        }

        /// The text of the format.
        public var description: String { String(decoding: pattern, as: UTF8.self) }

        static let form = "YYYY, MM or M, and DD or D, once each, with - . / or spaces between them"

        /// Appends a date as `YYYY-MM-DD`, or gives false for a text that no format reads, or that two read differently.
        static func append(_ text: Span<UInt8>, formats: [DateFormat], to output: inout ByteBuffer) -> Bool {
            var found: CalendarDay?
            for format in formats {
                guard let day = format.read(text) else { continue }
                if let found, found != day { return false }
                found = day
            }
            guard let found else { return false }
            output.append(found)
            return true
        }

        /// The day that a text says in this format alone, or nil where it says none.
        func read(_ text: Span<UInt8>) -> CalendarDay? {
            var (year, month, day) = (0, 0, 0)
            var index = 0
            var position = 0
            while position < pattern.count {
                let letter = pattern[position]
                guard Self.isField(letter) else {
                    guard index < text.count, text[index] == letter else { return nil }
                    index += 1
                    position += 1
                    continue
                }
                let count = Self.runLength(pattern, from: position)
                position += count
                var number = 0
                var digits = 0
                // A single letter takes the second digit too: what follows it in a format is no digit.
                while digits < max(count, 2), index < text.count, isASCIIDigit(text[index]) {
                    number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
                    index += 1
                    digits += 1
                }
                guard digits >= count else { return nil }
                switch letter {
                case UInt8(ascii: "Y"): year = number
                case UInt8(ascii: "M"): month = number
                default: day = number
                }
            }
            return index == text.count ? CalendarDay(year: year, month: month, day: day) : nil
        }

        private static func isField(_ letter: UInt8) -> Bool {
            letter == UInt8(ascii: "Y") || letter == UInt8(ascii: "M") || letter == UInt8(ascii: "D")
        }

        private static func runLength(_ pattern: [UInt8], from start: Int) -> Int {
            var end = start + 1
            while end < pattern.count, pattern[end] == pattern[start] { end += 1 }
            return end - start
        }

        private static func isPattern(_ pattern: [UInt8]) -> Bool {
            var fields: Set<UInt8> = []
            var separators = 0
            // The length of the field right before, 0 behind a separator.
            var fieldBefore = 0
            var position = 0
            while position < pattern.count {
                let letter = pattern[position]
                let count = runLength(pattern, from: position)
                if isField(letter) {
                    let isLong = letter == UInt8(ascii: "Y") ? count == 4 : count == 2
                    guard isLong || count == 1 && letter != UInt8(ascii: "Y"), fields.insert(letter).inserted else {
                        return false
                    }
                    // Without a separator, a single letter would not know where its number ends.
                    if fieldBefore == 1 || (fieldBefore > 0 && count == 1) { return false }
                    fieldBefore = count
                    separators = 0
                } else {
                    separators += count
                    guard !fields.isEmpty, separators <= 3, "-./ ".utf8.contains(letter) else { return false }
                    fieldBefore = 0
                }
                position += count
            }
            // White space at the end is trimmed off every date, so that a format with it would read none.
            return fields.count == 3 && pattern.last != UInt8(ascii: " ")
        }
    }
}
