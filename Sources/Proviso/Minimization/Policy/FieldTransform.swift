/// Makes a less telling value out of a single one.
///
/// Whatever a transform cannot handle — a value of another type, a date that no calendar has, an empty string — is *unhandled*: it is
/// dropped or stops the filter, and never passes as it is.
///
/// - **Source**: `Formats/Policy`, *What a rule does to a value*.
public struct FieldTransform: Hashable, Sendable {
    let operation: Operation

    /// How much of a date is left.
    public enum DatePrecision: String, Hashable, Sendable, CaseIterable {
        /// `2020`
        case year
        /// `2020-Q1`
        case quarter
        /// `2020-03`
        case month
        /// `2020-W10`
        case week
        /// `2020-03-09`
        case day
    }

    /// How much of a URL is left.
    public enum URLPart: String, Hashable, Sendable, CaseIterable {
        /// `example.org`
        case host
        /// `https://example.org:8443`
        case origin
        /// `https://example.org:8443/a/b`
        case path
    }

    /// The linkable pseudonym of a string or number.
    ///
    /// The longest of `prefixes` that a string begins with stays in clear, and the rest is the identifier: `Patient/17` with the
    /// prefix `Patient/` gives the pseudonym of `17` behind it.
    public static func pseudonymize(
        as type: PseudonymType, canonicalization: Canonicalization = .exact, prefixes: [String] = []
    ) -> FieldTransform {
        FieldTransform(operation: .pseudonymize(type, canonicalization, prefixes: prefixes))
    }

    /// The linkable pseudonym of what several fields say together, whatever the value here is: of first name, last name and date of
    /// birth. Where one of the fields is missing, is no string or number, or cannot be normalized, the value is unhandled.
    ///
    /// - Parameters:
    ///   - type: what the pseudonym stands for.
    ///   - fields: 2 to 8 paths with their canonicalizations, in the order in which they enter the pseudonym.
    /// - **Source**: `Formats/Pseudonyms`, *Composite identifiers*.
    public static func pseudonymize(as type: PseudonymType, of fields: [SubjectField]) -> FieldTransform {
        FieldTransform(operation: .pseudonymizeComposite(type, fields))
    }

    /// The characters of a string, or of a number's literal, replaced by a mask character but for some at the ends.
    ///
    /// If the kept characters would be more than half of all, all are masked. `length` fixes the number of mask characters, which
    /// otherwise tells the length of the value.
    public static func mask(
        keepFirst: Int = 0, keepLast: Int = 0, with mask: Unicode.Scalar = "*", length: Int? = nil
    ) -> FieldTransform {
        let counts = [keepFirst, keepLast, length ?? 0]
        precondition(counts.allSatisfy(Limit.maskCount.contains), "FieldTransform.mask: counts lie between 0 and 1000")
        precondition(!mask.isInvisible, "FieldTransform.mask: the mask character must be visible")
        return FieldTransform(
            operation: .mask(MaskOptions(keepFirst: keepFirst, keepLast: keepLast, with: mask, length: length)))
    }

    /// The year, quarter, month, week or day of a date, as written, without conversion of its zone.
    ///
    /// `forms` says how dates are written; unless they are given, these are ISO 8601's `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, and the last with a
    /// time.
    public static func generalize(to precision: DatePrecision, forms: [DateForm] = [.standard]) -> FieldTransform {
        FieldTransform(operation: .generalize(precision, forms: forms))
    }

    /// A band of ages, `40-44`, of a date of birth, as of a reference day; `top` and more are one band, `90+`.
    public static func generalize(
        toAgeBandAt day: CalendarDay, width: Int = 10, top: Int = 90, forms: [DateForm] = [.standard]
    ) -> FieldTransform {
        precondition(Limit.ageBandWidth.contains(width), "FieldTransform.generalize: a band has 1 to 100 years")
        precondition(Limit.topAge.contains(top), "FieldTransform.generalize: the top band begins between 1 and 150")
        return FieldTransform(operation: .ageBand(AgeBandOptions(day: day, width: width, top: top, forms: forms)))
    }

    /// The first letters and digits of a postcode.
    public static func generalize(toPostcodePrefix first: Int = 2) -> FieldTransform {
        precondition(
            Limit.postcodePrefix.contains(first), "FieldTransform.generalize: 1 to 10 characters of a postcode")
        return FieldTransform(operation: .postcode(first: first))
    }

    /// The network of an IP address, by the lengths of the prefixes that are kept.
    ///
    /// - **Source**: RFC 5952 for the text of an IPv6 address.
    public static func truncateIP(v4: Int = 24, v6: Int = 48) -> FieldTransform {
        precondition(Limit.v4PrefixLength.contains(v4), "FieldTransform.truncateIP: v4 lies between 0 and 31")
        precondition(Limit.v6PrefixLength.contains(v6), "FieldTransform.truncateIP: v6 lies between 0 and 127")
        return FieldTransform(operation: .truncateIP(v4: v4, v6: v6))
    }

