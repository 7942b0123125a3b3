import Testing

@testable import Proviso

@Suite struct PathTableTests {
    /// A table of some paths whose places have the number of their path as rule, and the index of its root.
    private static func table(_ paths: [[FieldPath.Step]]) throws -> (table: PathTable, root: Int) {
        var table = PathTable()
        let tree = try tree(paths)
        let root = table.append(tree) { tree, _, _ in
            var node = PathTable.Node()
            node.rule = Int32(tree.payloads.first ?? -1)
            return node
        }
        return (table, Int(root))
    }

    private static func table(_ paths: String...) throws -> (table: PathTable, root: Int) {
        try table(paths.map { try FieldPath($0).steps })
    }

    private static func tree(_ paths: [[FieldPath.Step]]) throws -> PathTree {
        var placesLeft = PathTree.placeLimit
        return try PathTree(paths.enumerated().map { PathTree.Item(steps: $1[...], payload: $0) }, &placesLeft)
    }

    private static func names(_ names: [String]) throws -> (table: PathTable, root: Int) {
        try table(names.map { [.member(FieldPath.Name($0))] })
    }

    /// The rules at the places that the names of a JSON object lead to from a place; -1 where none leads on.
    private static func rules(_ table: PathTable, from place: Int, _ object: String) -> [Int] {
        let bytes = Array(object.utf8)
        var scanner = JSONScanner()
        var rules: [Int] = []
        guard scanner.openObject(depth: 1) else { return [] }
        var cursor = scanner.cursor()
        while scanner.nextMember(bytes.span, &cursor) {
            let child = table.child(of: table.nodes[place], scanner, bytes.span)
            rules.append(child < 0 ? -1 : Int(table.nodes[child].rule))
            _ = scanner.skipValue(bytes.span, depth: 2)
        }
        return rules
    }

