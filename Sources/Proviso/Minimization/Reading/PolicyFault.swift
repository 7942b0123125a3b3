/// What can be wrong in a policy's text and in one that is written in Swift alike: a sentence and its remedy.
struct PolicyFault {
    let message: String
    let remedy: String

    static let noFields = PolicyFault(message: "no field is named", remedy: "name at least one, like \"$.id\": keep")
    static let noKinds = PolicyFault(
        message: "an empty list of kinds", remedy: "write at least one: { when: …, fields: … }")
    static let noTransforms = PolicyFault(message: "an empty list of transforms", remedy: "write at least one")
    static let noTests = PolicyFault(
        message: "an empty condition", remedy: "write at least one test, like \"$.role\": suspect")
    static let noConditions = PolicyFault(
        message: "an empty list of conditions", remedy: "write [ { … }, { … } ]")
    static let noTexts = PolicyFault(message: "in needs at least one text", remedy: "list the texts that are allowed")
    static let emptyTest = PolicyFault(
        message: "an empty test", remedy: "write a text, or one of: " + PolicyWords.tests.joined(separator: ", "))
    static let emptyPrefix = PolicyFault(message: "an empty prefix", remedy: "remove it")
    static let wrongFieldCount = PolicyFault(
        message: "of needs 2 to 8 fields", remedy: "list their paths: [\"$.name\", \"$.dob\"]")
    static let wrongBoundCount = PolicyFault(
        message: "bounds needs 1 to 1000 numbers", remedy: "list them in rising order: [18, 65]")
    static let boundsDoNotRise = PolicyFault(
        message: "a bound that is not greater than the one before it", remedy: "list them in rising order: [18, 65]")
    static let nothingDerived = PolicyFault(
        message: "derive needs names with what each is made of",
        remedy: "write { derive: { year: { generalize: year } } }")
    static let derivedElsewhere = PolicyFault(
        message: "derive at a path that does not end in a name", remedy: "write it for a member, like $.dob")
    static let elementsElsewhere = PolicyFault(
        message: "only-elements at a path that does not end in [*]",
        remedy: "write it for the elements, like $.codes[*]")
    static let fieldsAndKinds = PolicyFault(
        message: "a policy has fields or kinds, not both", remedy: "move the fields into the kinds")
    static let fingerprintWithoutDomain = PolicyFault(
        message: "key-fingerprint without a domain",
        remedy: "add `domain:`; the fingerprint is that of a key in a domain")

    static func keyWithoutDomain(_ transform: FieldTransform) -> PolicyFault {
        if case .shiftDate = transform.operation {
            return PolicyFault(
                message: "shift-date without a domain", remedy: "add `domain:`; it names where dates move alike")
        }
        return PolicyFault(
            message: "pseudonyms without a domain", remedy: "add `domain:`; it names where pseudonyms may be linked")
    }

    static func noTextList(_ name: String) -> PolicyFault {
        PolicyFault(message: "\(name) needs a list of texts", remedy: "write at least one: [ … ]")
    }

    static func misplacedParameter(in text: String) -> PolicyFault {
        PolicyFault(
            message: "'\(excerpt(text))' holds ${, which stands for a parameter",
            remedy: "write the text out; parameters may stand in the tests of conditions and in constant")
    }

    /// What is wrong with a text that stands where parameters may; nothing is said about names where it is not known which there are.
    static func ofParameters(in text: String, declared: [String]?) -> PolicyFault? {
        guard ParameterText.isOne(text) else { return nil }
        guard let names = ParameterText(text)?.names else {
            return PolicyFault(
                message: "'\(excerpt(text))' holds ${ without a name and }", remedy: "write it like ${subject}")
        }
        guard let declared, let name = names.first(where: { !declared.contains($0) }) else { return nil }
        return PolicyFault(
            message: "'${\(name)}' is no parameter of the policy",
            remedy: NearestWord.to(name, among: declared).map { "did you mean '${\($0)}'?" }
                ?? "declare it: `parameters: [\(name)]`")
    }

    static func ofParameterCount(_ count: Int) -> PolicyFault? {
        count <= 100
            ? nil : PolicyFault(message: "\(count) parameters, of which at most 100 are read", remedy: "use fewer")
    }

    static func ofParameterName(_ name: String) -> PolicyFault? {
        ParameterText.isName(name)
            ? nil
            : PolicyFault(
                message: "a parameter cannot be called '\(excerpt(name))'",
                remedy: "write a-z, then a-z 0-9 or -, at most 32 characters")
    }

    static func ofDerivedName(_ name: String) -> PolicyFault? {
        ["$.", "$[", "@.", "@["].contains { name.hasPrefix($0) }
            ? PolicyFault(
                message: "a derived field cannot be called '\(excerpt(name))'",
                remedy: "write a name and no path: it stands beside the field that it is made of")
            : nil
    }

    static func ofValueTypes(_ types: [FieldRequirement.ValueType]) -> PolicyFault? {
        if types.isEmpty { return PolicyFault(message: "a requirement without a type", remedy: "write at least one") }
        return Set(types).count < types.count
            ? PolicyFault(message: "the same type twice", remedy: "keep one of them") : nil
    }

    static func ofLabelCount(_ count: Int, boundCount: Int) -> PolicyFault? {
        count == boundCount + 1
            ? nil
            : PolicyFault(
                message: "labels needs \(boundCount + 1) texts, one more than there are bounds",
                remedy: "name every interval, from below the first bound on")
    }

    static func ofDateForms(_ forms: [DateForm]) -> PolicyFault? {
        if Set(forms).count < forms.count {
            return PolicyFault(message: "written has a form twice", remedy: "keep one of them")
        }
        return FieldTransform.Limit.dateForms.contains(forms.count)
            ? nil
            : PolicyFault(
                message: "written needs 1 to 8 forms", remedy: "list those that occur, like [iso, DD.MM.YYYY]")
    }

    static func ofCustomName(_ name: String) -> PolicyFault? {
        PolicyWords.isName(name)
            ? nil : PolicyFault(message: "custom cannot be '\(excerpt(name))'", remedy: "write a-z, then a-z 0-9 or -")
    }

    static func ofFileName(_ name: String) -> PolicyFault? {
        !name.isEmpty && !name.unicodeScalars.contains(where: \.isInvisible)
            ? nil : PolicyFault(message: "file cannot be '\(excerpt(name))'", remedy: "name a CSV file, like jobs.csv")
    }

    /// A text that somebody states: purpose, recipient, legal basis, handling.
    static func ofStatedText(_ text: String, _ name: String) -> PolicyFault? {
        // A recipient is a party, of which only a shorter name can be stated.
        let fault = name == "recipient" ? statedTextFault(text, limit: Party.byteCountLimit) : statedTextFault(text)
        return fault.map { PolicyFault(message: "\(name) \($0.message)", remedy: $0.remedy) }
    }
}
