internal import ProvisoCrypto

/// What a policy states about itself: what for, by what right, to whom, where pseudonyms may be linked, on which terms.
extension PolicyParser {
    mutating func purpose(_ node: PolicyNode) -> Purpose? {
        statedText(node, "purpose").flatMap { try? Purpose($0) }
    }

    mutating func recipient(_ node: PolicyNode) -> Party? {
        statedText(node, "recipient").flatMap { try? Party($0) }
    }

    mutating func legalBasis(_ node: PolicyNode) -> [LegalBasis] {
        statedTexts(node, "legal-basis").compactMap { try? LegalBasis($0) }
    }

    mutating func domain(_ node: PolicyNode) -> PseudonymizationDomain? {
        guard case .mapping(let entries) = node.content else {
            return identifier(node, "domain").flatMap { try? PseudonymizationDomain(id: $0) }
        }
        let parts = values(of: entries, "a domain has no", among: ["id", "epoch"])
        let epoch = parts["epoch"].flatMap { identifier($0, "epoch") }
        guard let idNode = parts["id"] else {
            report(node, "a domain without 'id'", remedy: "name where pseudonyms may be linked")
            return nil
        }
        return identifier(idNode, "domain").flatMap { try? PseudonymizationDomain(id: $0, epoch: epoch) }
    }

    mutating func keyFingerprint(_ node: PolicyNode) -> KeyFingerprint? {
        guard let text = text(node, "key-fingerprint") else { return nil }
        return converted(node) { () throws(ProvisoError) in try KeyFingerprint(text) }
    }

    mutating func terms(_ node: PolicyNode) -> HandlingTerms? {
        guard case .mapping(let entries) = node.content else {
            report(node, "terms needs its parts in { }", remedy: "write erase-after, review-every or handling")
            return nil
        }
        let parts = values(of: entries, "terms has no", among: ["erase-after", "review-every", "handling"])
        return HandlingTerms(
            eraseAfter: parts["erase-after"].flatMap { period($0, "erase-after") },
            reviewEvery: parts["review-every"].flatMap { period($0, "review-every") },
            handling: parts["handling"].map { handling($0) } ?? [])
    }

    private mutating func handling(_ node: PolicyNode) -> [String] {
        guard case .scalar = node.content else { return statedTexts(node, "handling") }
        report(node, "handling needs a list of texts", remedy: "write [ … ]")
        return []
    }

    private mutating func identifier(_ node: PolicyNode, _ name: String) -> String? {
        guard let text = text(node, name) else { return nil }
        if PseudonymizationDomain.isIdentifier(text) { return text }
        report(
            node, "\(name) cannot be '\(excerpt(text))'", remedy: "write \(PseudonymizationDomain.identifierForm)")
        return nil
    }
}
