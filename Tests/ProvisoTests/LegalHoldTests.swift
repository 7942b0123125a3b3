import Testing

@testable import Proviso

@Suite struct LegalHoldTests {
    private let item: StatementID
    private let placed: Instant

    init() throws {
        item = try StatementID("00000000000000000000000000000001")
        placed = try Instant("2026-12-01T00:00:00Z")
    }

    @Test func `a new hold is in force and has an id of its own`() throws {
        let first = try LegalHold.new(on: item, reason: "an appeal", authority: "court.example", at: placed)
        let second = try LegalHold.new(on: item, reason: "an appeal", authority: "court.example", at: placed)
        #expect(first.isInForce)
        #expect(first.released == nil && first.placed == placed && first.item == item)
        #expect(first.id != second.id)
    }

    @Test func `a hold that was released is not in force`() throws {
        let hold = try LegalHold(
            id: item, item: item, reason: "an appeal", authority: "court.example", placed: placed, released: placed)
        #expect(!hold.isInForce)
    }

    @Test(arguments: ["", " ", "an\nappeal", "an \u{202E}appeal"])
    func `a hold says why and by whom, in visible words`(text: String) {
        for (reason, authority) in [(text, "court.example"), ("an appeal", text)] {
            let error = #expect(throws: ProvisoError.self) {
                try LegalHold.new(on: item, reason: reason, authority: authority, at: placed)
            }
            #expect(error?.code == .valueInvalid)
            #expect(error?.message.contains("appeal") == false, "an error does not repeat what was written")
        }
    }
}
