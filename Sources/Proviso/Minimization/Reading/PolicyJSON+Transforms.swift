/// The options of transforms as JSON.
extension FieldTransform {
    var options: PolicyJSON {
        switch operation {
        case .pseudonymize(let type, let canonicalization, let prefixes):
            .map(
                ("as", .text(type.description)), ("canonical", canonicalization.jsonUnlessExact),
                ("prefixes", prefixes.isEmpty ? nil : .texts(prefixes)))
        case .pseudonymizeComposite(let type, let fields):
            .map(("as", .text(type.description)), ("of", .list(fields.map(\.json))))
        case .mask(let mask): mask.json
        case .generalize(let precision, let forms):
            forms == [.standard]
                ? .text(precision.rawValue) : .map(("to", .text(precision.rawValue)), ("written", forms.json))
        case .ageBand(let options):
            .map(
                ("to", .text("age-band")), ("at", .text(options.day.description)), ("width", .number(options.width)),
                ("top", .number(options.top)), ("written", options.forms.json))
        case .postcode(let first): .map(("to", .text("postcode")), ("first", .number(first)))
        case .truncateIP(let v4, let v6): .map(("v4", .number(v4)), ("v6", .number(v6)))
        case .truncate(let count): .number(count)
        case .round(let number), .topCode(let number), .bottomCode(let number): .decimal(number)
        case .bucket(.bounds(let bounds, let labels)):
            .map(("bounds", .list(bounds.map { .decimal($0) })), ("labels", labels.map { .texts($0) }))
        case .bucket(.size(let size)): .map(("size", .decimal(size)))
        case .roundGeo(let decimals): .map(("decimals", .number(decimals)))
        case .url(let part): .text(part.rawValue)
        case .lookup(let lookup): lookup.json
        case .shiftDate(let options): options.json
        case .encrypt(let recipient): .map(("to", .text(recipient.description)))
        case .redact(let redaction): redaction.json
        case .custom(let custom): custom.json
        case .constant(let text): .text(text)
        case .setNull: .null
        }
    }
}

extension FieldTransform.MaskOptions {
    var json: PolicyJSON {
        .map(
            ("keep-first", keepFirst == 0 ? nil : .number(keepFirst)),
            ("keep-last", keepLast == 0 ? nil : .number(keepLast)),
            ("with", with == "*" ? nil : .text(String(with))), ("length", length.map { .number($0) }))
    }
}

extension FieldTransform.LookupOptions {
    fileprivate var json: PolicyJSON {
        let isComma = delimiter == UInt8(ascii: ",")
        return .map(
            ("file", .text(file)), ("level", .number(level)),
            ("delimiter", isComma ? nil : .text(String(Unicode.Scalar(delimiter)))))
    }
}

extension FieldTransform.ShiftDateOptions {
    fileprivate var json: PolicyJSON {
        .map(subject.members(path: "by") + [("days", .number(days)), ("written", forms.json)])
    }
}

extension FieldTransform.CustomOptions {
    fileprivate var json: PolicyJSON {
        if options.isEmpty { return .text(name) }
        let texts = options.sorted { $0.key < $1.key }.map { ($0.key, PolicyJSON.text($0.value)) }
        return .map(("name", .text(name)), ("options", .map(texts)))
    }
}

extension SubjectField {
    /// The path alone, or a map if more is said about it.
    var json: PolicyJSON {
        canonicalization == .exact && prefixes.isEmpty ? .text(writtenPath) : .map(members(path: "path"))
    }

    func members(path name: String) -> [(String, PolicyJSON?)] {
        [
            (name, .text(writtenPath)), ("canonical", canonicalization.jsonUnlessExact),
            ("prefixes", prefixes.isEmpty ? nil : .texts(prefixes)),
        ]
    }
}

extension Canonicalization {
    var jsonUnlessExact: PolicyJSON? {
        if self == .exact { return nil }
        if let country { return .map((name, .text(country.description))) }
        if let formats { return .map((name, .texts(formats.map(\.description)))) }
        return .text(name)
    }
}

extension [DateForm] {
    /// The forms, or nothing where nothing need be said about them.
    fileprivate var json: PolicyJSON? {
        self == [.standard] ? nil : .texts(map(\.description))
    }
}
