import Testing

@testable import Proviso

@Suite struct RetainedItemTests {
    private func retained(_ item: RetentionItem) -> RetainedItem {
        RetainedItem(item, registered: day(1), scheduleVersion: 2)
    }

    @Test func `an item that is registered has its labels, and its creation as its last activity`() throws {
        let item = retained(try SampleItem.note("a", category: "letter", created: day(-3)))
        #expect(item.labels.category == "letter" && item.lastActivity == day(-3) && item.state == .kept)
        #expect(item.received == day(1))
        #expect(retained(try SampleItem.note("a", received: day(-2))).received == day(-2))
    }

    @Test func `the earliest of what was set for it alone is its explicit end`() throws {
        var item = retained(try SampleItem.note("a", eraseBy: day(9), validateBy: day(4)))
        #expect(item.explicitEnd == day(4))
        item.validated = day(3)
        #expect(item.explicitEnd == day(9))
        item.ownEnd = day(7)
        #expect(item.explicitEnd == day(7))
        item.disposal = .init(reason: .disposed, decided: day(2), setsMinimumAside: false)
        #expect(item.explicitEnd == day(2))
        #expect(retained(try SampleItem.note("a")).explicitEnd == nil)
    }
}
