/// The letters of known values as a tree: each edge is a letter behind a node.
///
/// Matches begin at the beginnings of words, so a walk from there replaces an automaton with failure links: it ends
/// after some three letters in most words, and nothing needs to be built but the tree. Edges lie in one
/// open-addressed table, which is as cheap to build for three names as it is to walk for ten thousand.
struct KnownValueTrie: Sendable {
    /// A node and what is known of it without looking further: see ``hasRecords`` and ``goesOn``.
    typealias Node = UInt32

    static let root: Node = 0
    /// Something is accepted at the node.
    static let hasRecords: Node = 1 << 30
    /// A value goes on behind the node that may have separators there.
    static let goesOn: Node = 1 << 31
    private static let number: Node = 1 << 30 - 1

    private struct Edge {
        /// The node before and the letter; 0 is a free place.
        var key: UInt64
        var node: Node
    }

    private var edges: [Edge]
    private var edgeCount = 0
    private var shift: UInt64
    private(set) var nodeCount = 1

    /// A tree for about so many letters.
    init(letterCount: Int) {
        let bits = max(6, UInt64(Int.bitWidth - (letterCount + letterCount / 2).leadingZeroBitCount))
        shift = 64 - min(bits, 16)
        edges = [Edge](repeating: Edge(key: 0, node: 0), count: 1 << Int(64 - shift))
    }

    /// The node behind another one and a letter, or nil.
    @inline(__always)
    func child(of node: Node, _ symbol: UInt32) -> Node? {
        let key = Self.key(node, symbol)
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while true {
            let edge = edges[place]
            if edge.key == key { return edge.node }
            if edge.key == 0 { return nil }
            place = (place &+ 1) & (edges.count &- 1)
        }
    }

    /// The number of a node.
    @inline(__always)
    static func index(_ node: Node) -> Int { Int(node & number) }

    /// The node behind another one and a letter, made if there is none.
    mutating func insert(behind node: Node, _ symbol: UInt32) -> Node {
        if (edgeCount + 1) * 3 > edges.count * 2 { grow() }
        let key = Self.key(node, symbol)
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while edges[place].key != 0 {
            if edges[place].key == key { return edges[place].node }
            place = (place + 1) & (edges.count - 1)
        }
        precondition(nodeCount < Self.number, "KnownValueTrie: too many letters")
        edges[place] = Edge(key: key, node: Node(nodeCount))
        edgeCount += 1
        nodeCount += 1
        return Node(nodeCount - 1)
    }

    /// Writes what nodes are into the edges that lead to them; to be called once, when all is inserted.
    mutating func finish(flags: (Int) -> Node) {
        for place in edges.indices where edges[place].key != 0 { edges[place].node |= flags(Int(edges[place].node)) }
    }

    private mutating func grow() {
        let old = edges
        shift -= 1
        edges = [Edge](repeating: Edge(key: 0, node: 0), count: old.count * 2)
        for edge in old where edge.key != 0 {
            var place = Int(truncatingIfNeeded: (edge.key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
            while edges[place].key != 0 { place = (place + 1) & (edges.count - 1) }
            edges[place] = edge
        }
    }

    @inline(__always)
    private static func key(_ node: Node, _ symbol: UInt32) -> UInt64 {
        UInt64(node & number) &<< 21 | UInt64(symbol) | 1 &<< 63
    }
}
