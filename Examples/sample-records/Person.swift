/// An invented person, made anew from a number whenever a record needs them, so that no pool has to be kept in memory.
///
/// The same number gives the same person, and with it the same identifiers: this is what pseudonyms are joined on.
struct Person {
    let culture: Culture
    let given: Name
    let family: Name
    let isFemale: Bool
    let nationality: String
    let language: String
    let country: Country
    let place: Place
    let birthYear: Int
    let birthMonth: Int
    let birthDay: Int
    /// The nine digits and the letter of the identity number.
    let identityDigits: Int
    let identityLetter: UInt8
    let street: String
    let houseNumber: Int
    let postcode: Int
    let phoneRange: PhoneRange
    let phoneNumber: Int
    let mailboxNumber: Int
    let mailDomain: String

    init(seed: UInt64, index: Int) {
        var random = SplitMix64(seed: seed, index: UInt64(index))
        culture = random.pick(Culture.all)
        let givenIndex = random.next(below: culture.given.count)
        given = culture.given[givenIndex]
        isFemale = givenIndex % 2 == 0
        family = random.pick(culture.family)
        nationality = random.pick(culture.nationalities)
        language = random.pick(culture.languages)
        country = random.pick(Country.all)
        place = random.pick(Place.all)
        birthYear = 1941 + random.next(below: 67)
        birthMonth = 1 + random.next(below: 12)
        birthDay = 1 + random.next(below: Self.dayCount(year: birthYear, month: birthMonth))
        identityDigits = random.next(below: 1_000_000_000)
        identityLetter = UInt8(ascii: "A") + UInt8(random.next(below: 26))
        street = random.pick(Vocabulary.streets)
        houseNumber = 1 + random.next(below: 180)
        postcode = random.next(below: 100_000)
        phoneRange = random.pick(Vocabulary.phoneRanges)
        phoneNumber = random.next(below: phoneRange.size)
        mailboxNumber = random.next(below: 1_000)
        mailDomain = random.pick(Vocabulary.mailDomains)
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension OutputBuffer {
    /// Appends the name as it stands in a passport: in Latin letters, with their accents.
    mutating func appendName(_ person: Person, escaped: Bool) {
        let hasAccents = person.culture.script == .latin
        appendText(hasAccents ? person.given.native : person.given.latin, escaped: escaped)
        append(UInt8(ascii: " "))
        appendText(hasAccents ? person.family.native : person.family.latin, escaped: escaped)
    }

    /// Appends the other form of the name: the one its bearer writes, or, of a Latin name, the one without accents.
    mutating func appendAlias(_ person: Person, escaped: Bool) {
        switch person.culture.script {
        case .latin:
            append(person.given.latin)
            append(UInt8(ascii: " "))
            append(person.family.latin)
        case .other:
            appendText(person.given.native, escaped: escaped)
            append(UInt8(ascii: " "))
            appendText(person.family.native, escaped: escaped)
        case .han:
            appendText(person.family.native, escaped: escaped)
            appendText(person.given.native, escaped: escaped)
        }
    }

    /// Appends the identity number in one of the ways in which people type it. The scheme is no country's.
    mutating func appendIdentity(_ person: Person, spelling: Int) {
        let lowercase: UInt8 = spelling == 3 || spelling == 4 ? 0x20 : 0
        for letter in person.country.code.utf8 { append(letter | lowercase) }
        let high = person.identityDigits / 1_000_000
        let middle = person.identityDigits / 1_000 % 1_000
        let low = person.identityDigits % 1_000
        let (first, second, third) =
            switch spelling {
            case 1: ("-", ".", "-")
            case 2, 3: (" ", " ", " ")
            default: ("", "", "")
            }
        append(first)
        append(high, width: 3)
        append(second)
        append(middle, width: 3)
        append(second)
        append(low, width: 3)
        append(third)
        append(person.identityLetter | lowercase)
    }

    mutating func appendPhone(_ person: Person) {
        append(person.phoneRange.prefix)
        append(person.phoneNumber, width: person.phoneRange.freeDigits)
    }

    mutating func appendMailAddress(_ person: Person) {
        append(person.given.mailbox)
        append(UInt8(ascii: "."))
        append(person.family.mailbox)
        append(person.mailboxNumber)
        append(UInt8(ascii: "@"))
        append(person.mailDomain)
    }

    @inline(__always)
    mutating func appendText(_ text: String, escaped: Bool) {
        if escaped { appendEscaped(text) } else { append(text) }
    }
}