    /// Names are compared by their first and last eight bytes, so lengths around 8 and 16 are where it could go wrong.
    @Test(arguments: 0...40)
    func `a name of any length is found, and none that differs in one byte`(length: Int) throws {
        let name = (0..<length).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0 % 26))) }.joined()
        let (table, root) = try Self.names([name])
        #expect(Self.rules(table, from: root, "{\"\(name)\":1}") == [0])
        #expect(Self.rules(table, from: root, "{ \"\(name)\" : {} , \"-\":2}") == [0, -1])
        #expect(Self.rules(table, from: root, "{\"\(name)a\":1}") == [-1])
        #expect(Self.rules(table, from: root, "{\"a\(name)\":1}") == [-1])
        #expect(Self.rules(table, from: root, "{\"\(name)\\u0000\":1}") == [-1])
        for index in 0..<length {
            var other = Array(name.utf8)
            other[index] ^= 0x20
            #expect(Self.rules(table, from: root, "{\"\(String(decoding: other, as: UTF8.self))\":1}") == [-1])
            other.remove(at: index)
            #expect(Self.rules(table, from: root, "{\"\(String(decoding: other, as: UTF8.self))\":1}") == [-1])
        }
    }

    @Test func `a name is found whatever escapes the record writes it with`() throws {
        let long = "a name of more than sixteen bytes: é"
        let (table, root) = try Self.names(["a/b", "é", long, "\u{1F600}", "\n"])
        #expect(Self.rules(table, from: root, #"{"a/b":1,"é":1,"\ud83d\ude00":1,"\n":1}"#) == [0, 1, 3, 4])
        #expect(Self.rules(table, from: root, #"{"\u0061\/b":1,"\u00e9":1,"😀":1,"\u000A":1}"#) == [0, 1, 3, 4])
        #expect(Self.rules(table, from: root, "{\"\(long)\":1}") == [2])
        #expect(
            Self.rules(table, from: root, #"{"\u0061 name of more than sixteen bytes: \u00E9":1,"a\\/b":1}"#)
                == [2, -1])
        #expect(Self.rules(table, from: root, "{\"e\u{301}\":1,\"A/b\":1}") == [-1, -1])
    }

    @Test(arguments: [1, 5, 6, 16, 17, 100, 3000])
    func `every one of many names is found, and their neighbors are not`(count: Int) throws {
        let names = (0..<count).map { "name-\($0)-\(String(repeating: "x", count: $0 % 23))" }
        let (table, root) = try Self.names(names)
        let object = names.map { "\"\($0)\":0,\"\($0)!\":0" }.joined(separator: ",")
        #expect(Self.rules(table, from: root, "{\(object)}") == (0..<count).flatMap { [$0, -1] })
    }

    @Test func `long names that begin and end alike are told apart`() throws {
        let names = (0..<50).map { "12345678-\($0)-87654321" }
        let (table, root) = try Self.names(names)
        let object = (0..<60).map { "\"12345678-\($0)-87654321\":0" }.joined(separator: ",")
        #expect(Self.rules(table, from: root, "{\(object)}") == Array(0..<50) + Array(repeating: -1, count: 10))
    }

    @Test func `the star is for members that no name takes`() throws {
        let (table, root) = try Self.table("$.a.x", "$.*.y")
        let star = Int(table.nodes[root].anyMember)
        #expect(Self.rules(table, from: star, "{\"x\":1,\"y\":1}") == [-1, 1])
        let (named, other) = try Self.table("$.a", "$.b[*]", "$.*.c", "$.*")
        #expect(Self.rules(named, from: other, "{\"a\":1,\"z\":1,\"\":1}") == [0, 3, 3])
        #expect(named.nodes[other].hasMembers)
    }

    @Test func `a place without paths leads nowhere`() throws {
        let (table, root) = try Self.table("$.a", "$.b[*]")
        let leaf = try #require(table.nodes.firstIndex { $0.rule == 0 })
        #expect(!table.nodes[leaf].hasMembers)
        #expect(table.nodes[leaf].anyElement == -1)
        #expect(Self.rules(table, from: leaf, "{\"a\":1}") == [-1])
        let list = try #require(table.nodes.firstIndex { $0.anyElement >= 0 })
        #expect(!table.nodes[list].hasMembers)
        #expect(table.nodes[Int(table.nodes[list].anyElement)].rule == 1)
        #expect(table.nodes[root].anyElement == -1)
    }

    @Test func `every place is described once, with the steps that lead there and the place above`() throws {
        var table = PathTable()
        let tree = try Self.tree(["$.a.b", "$.a[*]", "$.*.c"].map { try FieldPath($0).steps })
        var described: [String: Int32?] = [:]
        let root = table.append(tree) { _, steps, parent in
            #expect(described.updateValue(parent?.rule, forKey: FieldPath.text(of: steps)) == nil)
            var node = PathTable.Node()
            node.rule = Int32(steps.count)
            return node
        }
        #expect(Set(described.keys) == ["", ".a", ".a.b", ".a.c", ".a[*]", ".*", ".*.c"])
        #expect(described["", default: 0] == nil)
        for (steps, above) in described where !steps.isEmpty {
            #expect(above == Int32(steps.split(separator: /[.\[]/).count - 1))
        }
        #expect(table.nodes.count == 7)
        #expect(table.nodes[Int(root)].rule == 0)
    }

    @Test func `trees lie in one table beside one another`() throws {
        var table = PathTable()
        func append(_ name: String, _ rule: Int32, _ table: inout PathTable) throws -> Int {
            let tree = try Self.tree([[.member(FieldPath.Name(name))]])
            return Int(
                table.append(tree) { tree, _, _ in
                    var node = PathTable.Node()
                    if !tree.payloads.isEmpty { node.rule = rule }
                    return node
                })
        }
        let first = try append("a", 1, &table)
        let second = try append("b", 2, &table)
        #expect(Self.rules(table, from: first, "{\"a\":0,\"b\":0}") == [1, -1])
        #expect(Self.rules(table, from: second, "{\"a\":0,\"b\":0}") == [-1, 2])
    }

    @Test func `tests are found at their places`() throws {
        var (table, root) = try Self.table("$.a", "$.b")
        let first = table.nodes.count
        let tree = try Self.tree(["$.a", "$.a", "$[*]"].map { try FieldPath($0).steps })
        var lists: [[Int]] = []
        let tested = Int(
            table.append(tree) { tree, _, _ in
                lists.append(tree.payloads)
                return PathTable.Node()
            })
        table.appendProbes(lists, from: first)
        func tests(_ node: PathTable.Node) -> [Int32] {
            Array(table.probes(at: node))
        }
        #expect(tests(table.nodes[root]).isEmpty)
        #expect(tests(table.nodes[tested]).isEmpty)
        #expect(tests(table.nodes[Int(table.nodes[tested].anyElement)]) == [2])
        #expect(table.nodes[first...].map(tests).sorted { $0.count < $1.count } == [[], [2], [0, 1]])
    }
}