    /// The first characters of a string.
    public static func truncate(to count: Int) -> FieldTransform {
        precondition(Limit.truncation.contains(count), "FieldTransform.truncate: 1 to 1000000 characters")
        return FieldTransform(operation: .truncate(count))
    }

    /// A number rounded to a multiple of a step, exactly, halves away from zero.
    public static func round(to step: PlainDecimal) -> FieldTransform {
        precondition(step.isPositive, "FieldTransform.round: a step is greater than zero")
        return FieldTransform(operation: .round(step))
    }

    /// A number that is no greater than a limit.
    public static func topCode(at limit: PlainDecimal) -> FieldTransform {
        FieldTransform(operation: .topCode(limit))
    }

    /// A number that is no less than a limit.
    public static func bottomCode(at limit: PlainDecimal) -> FieldTransform {
        FieldTransform(operation: .bottomCode(limit))
    }

    /// The interval that a number lies in, between rising bounds: `<18`, `[18,65)`, `>=65`, or a label for each.
    public static func bucket(bounds: [PlainDecimal], labels: [String]? = nil) -> FieldTransform {
        FieldTransform(operation: .bucket(.bounds(bounds, labels: labels)))
    }

    /// The interval that a number lies in, of intervals of one size: `[20,30)`.
    public static func bucket(size: PlainDecimal) -> FieldTransform {
        precondition(size.isPositive, "FieldTransform.bucket: a size is greater than zero")
        return FieldTransform(operation: .bucket(.size(size)))
    }

    /// Coordinates with so many decimals: a number, a text of one or two, or GeoJSON's nested arrays of them. Four decimals are about
    /// 11 m, two about 1 km.
    public static func roundGeo(decimals: Int) -> FieldTransform {
        precondition(Limit.geoDecimals.contains(decimals), "FieldTransform.roundGeo: 0 to 6 decimals")
        return FieldTransform(operation: .roundGeo(decimals: decimals))
    }

    /// A part of a URL. User info, query and fragment always go.
    ///
    /// - **Source**: RFC 3986.
    public static func url(_ part: URLPart) -> FieldTransform {
        FieldTransform(operation: .url(part))
    }

    /// What a generalization hierarchy says for a value: a CSV file with the value in its first column and ever coarser ones behind it,
    /// without a header. `level` 1 is the second column. A value that it does not have is unhandled.
    ///
    /// A relative name of a file is looked for beside the policy's file, or, for a policy that is no file, in the working directory.
    public static func lookup(file: String, level: Int, delimiter: Character = ",") -> FieldTransform {
        precondition(Limit.lookupLevel.contains(level), "FieldTransform.lookup: a level from 1 to 100")
        precondition(delimiter.isDelimiter, "FieldTransform.lookup: a delimiter is one ASCII character, and no quote")
        return FieldTransform(
            operation: .lookup(LookupOptions(file: file, level: level, delimiter: delimiter.asciiValue!)))
    }

    /// A date moved by a number of days that is the same for one subject in every field, file and format, so that intervals stay.
    ///
    /// The number lies between minus and plus `days` and is never zero. Where the subject is missing, the value is unhandled.
    ///
    /// - **Does not guarantee**: secrecy of the dates from somebody who knows one of them: it reveals the shift of its subject's others.
    /// - **Source**: `Formats/Policy`, `shift-date`.
    public static func shiftDate(by subject: SubjectField, days: Int, forms: [DateForm] = [.standard]) -> FieldTransform
    {
        precondition(Limit.shiftDays.contains(days), "FieldTransform.shiftDate: 1 to 3650 days")
        return FieldTransform(operation: .shiftDate(ShiftDateOptions(subject: subject, days: days, forms: forms)))
    }

    /// The value, sealed to a recipient, together with the policy's digest and the path.
    ///
    /// - **Source**: `Formats/SealedValues`.
    public static func encrypt(to recipient: AgeRecipient) -> FieldTransform {
        FieldTransform(operation: .encrypt(recipient))
    }

    /// A text in which personal data are replaced, as far as rules recognize them. What is not recognized passes.
    ///
    /// - **Source**: `Formats/Redaction`.
    public static func redact(_ redaction: RedactionRule) -> FieldTransform {
        FieldTransform(operation: .redact(redaction))
    }

    /// A transform of the program's own, by the name of its ``CustomTransform``.
    public static func custom(_ name: String, options: [String: String] = [:]) -> FieldTransform {
        FieldTransform(operation: .custom(CustomOptions(name: name, options: options)))
    }

    /// The same text for every value. `${NAME}` stands for a parameter of the policy.
    public static func constant(_ text: String) -> FieldTransform {
        FieldTransform(operation: .constant(text))
    }

    /// `null` for every value: the recipient learns that there was one.
    public static let setNull = FieldTransform(operation: .setNull)
}
