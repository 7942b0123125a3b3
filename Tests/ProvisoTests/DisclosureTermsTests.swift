import Testing

@testable import Proviso

@Suite struct DisclosureTermsTests {
    @Test func `terms take purpose, basis, recipient, handling and periods from the policy`() throws {
        let exchange = try Exchange()
        let terms = try exchange.terms()
        #expect(terms.purpose == exchange.policy.purpose)
        #expect(terms.legalBasis == exchange.policy.legalBasis)
        #expect(terms.recipients.map(\.party) == [exchange.policy.recipient])
        #expect(terms.recipients.map(\.key) == [exchange.identity.recipient])
        #expect(terms.handling.map(\.description) == ["TLP:AMBER"])
        #expect(terms.eraseBy.description == "2027-02-23T10:00:00Z")
        #expect(terms.reviewBy?.description == "2026-12-25T10:00:00Z")
        #expect(terms.onwardSharing == .prohibited)
        #expect(
            terms.notBefore == nil && terms.contact == nil && terms.caseReference == nil && terms.authorization == nil)
    }

    @Test func `terms become a statement and terms again`() throws {
        let exchange = try Exchange()
        let terms = try DisclosureTerms(
            under: exchange.policy, sender: Party("police.example"), recipients: [exchange.identity.recipient],
            caseReference: CaseReference("26/114"), created: exchange.created,
            notBefore: Instant("2026-11-25T11:00:00Z"),
            eraseBy: Instant("2026-12-25T10:00:00Z"), reviewBy: Instant("2026-12-01T10:00:00Z"),
            onwardSharing: .withConsent, contact: Contact("desk@police.example"),
            authorization: StatementDigest(ofText: "abc"))
        let statement = try terms.statement()
        #expect(try DisclosureTerms(statement: statement, place: ProvisoError.Place()) == terms)
        #expect(statement["onward-sharing"] == ["with-consent"])
        #expect(statement["recipient"] == ["\(exchange.identity.recipient) fiu.example"])
        #expect(statement["erase-by"] == ["2026-12-25T10:00:00Z"])
    }

    @Test func `without a date by which the data must be erased there are no terms`() throws {
        let exchange = try Exchange()
        let policy = try MinimizationPolicy(text: policyText(rule: "keep"), source: "policy.yaml")
        let error = #expect(throws: ProvisoError.self) {
            try DisclosureTerms(
                under: policy, sender: Party("a"), recipients: [exchange.identity.recipient], created: exchange.created)
        }
        #expect(error?.code == .policyTerms)
        let dated = try DisclosureTerms(
            under: policy, sender: Party("a"), recipients: [exchange.identity.recipient], created: exchange.created,
            eraseBy: Instant("2026-11-26T00:00:00Z"))
        #expect(dated.reviewBy == nil)
    }

    @Test func `a date behind the policy's is refused`() throws {
        let exchange = try Exchange()
        let error = #expect(throws: ProvisoError.self) {
            try exchange.terms(eraseBy: Instant("2027-02-23T10:00:01Z"))
        }
        #expect(error?.code == .policyTerms)
        #expect(
            try exchange.terms(eraseBy: Instant("2027-02-23T10:00:00Z")).eraseBy.description == "2027-02-23T10:00:00Z")
    }

    @Test func `a review that would come after the erasure is left away`() throws {
        let exchange = try Exchange()
        #expect(try exchange.terms(eraseBy: Instant("2026-12-01T10:00:00Z")).reviewBy == nil)
    }

    @Test(
        arguments: [
            (nil, "2026-11-25T10:00:00Z"), (nil, "2026-11-25T09:59:59Z"),
            ("2026-11-25T09:59:59Z", "2026-12-25T10:00:00Z"),
            ("2026-12-25T10:00:00Z", "2026-12-25T10:00:00Z"),
        ] as [(String?, String)])
    func `dates that contradict each other are refused`(notBefore: String?, eraseBy: String) throws {
        let exchange = try Exchange()
        let error = #expect(throws: ProvisoError.self) {
            try exchange.terms(eraseBy: Instant(eraseBy), notBefore: notBefore.map { text throws in try Instant(text) })
        }
        #expect(error?.code == .valueInvalid)
    }

    @Test func `there is at least one recipient, and none is there twice`() throws {
        let exchange = try Exchange()
        for recipients in [[], [exchange.identity.recipient, exchange.identity.recipient]] {
            let error = #expect(throws: ProvisoError.self) {
                try DisclosureTerms(
                    under: exchange.policy, sender: Party("a"), recipients: recipients, created: exchange.created)
            }
            #expect(error?.code == .valueInvalid)
        }
    }

    @Test func `every package has an id of its own`() throws {
        let exchange = try Exchange()
        #expect(try exchange.terms().id != exchange.terms().id)
    }
}
