import Testing

@testable import Proviso

@Suite struct KnownValueTrieTests {
    @Test("What was inserted is found, and nothing else is, however large the tree grows")
    func insertion() {
        var random = SeededGenerator(seed: 5)
        var trie = KnownValueTrie(letterCount: 10)
        var nodes: [[UInt32]: KnownValueTrie.Node] = [:]
        let words = (0..<2000).map { _ in
            (0..<Int.random(in: 1...8, using: &random)).map { _ in UInt32.random(in: 0x61...0x66, using: &random) }
        }
        for word in words {
            var node = KnownValueTrie.root
            for (index, letter) in word.enumerated() {
                node = trie.insert(behind: node, letter)
                let beginning = Array(word[...index])
                #expect(nodes[beginning] ?? node == node)
                nodes[beginning] = node
            }
        }
        #expect(trie.nodeCount == nodes.count + 1)
        #expect(Set(nodes.values).count == nodes.count)
        trie.finish { $0.isMultiple(of: 2) ? KnownValueTrie.hasRecords : KnownValueTrie.goesOn }
        for (beginning, number) in nodes {
            var node: KnownValueTrie.Node? = KnownValueTrie.root
            for letter in beginning { node = node.flatMap { trie.child(of: $0, letter) } }
            #expect(node.map(KnownValueTrie.index) == Int(number))
            #expect(node.map { $0 & KnownValueTrie.hasRecords != 0 } == number.isMultiple(of: 2))
            #expect(trie.child(of: number, 0x67) == nil)
        }
    }
}
