/// The names of the months, and how they are shortened, in English, German, French, Spanish, Italian, Dutch,
/// Portuguese, Polish, Ukrainian, Russian and Arabic: in lower case, with a capital first, or in capitals.
///
/// - **Cost**: two table look-ups for most words that are none, at most 20 bytes compared for the others; no
///   allocation.
/// - **Source**: Unicode CLDR 46, the Gregorian calendar of these languages, `format` and `stand-alone`.
struct MonthNames: Sendable {
    /// The table of all names.
    static let all = MonthNames()

    /// The month that a word names, from 1.
    static func month(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? { all.month(text, word) }

    /// Whether any name has a first byte and so many bytes.
    @inline(__always)
    func hasName(_ first: UInt8, count: Int) -> Bool {
        count <= Self.longestByteCount && lengths[Int(first)] >> UInt32(count) & 1 == 1
    }

    /// Whether any name begins with two ASCII letters.
    @inline(__always)
    func hasName(_ first: UInt8, _ second: UInt8) -> Bool {
        seconds[Int(first)] >> UInt32(second & 31) & 1 == 1
    }

    /// The longest name is Ukrainian, листопада, with two bytes a letter.
    static let longestByteCount = 20

    /// For each first byte, bit n: there are names of n bytes.
    private var lengths: [UInt32]
    /// For each first byte, bit n: there are names whose second byte is n in its lowest five bits.
    private var seconds: [UInt32]
    /// Places in ``names`` and one more, by hash; 0 is none.
    private var slots: [UInt16]
    private var names: [Name] = []
    private var bytes: [UInt8] = []

    private struct Name {
        let start: Int
        let count: Int
        let month: Int
    }

    private init() {
        lengths = Array(repeating: 0, count: 256)
        seconds = Array(repeating: 0, count: 256)
        slots = Array(repeating: 0, count: Self.slotCount)
        for (index, line) in Self.table.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") {
                let capital = word.prefix(1).uppercased() + word.dropFirst()
                for form in Set([String(word), capital, word.uppercased()]) { add(Array(form.utf8), month: index + 1) }
            }
        }
    }

    private mutating func add(_ name: [UInt8], month: Int) {
        precondition((2...Self.longestByteCount).contains(name.count), "MonthNames: a name of another length")
        guard self.month(name.span, 0..<name.count) == nil else { return }
        lengths[Int(name[0])] |= 1 << UInt32(name.count)
        seconds[Int(name[0])] |= 1 << UInt32(name[1] & 31)
        names.append(Name(start: bytes.count, count: name.count, month: month))
        bytes += name
        var slot = Self.slot(name[0], name[1], name[name.count - 1], name.count)
        while slots[slot] != 0 { slot = (slot + 1) % Self.slotCount }
        slots[slot] = UInt16(names.count)
    }

    @inline(__always)
    private func month(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
        let count = word.count
        guard count >= 2, count <= Self.longestByteCount, word.upperBound <= text.count else { return nil }
        let first = text[word.lowerBound]
        guard lengths[Int(first)] >> UInt32(count) & 1 == 1 else { return nil }
        return find(text, word)
    }

    private func find(_ text: Span<UInt8>, _ word: Range<Int>) -> Int? {
        let start = word.lowerBound
        var slot = Self.slot(text[start], text[start + 1], text[word.upperBound - 1], word.count)
        while slots[slot] != 0 {
            let name = names[Int(slots[slot]) - 1]
            if name.count == word.count, isEqual(text, start, name) { return name.month }
            slot = (slot + 1) % Self.slotCount
        }
        return nil
    }

    private func isEqual(_ text: Span<UInt8>, _ start: Int, _ name: Name) -> Bool {
        for offset in 0..<name.count where text[start + offset] != bytes[name.start + offset] { return false }
        return true
    }

    private static let slotCount = 4096

    private static func slot(_ first: UInt8, _ second: UInt8, _ last: UInt8, _ count: Int) -> Int {
        let mixed = UInt32(first) &* 0x9E37_79B1 ^ UInt32(second) &* 0x85EB_CA77 ^ UInt32(last) &* 0xC2B2_AE3D
        return Int((mixed ^ UInt32(count) &* 0x27D4_EB2F) >> 20)
    }

    /// One month a line. Two Arabic months of one line share a word, of which the next one is told by what stands
    /// behind it.
    private static let table = """
        january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro styczeń stycznia sty січень \
        січня січ январь января янв يناير جانفي كانون
        february feb februar feber février févr fév fevrier febrero febbraio febbr februari fevereiro fev luty lutego \
        lut лютий лютого лют февраль февраля фев فبراير شباط فيفري
        march mar märz mär mrz maerz mars marzo maart mrt março marco marzec marca березень березня бер март марта \
        мар مارس آذار
        april apr avril avr abril abr aprile kwiecień kwietnia kwi квітень квітня кві апрель апреля апр أبريل ابريل \
        إبريل نيسان أفريل
        may mai mayo maggio mag mei maio maj maja травень травня тра май мая مايو أيار ماي
        june jun juni juin junio giugno giu junho czerwiec czerwca cze червень червня чер июнь июня июн يونيو حزيران \
        جوان
        july jul juli juillet juil julio luglio lug julho lipiec lipca lip липень липня лип июль июля июл يوليو تموز \
        جويلية
        august aug août aout agosto ago augustus sierpień sierpnia sie серпень серпня сер август августа авг أغسطس \
        اغسطس آب أوت
        september sep sept septembre septiembre setiembre settembre set setembro wrzesień września wrz вересень \
        вересня вер сентябрь сентября сен سبتمبر أيلول
        october oct oktober okt octobre octubre ottobre ott outubro out październik października paź жовтень жовтня \
        жов октябрь октября окт أكتوبر اكتوبر تشرين
        november nov novembre noviembre novembro listopad listopada lis листопад листопада лис ноябрь ноября ноя \
        نوفمبر
        december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień grudnia gru грудень \
        грудня гру декабрь декабря дек ديسمبر
        """
}
