internal import ProvisoCrypto

extension MinimizationPolicy {
    /// A policy that is written in Swift, with one set of rules for every record.
    ///
    /// - **Guarantees**: it meets the same checks as a policy that is read, and its ``jsonText`` reads back to the same
    ///   policy.
    /// - **Throws**: ``PolicyError`` with every problem at once; the problems name rules and no lines.
    public init(
        purpose: String, legalBasis: [String] = [], recipient: String, domain: PseudonymizationDomain? = nil,
        keyFingerprint: KeyFingerprint? = nil, parameters: [String] = [], subject: SubjectField? = nil,
        require: [FieldRequirement] = [], onlyIf: RecordCondition? = nil, limit: DisclosureLimit? = nil,
        specialCategories: [SpecialCategoryFields] = [], text: RedactionRule? = nil, terms: HandlingTerms? = nil,
        @FieldRuleBuilder fields: () -> [FieldRule]
    ) throws(PolicyError) {
        try self.init(
            purpose, legalBasis, recipient, domain, keyFingerprint, terms,
            PolicyDraft(
                hasDomain: domain != nil, parameters: parameters.map { .init(name: $0, mark: .unknown) },
                subject: subject, hasSubject: subject != nil, requirements: require, onlyIf: onlyIf, limit: limit,
                specialCategories: specialCategories, content: .fields(fields()), text: text,
                fingerprintMark: keyFingerprint.map { _ in .unknown }))
    }

    /// A policy that is written in Swift, with a set of rules for each kind of record; the first kind whose condition
    /// holds is taken.
    ///
    /// - **Guarantees**: it meets the same checks as a policy that is read, and its ``jsonText`` reads back to the same
    ///   policy.
    /// - **Throws**: ``PolicyError`` with every problem at once; the problems name rules and no lines.
    public init(
        purpose: String, legalBasis: [String] = [], recipient: String, domain: PseudonymizationDomain? = nil,
        keyFingerprint: KeyFingerprint? = nil, parameters: [String] = [], subject: SubjectField? = nil,
        require: [FieldRequirement] = [], onlyIf: RecordCondition? = nil, limit: DisclosureLimit? = nil,
        specialCategories: [SpecialCategoryFields] = [], text: RedactionRule? = nil, terms: HandlingTerms? = nil,
        @RecordKindBuilder kinds: () -> [RecordKind]
    ) throws(PolicyError) {
        try self.init(
            purpose, legalBasis, recipient, domain, keyFingerprint, terms,
            PolicyDraft(
                hasDomain: domain != nil, parameters: parameters.map { .init(name: $0, mark: .unknown) },
                subject: subject, hasSubject: subject != nil, requirements: require, onlyIf: onlyIf, limit: limit,
                specialCategories: specialCategories, content: .kinds(kinds()), text: text,
                fingerprintMark: keyFingerprint.map { _ in .unknown }))
    }

    private init(
        _ purposeText: String, _ legalBasisTexts: [String], _ recipientText: String, _ domain: PseudonymizationDomain?,
        _ keyFingerprint: KeyFingerprint?, _ terms: HandlingTerms?, _ draft: PolicyDraft
    ) throws(PolicyError) {
        var problems = PolicyProblems(source: nil)
        let stated =
            [(purposeText, "purpose"), (recipientText, "recipient")] + legalBasisTexts.map { ($0, "legal-basis") }
            + (terms?.handling ?? []).map { ($0, "handling") }
            + draft.specialCategories.compactMap(\.safeguard).map { ($0, "safeguard") }
        for (text, name) in stated {
            if let fault = PolicyFault.ofStatedText(text, name) {
                problems.add(.unknown, fault.message, remedy: fault.remedy)
            }
        }
        if domain?.authorization != nil {
            problems.add(
                .unknown, "a domain with an authorization digest, which a policy cannot state yet",
                remedy: "leave the digest out")
        }
        var checker = PolicyChecker(problems: problems, draft)
        checker.check()
        guard checker.problems.isEmpty, let content = draft.content, let purpose = try? Purpose(purposeText),
            let recipient = try? Party(recipientText)
        else { throw checker.problems.error }

        let legalBasis = legalBasisTexts.compactMap { try? LegalBasis($0) }
        func policy(digest: ContentDigest) -> MinimizationPolicy {
            MinimizationPolicy(
                purpose: purpose, legalBasis: legalBasis, recipient: recipient, domain: domain,
                keyFingerprint: keyFingerprint,
                parameters: (draft.parameters ?? []).map(\.name), subject: draft.subject,
                requirements: draft.requirements, onlyIf: draft.onlyIf, limit: draft.limit,
                specialCategories: draft.specialCategories, content: content, text: draft.text,
                terms: terms, source: nil, digest: digest)
        }
        let text = policy(digest: ContentDigest(of: "")).jsonText
        try Self.requireReadable(text)
        self = policy(digest: ContentDigest(of: text))
    }

    /// What Swift can write and a policy's text cannot say, such as more than 1 MiB, is refused by the reader itself.
    private static func requireReadable(_ text: String) throws(PolicyError) {
        do throws(PolicyError) {
            _ = try MinimizationPolicy(text: text)
        } catch {
            // Lines of a text that nobody wrote would only mislead.
            let problems = error.problems.map { problem in
                PolicyError.Problem(
                    place: ProvisoError.Place(), message: problem.message, rule: problem.rule, remedy: problem.remedy)
            }
            throw PolicyError(problems: problems)
        }
    }
}
