/// Free text about a case, some of it with the name, number or address in it that a redaction has to find.
///
/// The texts are JSON already: a quotation mark, a line feed and some letters are written as escapes.
struct Note {
    let parts: [Part]

    enum Part {
        case text(String)
        case name, alias, phone, mail, place
    }

    /// Reads a text in which `{n}`, `{a}`, `{p}`, `{m}` and `{c}` stand for name, alias, phone, mail address and city.
    init(_ template: String) {
        var parts: [Part] = []
        for (index, piece) in template.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                parts.append(.text(String(piece)))
                continue
            }
            switch piece.first {
            case "n": parts.append(.name)
            case "a": parts.append(.alias)
            case "p": parts.append(.phone)
            case "m": parts.append(.mail)
            default: parts.append(.place)
            }
            parts.append(.text(String(piece.dropFirst(2))))
        }
        self.parts = parts
    }

    static let all = templates.map { Note($0) }

    private static let templates = [
        "Spoke with {n} by phone ({p}).",
        "No further action.",
        "Said \\\"I was never in {c}\\\" and left.",
        "Mail from {m} on file.\\nReply pending.",
        "Interpreter needed; also known as {a}.",
        "File checked.",
        "{n} asked for a copy of the file; sent to {m}.",
        "Caf\\u00e9 owner recognized the phone.",
        "Card found in {c}, see evidence list 3\\/B.",
        "Zeuge traf {n} zuletzt in {c}.",
        "Aucune suite donn\\u00e9e \\u00e0 ce jour.",
        "تحدثنا مع {a} على الرقم {p}.",
        "لا توجد معلومات جديدة.",
        "Свідок бачив {a} у місті {c}.",
        "Справу передано.",
        "Ο μάρτυρας αναγνώρισε {a}.",
        "Δεν υπάρχουν νέα στοιχεία.",
        "已联系{a}，电话{p}。",
        "无新情况。",
        "{a} से फ़ोन पर बात हुई।",
        "נשלח מכתב אל {m}.",
        "אין מידע חדש.",
        "Phone off \\ud83d\\udcf5 since {c}.",
        "",
    ]
}

extension OutputBuffer {
    mutating func appendNote(_ note: Note, about person: Person) {
        for part in note.parts {
            switch part {
            case .text(let text): append(text)
            case .name: appendName(person, escaped: false)
            case .alias: appendAlias(person, escaped: false)
            case .phone: appendPhone(person)
            case .mail: appendMailAddress(person)
            case .place: append(person.place.name)
            }
        }
    }
}
