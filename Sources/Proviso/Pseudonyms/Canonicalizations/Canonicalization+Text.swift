extension Canonicalization {
    /// The text form: the name, and behind a colon what `phone` and `date` need: `phone:NL`, `date:DD.MM.YYYY,YYYY-MM-DD`.
    public var description: String {
        if let country { return "\(name):\(country)" }
        if let formats { return "\(name):" + formats.map(\.description).joined(separator: ",") }
        return name
    }

    /// A canonicalization from its text form.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(text: String) throws(ProvisoError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let method = Method(rawValue: parts[0]) else {
            throw ProvisoError(
                .valueInvalid, "no canonicalization is called '\(printable(parts[0]))'",
                remedy: "one of: " + Self.textForms.joined(separator: ", "))
        }
        guard let plain = Self(withoutOptions: method) else {
            guard parts.count == 2 else {
                throw ProvisoError(
                    .valueInvalid, "\(method.rawValue) lacks its \(Self.optionName(method))",
                    remedy: "write \(Self.textForm(method))")
            }
            self = try Self.withOptions(method, parts[1])
            return
        }
        if parts.count == 2 {
            throw ProvisoError(.valueInvalid, "\(method.rawValue) has no options", remedy: "write \(method.rawValue)")
        }
        self = plain
    }

    /// The methods that need nothing but their names.
    init?(withoutOptions method: Method) {
        switch method {
        case .exact: self = .exact
        case .trimmed: self = .trimmed
        case .digits: self = .digits
        case .alphanumeric: self = .alphanumeric
        case .casefoldedU15: self = .casefoldedU15
        case .email: self = .email
        case .iban: self = .iban
        case .phone, .date: return nil
        }
    }

    /// The formats of a date, which must be 1 to 8 and none twice.
    static func checked(_ formats: [DateFormat]) throws(ProvisoError) -> [DateFormat] {
        guard formatCounts.contains(formats.count) else {
            throw ProvisoError(.valueInvalid, "date has \(formats.count) formats", remedy: "write 1 to 8")
        }
        for (index, format) in formats.enumerated() where formats[..<index].contains(format) {
            throw ProvisoError(.valueInvalid, "date has the format '\(format)' twice", remedy: "leave one out")
        }
        return formats
    }

    private static func withOptions(_ method: Method, _ options: String) throws(ProvisoError) -> Canonicalization {
        if method == .phone { return .phone(defaultCountry: try PhoneCountry(options)) }
        var formats: [DateFormat] = []
        for text in options.split(separator: ",", omittingEmptySubsequences: false) {
            formats.append(try DateFormat(String(text)))
        }
        return .date(formats: try checked(formats))
    }

    private static func optionName(_ method: Method) -> String {
        method == .phone ? "default country" : "formats"
    }

    private static func textForm(_ method: Method) -> String {
        switch method {
        case .phone: "phone:COUNTRY, like phone:NL"
        case .date: "date:FORMAT,…, like date:DD.MM.YYYY"
        default: method.rawValue
        }
    }

    private static let textForms = Method.allCases.map { method in
        switch method {
        case .phone: "phone:COUNTRY"
        case .date: "date:FORMAT,…"
        default: method.rawValue
        }
    }
}
