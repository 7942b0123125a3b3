extension MinimizationPolicy {
    /// The policy as a text in JSON that reads back to the same policy, with its keys in a fixed order.
    ///
    /// - **Source**: `Formats/Policy`.
    public var jsonText: String {
        let (fields, kinds): (PolicyJSON?, PolicyJSON?) =
            switch content {
            case .fields(let fields): (isForTextsOnly ? nil : .fields(fields), nil)
            case .kinds(let list): (nil, .kinds(list))
            }
        return PolicyJSON.map(
            ("proviso", .text(PolicyWords.version)),
            ("purpose", .text(purpose.description)),
            ("recipient", .text(recipient.description)),
            ("legal-basis", legalBasis.isEmpty ? nil : .texts(legalBasis.map(\.description))),
            ("domain", domain?.json),
            ("key-fingerprint", keyFingerprint.map { .text($0.description) }),
            ("parameters", parameters.isEmpty ? nil : .texts(parameters)),
            ("subject", subject?.json),
            ("require", requirements.isEmpty ? nil : .map(requirements.map { ($0.writtenPath, $0.json) })),
            ("only-if", onlyIf?.json),
            ("limit", limit?.json),
            (
                "special-categories",
                specialCategories.isEmpty ? nil : .map(specialCategories.map { ($0.category.rawValue, $0.json) })
            ),
            ("fields", fields),
            ("kinds", kinds),
            ("text", text.map { .map(("redact", $0.json)) }),
            ("terms", terms?.json)
        ).text
    }
}

extension PseudonymizationDomain {
    fileprivate var json: PolicyJSON {
        guard let epoch else { return .text(id) }
        return .map(("id", .text(id)), ("epoch", .text(epoch)))
    }
}

extension FieldRequirement {
    fileprivate var json: PolicyJSON {
        let types: PolicyJSON = types.count == 1 ? .text(types[0].rawValue) : .texts(types.map(\.rawValue))
        return isOptional ? .map(("type", types), ("optional", .text("yes"))) : types
    }
}

extension DisclosureLimit {
    fileprivate var json: PolicyJSON {
        .map(
            ("records", records.map { .number($0) }), ("subjects", subjects.map { .number($0) }),
            ("otherwise", otherwise == .stop ? nil : .text(otherwise.rawValue)))
    }
}

extension SpecialCategoryFields {
    fileprivate var json: PolicyJSON {
        .map(("fields", .texts(writtenPaths)), ("safeguard", safeguard.map { .text($0) }))
    }
}

extension HandlingTerms {
    fileprivate var json: PolicyJSON {
        .map(
            ("erase-after", eraseAfter.map { .text($0.description) }),
            ("review-every", reviewEvery.map { .text($0.description) }),
            ("handling", handling.isEmpty ? nil : .texts(handling)))
    }
}
