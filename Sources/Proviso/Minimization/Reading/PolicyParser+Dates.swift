/// Transforms of dates and postcodes.
extension PolicyParser {
    mutating func generalize(_ node: PolicyNode) -> FieldTransform? {
        if case .mapping(let entries) = node.content { return generalize(node, entries) }
        guard let word = text(node, "generalize") else { return nil }
        if let precision = FieldTransform.DatePrecision(rawValue: word) { return .generalize(to: precision) }
        if let example = Self.generalizationsInMap[word] {
            report(node, "generalize '\(word)' is written in a map", remedy: "write \(example)")
        } else {
            report(
                node, "generalize cannot be '\(excerpt(word))'",
                remedy: NearestWord.remedy(for: word, among: PolicyWords.generalizations))
        }
        return nil
    }

    /// Those that need more than a word, with examples.
    private static let generalizationsInMap = [
        "age-band": "{ to: age-band, at: 2026-07-01 }", "postcode": "{ to: postcode, first: 2 }",
    ]

    private mutating func generalize(_ node: PolicyNode, _ entries: [PolicyNode.Entry]) -> FieldTransform? {
        guard let target = entries.first(where: { $0.key == "to" })?.value else {
            report(
                node, "generalize lacks 'to'",
                remedy: "one of: " + PolicyWords.generalizations.joined(separator: ", "))
            return nil
        }
        guard let word = text(target, "to") else { return nil }
        func options(_ words: [String]) -> [String: PolicyNode] {
            values(of: entries, "generalize to \(word) has no option", among: ["to"] + words)
        }
        switch word {
        case "age-band": return ageBand(node, options(["at", "width", "top", "written"]))
        case "postcode":
            guard let first = options(["first"])["first"] else { return .generalize(toPostcodePrefix: 2) }
            return wholeNumber(first, "first", in: FieldTransform.Limit.postcodePrefix)
                .map { .generalize(toPostcodePrefix: $0) }
        default:
            guard let precision = FieldTransform.DatePrecision(rawValue: word) else {
                report(
                    target, "to cannot be '\(excerpt(word))'",
                    remedy: NearestWord.remedy(for: word, among: PolicyWords.generalizations))
                return nil
            }
            return dateForms(in: options(["written"])).map { .generalize(to: precision, forms: $0) }
        }
    }

    private mutating func ageBand(_ node: PolicyNode, _ options: [String: PolicyNode]) -> FieldTransform? {
        let width: Int? =
            if let node = options["width"] { wholeNumber(node, "width", in: FieldTransform.Limit.ageBandWidth) } else {
                10
            }
        let top: Int? =
            if let node = options["top"] { wholeNumber(node, "top", in: FieldTransform.Limit.topAge) } else { 90 }
        let forms = dateForms(in: options)
        let day = option(
            "at", in: options, of: node, "generalize to age-band",
            remedy: "write the day at which the age counts, like { at: 2026-07-01 }"
        ).flatMap { self.day($0, "at") }
        guard let day, let width, let top, let forms else { return nil }
        return .generalize(toAgeBandAt: day, width: width, top: top, forms: forms)
    }

    private mutating func day(_ node: PolicyNode, _ name: String) -> CalendarDay? {
        guard let text = text(node, name) else { return nil }
        if let day = try? CalendarDay(text) { return day }
        report(node, "\(name) needs a day of the calendar", remedy: "write YYYY-MM-DD")
        return nil
    }

    /// How dates are written; in the standard form if nothing says it.
    private mutating func dateForms(in options: [String: PolicyNode]) -> [DateForm]? {
        guard let node = options["written"] else { return [.standard] }
        guard let texts = texts(node, "written"), case .sequence(let elements) = node.content else { return nil }
        var forms: [DateForm] = []
        for (text, element) in zip(texts, elements) {
            guard case .scalar(let scalar) = element.content, !scalar.isNothing else { continue }
            do throws(ProvisoError) {
                forms.append(try DateForm(text))
            } catch {
                report(
                    element, "written cannot be '\(excerpt(text))'",
                    remedy: "standard, iso, or a format: " + error.remedy)
            }
        }
        guard forms.count == elements.count else { return nil }
        if let fault = PolicyFault.ofDateForms(forms) {
            report(node, fault)
            return nil
        }
        return forms
    }

    mutating func shiftDate(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "shift-date", ["by", "canonical", "prefixes", "days", "written"]) else {
            return nil
        }
        let subject = subjectField(at: "by", in: options, of: node, "shift-date")
        let days = option(
            "days", in: options, of: node, "shift-date", remedy: "write the largest shift in days, like { days: 30 }"
        ).flatMap { wholeNumber($0, "days", in: FieldTransform.Limit.shiftDays) }
        let forms = dateForms(in: options)
        guard let subject, let days, let forms else { return nil }
        return .shiftDate(by: subject, days: days, forms: forms)
    }
}
