import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineLookingTests {
    @Test func `items come page by page, in the order of their ids`() throws {
        let bench = try RetentionBench()
        for id in ["b", "a", "d", "c"] { try bench.register(id) }
        let first = try bench.engine.items(limit: 3).map(\.status.item.id)
        #expect(first.map(\.description) == ["a", "b", "c"])
        #expect(try bench.engine.items(after: first.last).map(\.status.item.id.description) == ["d"])
    }

    @Test func `what ends soon is listed as its rules say, the earliest first`() throws {
        let bench = try RetentionBench(
            "a: { category: a, maximum: P10D, notice: P5D }, b: { category: b, maximum: P7D, notice: P2D }, c: { category: c, maximum: P6D }"
        )
        for id in ["a", "b", "c"] { try bench.register(id, category: id) }
        try bench.register("b2", category: "b", created: day(-1))
        func ending() throws -> [String] { try bench.engine.ending().map(\.status.item.id.description) }
        try bench.at(4, plus: -1)
        #expect(try ending() == [])
        try bench.at(4)
        #expect(try ending() == ["b2"])
        try bench.at(5)
        #expect(try ending() == ["b2", "b", "a"])
        try bench.at(7)
        #expect(try ending() == ["a"])
    }

    @Test func `overdue reviews come the most overdue first, over more than a page`() throws {
        let bench = try RetentionBench("all: { review-every: P5D }")
        for number in 0..<502 { try bench.register("n\(number)", received: day(-600 + number)) }
        try bench.register("fresh")
        let found = try bench.engine.overdueReviews().map(\.status.item.id.description)
        #expect(found == (0..<502).map { "n\($0)" })
    }

    @Test func `changes are taken from the engine once a log has them`() throws {
        let bench = try RetentionBench()
        for id in ["a", "b", "c"] { try bench.register(id) }
        let first = try bench.engine.changes(limit: 2)
        #expect(first.map(\.number) == [1, 2])
        try bench.engine.forgetChanges(through: 2)
        #expect(try bench.engine.changes().map(\.number) == [3, 4])
        #expect(try bench.engine.changes(after: 3).map(\.target) == [.item(RetentionID("c"))])
    }
}
