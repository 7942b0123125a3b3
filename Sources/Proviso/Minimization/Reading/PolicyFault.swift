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
    static let noTexts = PolicyFault(message: "in needs at least one text", remedy: "list the texts that are allowed")
    static let emptyPrefix = PolicyFault(message: "an empty prefix", remedy: "remove it")
    static let fieldsAndKinds = PolicyFault(
        message: "a policy has fields or kinds, not both", remedy: "move the fields into the kinds")
    static let fingerprintWithoutDomain = PolicyFault(
        message: "key-fingerprint without a domain",
        remedy: "add `domain:`; the fingerprint is that of a key in a domain")

    /// A text that somebody states: purpose, recipient, legal basis, handling.
    static func ofStatedText(_ text: String, _ name: String) -> PolicyFault? {
        statedTextFault(text).map { PolicyFault(message: "\(name) \($0.message)", remedy: $0.remedy) }
    }
}
