import Testing

@testable import Proviso

@Suite struct PathTreeTests {
    private func tree(_ items: [PathTree.Item], limit: Int = PathTree.placeLimit) throws -> PathTree {
        var placesLeft = limit
        return try PathTree(items, &placesLeft)
    }

    /// A tree of paths whose payloads are their positions in the list.
    private func tree(_ paths: [String]) throws -> PathTree {
        try tree(
            paths.enumerated().map { index, path in
                PathTree.Item(steps: try FieldPath(path).steps[...], payload: index)
            })
    }

    /// What stands where, by the steps that lead there; places without payloads are left out.
    private func payloads(_ tree: PathTree, at steps: [FieldPath.Step] = []) -> [String: [Int]] {
        var result: [String: [Int]] = [:]
        if !tree.payloads.isEmpty { result[FieldPath.text(of: steps)] = tree.payloads.sorted() }
        var branches = tree.members.map { ($0.tree, FieldPath.Step.member($0.name)) }
        if let star = tree.anyMember { branches.append((star, .anyMember)) }
        if let element = tree.anyElement { branches.append((element, .anyElement)) }
        for (branch, step) in branches { result.merge(payloads(branch, at: steps + [step])) { $0 + $1 } }
        return result
    }

    @Test func `paths without stars stand where they lead, names in their order`() throws {
        let tree = try tree(["$.b.c", "$.a", "$.b.d[*]", "$.b[*].c", "$.a[*]"])
        #expect(tree.members.map(\.name.text) == ["b", "a"])
        #expect(tree.anyMember == nil)
        #expect(tree.anyElement == nil)
        #expect(payloads(tree) == [".b.c": [0], ".a": [1], ".b.d[*]": [2], ".b[*].c": [3], ".a[*]": [4]])
    }

    @Test func `several payloads can stand at one place`() throws {
        #expect(try payloads(tree(["$.a", "$['a']", "a"])) == [".a": [0, 1, 2]])
    }

    @Test func `a name takes up what the star beside it leads to`() throws {
        #expect(
            try payloads(tree(["$.*.x", "$.a.y"])) == [".*.x": [0], ".a.x": [0], ".a.y": [1]])
        #expect(
            try payloads(tree(["$.a", "$.*", "$.*.*", "$.a.b"]))
                == [".a": [0, 1], ".*": [1], ".*.*": [2], ".a.*": [2], ".a.b": [2, 3]])
    }

    @Test func `a name takes up stars that follow one another, at every place`() throws {
        let found = try payloads(tree(["$.*.b", "$.a.*"]))
        #expect(found == [".*.b": [0], ".a.b": [0, 1], ".a.*": [1]])
    }

    @Test func `elements are not members`() throws {
        #expect(try payloads(tree(["$.a[*]", "$.a.*", "$.*[*]"])) == [".a[*]": [0, 2], ".a.*": [1], ".*[*]": [2]])
    }

    @Test func `names are told apart code point by code point`() throws {
        let tree = try tree(["$.é", "$.e\u{301}", "$['\\u00e9'].a"])
        #expect(tree.members.count == 2)
        #expect(tree.members[0].tree.members.count == 1)
    }

    @Test func `no paths make a single empty place`() throws {
        let tree = try tree([] as [PathTree.Item])
        #expect(payloads(tree).isEmpty)
        #expect(tree.members.isEmpty)
    }

    /// The place where the paths begin counts too.
    @Test func `conditions have at most a hundred thousand places`() throws {
        func wide(_ count: Int) -> [PathTree.Item] {
            (0..<count).map {
                PathTree.Item(steps: [.member(FieldPath.Name(String($0)))], payload: $0)
            }
        }
        #expect(try tree(wide(99_999)).members.count == 99_999)
        #expect(throws: PathTree.TooManyPlaces.self) { try tree(wide(100_000)) }
    }

    @Test func `trees can share one number of places`() throws {
        var placesLeft = 7
        let items = try ["$.a.b", "$.c"].map { PathTree.Item(steps: try FieldPath($0).steps[...], payload: 0) }
        _ = try PathTree(items, &placesLeft)
        #expect(placesLeft == 3)
        #expect(throws: PathTree.TooManyPlaces.self) { try PathTree(items, &placesLeft) }
    }

    /// Each of these paths has a name at one step and stars elsewhere, so every choice of names is a place of its own.
    @Test func `stars that multiply beyond the limit are refused`() throws {
        func crossed(_ count: Int) -> [String] {
            (0..<count).map { named in "$" + (0..<count).map { $0 == named ? ".a" : ".*" }.joined() }
        }
        #expect(try payloads(tree(crossed(3)))[".a.a.a"] == [0, 1, 2])
        // Every beginning of a way through fifteen steps with two ways on from each, but the end of the stars alone: no
        // path leads there.
        var placesLeft = PathTree.placeLimit
        let items = try crossed(15).map { PathTree.Item(steps: try FieldPath($0).steps[...], payload: 0) }
        _ = try PathTree(items, &placesLeft)
        #expect(PathTree.placeLimit - placesLeft == 65_534)
        #expect(throws: PathTree.TooManyPlaces.self) { try tree(crossed(20)) }
    }
}
