/// How an identifier is normalized before it is hashed, so that one identity gives one pseudonym.
///
/// ```swift
/// let subscribers = try Pseudonymizer(
///     "subscriber", canonicalization: .phone(defaultCountry: "NL"), in: domain, key: key)
/// ```
///
/// What a canonicalization cannot normalize without guessing is *unhandled*: it gets no pseudonym.
///
/// - **Guarantees**: the result depends on the identifier and this value alone, and not on the system or the version of Swift:
///   what Unicode says of a character is in tables of Unicode 15.0 that the library carries. A later version of the library can
///   give an identifier a form that had none, and never another form.
/// - **Does not guarantee**: that one person has one canonical form, or that two have two.
/// - **Source**: `Formats/Pseudonyms`.
public struct Canonicalization: Hashable, Sendable, CustomStringConvertible {
    enum Method: String, CaseIterable, Sendable {
        case exact, trimmed, digits, alphanumeric
        case casefoldedU15 = "casefolded-u15"
        case email, phone, iban, date
    }

    let method: Method
    /// Of `phone`.
    let country: PhoneCountry?
    /// Of `date`. Nil elsewhere and not empty: an absent array costs nothing when a pseudonymizer is copied.
    let formats: [DateFormat]?

    private init(_ method: Method, country: PhoneCountry? = nil, formats: [DateFormat]? = nil) {
        self.method = method
        self.country = country
        self.formats = formats
    }

    /// The string's UTF-8 as it is.
    public static let exact = Canonicalization(.exact)
    /// Unicode white space taken off both ends.
    public static let trimmed = Canonicalization(.trimmed)
    /// ASCII digits kept, everything else left out. A digit of another script is unhandled.
    public static let digits = Canonicalization(.digits)
    /// ASCII letters, upper-cased, and digits kept. A letter, mark or digit of another script, or an unassigned code point, is
    /// unhandled.
    public static let alphanumeric = Canonicalization(.alphanumeric)
    /// Case, compatibility forms and white space made one: NFKC_Casefold of Unicode 15.0. An unassigned code point is unhandled.
    ///
    /// - **Cost**: linear in the identifier's length, and at most eleven times its bytes.
    /// - **Source**: the Unicode Standard 15.0, section 3.13, *toNFKC_Casefold*.
    public static let casefoldedU15 = Canonicalization(.casefoldedU15)
    /// An e-mail address, case-folded as in ``casefoldedU15``, without a dot at its end.
    ///
    /// - **Does not guarantee**: that mailboxes are told apart by case, which mail systems may do and hardly any does; that the
    ///   forms of an internationalized domain are one: `xn--` labels are not decoded.
    public static let email = Canonicalization(.email)
    /// An international bank account number, whose country, length and check digits must be right.
    ///
    /// - **Source**: ISO 13616-1; ISO/IEC 7064, MOD 97-10.
    public static let iban = Canonicalization(.iban)

    /// A telephone number as `+` and its digits.
    ///
    /// - Parameter defaultCountry: where a number without `+` or international prefix is dialed from. It is not bound into the
    ///   key: a number that both can read gives the same pseudonym with any two default countries.
    /// - **Does not guarantee**: that the number is in use, or has the length that its country gives out.
    /// - **Source**: ITU-T E.164 with its list of assigned country codes, and the ITU's list of dialing procedures.
    public static func phone(defaultCountry: PhoneCountry) -> Canonicalization {
        Canonicalization(.phone, country: defaultCountry)
    }

    /// A date of the calendar as `YYYY-MM-DD`, read in one of some formats.
    ///
    /// - Parameter formats: 1 to 8 formats, none twice. A date that two of them read as different days is unhandled. They are
    ///   not bound into the key: the same day gives the same pseudonym, however it was written.
    public static func date(formats: [DateFormat]) -> Canonicalization {
        precondition(
            Self.formatCounts.contains(formats.count) && Set(formats).count == formats.count,
            "Canonicalization.date: 1 to 8 formats, none of them twice")
        return Canonicalization(.date, formats: formats)
    }

    static let formatCounts = 1...8

    /// The name that is bound into the key: pseudonyms of different names never match, so two parties notice at once that they
    /// do not use the same canonicalization. Default country and date formats are no part of it.
    public var name: String { method.rawValue }

    /// Normalizes an identifier, given as valid UTF-8.
    ///
    /// The result is a part of `input` where nothing has to be rewritten, and lies in `scratch` elsewhere. An empty result is
    /// unhandled: it would give everybody without an identifier the same pseudonym.
    @inline(__always)
    func canonicalize(_ input: Span<UInt8>, into scratch: inout ByteBuffer) -> CanonicalForm {
        switch method {
        case .exact: input.isEmpty ? .unhandled : .part(0..<input.count)
        case .digits: CharacterFilter.apply(input, into: &scratch, lettersToo: false)
        case .alphanumeric: CharacterFilter.apply(input, into: &scratch, lettersToo: true)
        default: canonicalizeFurther(input, into: &scratch)
        }
    }

    /// Lends the canonical form of an identifier, given as valid UTF-8; nil where there is none.
    @inline(__always)
    func withForm<R, Failure: Error>(
        of input: Span<UInt8>, scratch: inout ByteBuffer, _ body: (Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R? {
        switch canonicalize(input, into: &scratch) {
        case .unhandled: nil
        case .part(let range): try body(input.extracting(range))
        case .scratch: try scratch.withSpan(body)
        }
    }

    @inline(never)
    private func canonicalizeFurther(_ input: Span<UInt8>, into scratch: inout ByteBuffer) -> CanonicalForm {
        scratch.removeAll()
        let isHandled: Bool
        switch method {
        case .exact, .digits, .alphanumeric: isHandled = false
        case .trimmed:
            let range = CharacterFilter.trimmed(input)
            return range.isEmpty ? .unhandled : .part(range)
        case .casefoldedU15: isHandled = CaseFolding.append(input, to: &scratch) && scratch.count > 0
        case .email: isHandled = EmailAddress.append(input, to: &scratch)
        case .iban: isHandled = BankAccountNumber.append(input, to: &scratch)
        case .phone:
            isHandled = country.map { PhoneNumber.append(input, from: $0.plan, to: &scratch) } ?? false
        case .date:
            let range = CharacterFilter.trimmed(input)
            isHandled = formats.map { DateFormat.append(input.extracting(range), formats: $0, to: &scratch) } ?? false
        }
        return isHandled ? .scratch : .unhandled
    }

    /// Whether a JSON number can be normalized: `exact` takes any literal, the others only a plain whole number, because `1e2`
    /// and `100` are one number and two texts.
    func handles(number literal: Span<UInt8>) -> Bool {
        if case .exact = method { return true }
        guard !literal.isEmpty else { return false }
        if literal.count > 1, literal[0] == UInt8(ascii: "0") { return false }
        for index in literal.indices where !isASCIIDigit(literal[index]) { return false }
        return true
    }
}

/// Where the canonical form of an identifier lies.
enum CanonicalForm {
    /// There is none.
    case unhandled
    /// It is a part of the input.
    case part(Range<Int>)
    /// It was written to the scratch buffer.
    case scratch
}
