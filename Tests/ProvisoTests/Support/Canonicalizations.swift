@testable import Proviso

extension Canonicalization {
    /// Every canonicalization, with some options.
    static let samples: [Canonicalization] = [
        .exact, .trimmed, .digits, .alphanumeric, .casefoldedU15, .email, .iban, .phone(defaultCountry: "NL"),
        .date(formats: ["YYYY-MM-DD"]), .date(formats: ["YYYY-MM-DD", "D/M/YYYY"]),
    ]

    /// An identifier that is canonical already.
    var example: String {
        switch method {
        case .exact, .trimmed, .digits, .alphanumeric, .casefoldedU15: "1234"
        case .email: "a@b.example"
        case .phone: "+31201234567"
        case .iban: "NL91ABNA0417164300"
        case .date: "2020-02-29"
        }
    }

    /// The canonical form of an identifier, or nil where there is none.
    func form(of text: String) -> String? {
        var scratch = ByteBuffer()
        return form(of: text, &scratch)
    }

    func form(of text: String, _ scratch: inout ByteBuffer) -> String? {
        let input = Array(text.utf8)
        switch canonicalize(input.span, into: &scratch) {
        case .unhandled: return nil
        case .part(let range): return String(decoding: input[range], as: UTF8.self)
        case .scratch: return scratch.text
        }
    }
}

/// Whether two texts are the same bytes. Equality of strings would take two ways to write `é` for one.
func areSameBytes(_ left: String?, _ right: String?) -> Bool {
    left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
}
