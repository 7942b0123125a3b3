extension RecognizedType {
    /// Brazil: the number of a taxpayer, CPF.
    public static let brazilianTaxpayer = RecognizedType(unchecked: "br-cpf")
    /// Brazil: the number of a legal entity, CNPJ.
    public static let brazilianEntity = RecognizedType(unchecked: "br-cnpj")
    /// Mexico: the population registry code, CURP.
    public static let mexicanPerson = RecognizedType(unchecked: "mx-curp")
    /// Mexico: the number of a taxpayer, RFC.
    public static let mexicanTaxpayer = RecognizedType(unchecked: "mx-rfc")
    /// Argentina: the number of a taxpayer or worker, CUIT or CUIL.
    public static let argentineTaxpayer = RecognizedType(unchecked: "ar-cuit")
    /// Chile: the national tax number, RUT, which is also the number of a person, RUN.
    public static let chileanTaxpayer = RecognizedType(unchecked: "cl-rut")
}

/// The identifiers of Brazil, Mexico, Argentina and Chile.
enum LatinAmericanIdentifiers {
    static let rules: [IdentifierRule] = [
        IdentifierRule(
            .brazilianTaxpayer, .checked, oneIn: 100, forms: ["DDDDDDDDDDD", "DDD.DDD.DDD-DD", "DDD DDD DDD DD"],
            check: isTaxpayer),
        IdentifierRule(
            .brazilianEntity, .checked, oneIn: 100,
            forms: ["AAAAAAAAAAAADD", "AA.AAA.AAA/AAAA-DD", "AA AAA AAA AAAA DD"], check: isEntity),
        IdentifierRule(.mexicanPerson, .checked, oneIn: 30000, forms: ["LLLLDDDDDDLLLLLLAD"], check: isMexican),
        // About one in seventy has a wrong check digit, so that it is not looked at.
        IdentifierRule(
            .mexicanTaxpayer, .structural, oneIn: 27, forms: ["LLLL?DDDDDDAAA", "LLLL? DDDDDD AAA", "LLLL? DDDDDDAAA"],
            check: isMexicanTaxpayer),
        IdentifierRule(
            .argentineTaxpayer, .checked, oneIn: 80, forms: ["DDDDDDDDDDD", "DD DDDDDDDD D"], check: isArgentine),
        IdentifierRule(
            .chileanTaxpayer, .checked, oneIn: 11, forms: ["DD?DDDDDDA", "DD?DDDDDD-A", "DD?.DDD.DDD-A"],
            check: isChilean),
    ]

    // MARK: Brazil

    /// Nine digits and two check digits; not all the same.
    ///
    /// - **Source**: Receita Federal, Instrução Normativa RFB nº 2172/2024; Ato Declaratório Executivo on the check
    ///   digits.
    static func isTaxpayer(_ text: Span<UInt8>) -> Bool {
        !text.isOneCharacter && check(WeightedCheck.sum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2])) == text.digit(at: 9)
            && check(WeightedCheck.sum(text, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == text.digit(at: 10)
    }

    /// Twelve digits, from July 2026 on letters too, and two check digits. A letter counts 17 and more, as far as it
    /// is behind 0 in ASCII.
    ///
    /// - **Source**: Receita Federal, Instrução Normativa RFB nº 2229/2024, annex.
    static func isEntity(_ text: Span<UInt8>) -> Bool {
        let first = entitySum(text, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
        let second = entitySum(text, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
        return !(text.isOneCharacter && text[0] == 0x30) && check(first) == text.digit(at: 12)
            && check(second) == text.digit(at: 13)
    }

    private static func entitySum<let count: Int>(_ text: Span<UInt8>, _ weights: InlineArray<count, Int>) -> Int {
        var sum = 0
        for index in weights.indices { sum += (Int(text[index]) - 0x30) * weights[index] }
        return sum
    }

    private static func check(_ sum: Int) -> Int { sum % 11 < 2 ? 0 : 11 - sum % 11 }

    // MARK: Mexico

    /// Letters of the names, day of birth, sex, state, consonants, a character that tells the century, and a check
    /// digit.
    ///
    /// - **Source**: Instructivo normativo para la asignación de la CURP, Diario Oficial, 18 October 2021.
    static func isMexican(_ text: Span<UInt8>) -> Bool {
        let century = isASCIIDigit(text[16]) ? 1900 : 2000
        guard sexes.contains(text[10]), states.contains(text, at: 11),
            IdentifierDate.exists(century + text.number(4..<6), text.number(6..<8), text.number(8..<10))
        else { return false }
        var sum = 0
        for index in 0..<17 {
            let value = text.value(at: index)
            // The letter Ñ stands behind N.
            sum += (value > 23 ? value + 1 : value) * (18 - index)
        }
        return (10 - sum % 10) % 10 == text.digit(at: 17)
    }

    private static let sexes: CharacterSet36 = "HMX"
    private static let states: LetterPairs = """
        AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS
        """

    /// Four letters of a person or three of a company, a day, and three characters, of which the last is a digit or
    /// A. What has an ampersand or Ñ in it is not among the forms.
    ///
    /// - **Source**: Código Fiscal de la Federación, article 27; SAT, *RFC*.
    static func isMexicanTaxpayer(_ text: Span<UInt8>) -> Bool {
        let start = text.count - 9
        let last = text[text.count - 1]
        return (isASCIIDigit(last) || last == UInt8(ascii: "A"))
            && IdentifierDate.exists(
                yearOfSomeCentury: text.number(start..<start + 2), text.number(start + 2..<start + 4),
                text.number(start + 4..<start + 6))
    }

    // MARK: Argentina and Chile

    /// - **Source**: ARCA, Resolución General 10/97; ANSES, *CUIL*.
    static func isArgentine(_ text: Span<UInt8>) -> Bool {
        switch text.number(0..<2) {
        case 20, 23...27, 30, 33, 34, 50, 51, 55: break
        default: return false
        }
        let check = 11 - WeightedCheck.sum(text, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (check == 11 ? 0 : check == 10 ? 9 : check) == text.digit(at: 10)
    }

    /// - **Source**: Servicio de Registro Civil e Identificación; Decreto con Fuerza de Ley 3 of 1969.
    static func isChilean(_ text: Span<UInt8>) -> Bool {
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += text.digit(at: index) * ((last - 1 - index) % 6 + 2) }
        return text[last] == chileanCheck[11 - sum % 11]
    }

    private static let chileanCheck: CheckCharacters = "0123456789K"
}
