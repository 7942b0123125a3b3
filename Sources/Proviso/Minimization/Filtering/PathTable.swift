/// The places of several ``PathTree``s in flat tables, made for walking along with a scanner.
struct PathTable: Sendable {
    /// One place. It holds numbers only, so that loading one costs no reference counting.
    struct Node: Sendable {
        var action = Action.enter
        /// Whether the place lies below a `keep-subtree`, so that what no path names is disclosed.
        var keepsUnlisted = false
        /// The rule that stands here.
        var rule: Int32 = -1
        /// What the rule needs further: the index of its kinds, derivation or test.
        var detail: Int32 = -1
        /// The counter of members that no path names here, and the one of values that no longer path can enter.
        var unnamedCounter: Int32 = -1
        var unexpectedCounter: Int32 = -1
        /// What is looked for below before it is filtered, and -1 if nothing is.
        var look: Int32 = -1
        /// The probes that stand here, as a range of ``PathTable/probes``.
        var firstProbe: Int32 = 0
        var probeCount: Int32 = 0
        fileprivate(set) var anyMember: Int32 = -1
        fileprivate(set) var anyElement: Int32 = -1
        fileprivate var firstSlot: Int32 = 0
        fileprivate var slotMask: Int32 = -1

        @inline(__always)
        var hasMembers: Bool { slotMask >= 0 || anyMember >= 0 }
    }

    /// What becomes of a value.
    enum Action: UInt8, Sendable {
        /// Only longer paths name what is below.
        case enter
        case keep
        case keepSubtree
        case drop
        case transform
        case kinds
        case derive
        case onlyElements
    }

    private struct Slot: Sendable {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var length: Int32 = 0
        var nameStart: Int32 = 0
        /// The place that the name leads to; -1 in an empty slot.
        var child: Int32 = -1
    }

    private(set) var nodes: [Node] = []
    private(set) var probes: [Int32] = []
    private var slots: [Slot] = []
    private var nameBytes: [UInt8] = []

    /// Adds the places of a tree and gives the index of its root. `describe` fills in what stands at a place, by its steps from the
    /// root.
    mutating func append(
        _ tree: PathTree, at steps: [FieldPath.Step] = [], below parent: Node? = nil,
        _ describe: (PathTree, [FieldPath.Step], Node?) -> Node
    ) -> Int32 {
        var node = describe(tree, steps, parent)
        let index = nodes.count
        nodes.append(node)
        if let anyMember = tree.anyMember {
            node.anyMember = append(anyMember, at: steps + [.anyMember], below: node, describe)
        }
        if let anyElement = tree.anyElement {
            node.anyElement = append(anyElement, at: steps + [.anyElement], below: node, describe)
        }
        if !tree.members.isEmpty {
            let children = tree.members.map { append($0.tree, at: steps + [.member($0.name)], below: node, describe) }
            appendSlots(tree.members.map(\.name), children, &node)
        }
        nodes[index] = node
        return Int32(index)
    }

    /// Notes the probes that stand at the places from an index on, in the order in which the places were added.
    mutating func appendProbes(_ lists: [[Int]], from firstNode: Int) {
        for (offset, indices) in lists.enumerated() {
            nodes[firstNode + offset].firstProbe = Int32(probes.count)
            nodes[firstNode + offset].probeCount = Int32(indices.count)
            probes.append(contentsOf: indices.map(Int32.init))
        }
    }

    /// The probes that stand at a place.
    func probes(at node: Node) -> ArraySlice<Int32> {
        probes[Int(node.firstProbe)..<Int(node.firstProbe + node.probeCount)]
    }

    /// The place that a member leads to by its name, as a table's columns have one; -1 if no path leads there.
    func child(of node: Node, named name: Span<UInt8>) -> Int {
        guard node.slotMask >= 0 else { return Int(node.anyMember) }
        let mask = Int(node.slotMask)
        let (head, tail) = NameHash.words(name, start: 0, end: name.count)
        var index = Self.slotIndex(head, tail, name.count, mask)
        while true {
            let slot = slots[Int(node.firstSlot) + index]
            if slot.child < 0 { return Int(node.anyMember) }
            if slot.head == head, slot.tail == tail, Int(slot.length) == name.count {
                let start = Int(slot.nameStart)
                if name.starts(with: Array(nameBytes[start..<start + name.count])) { return Int(slot.child) }
            }
            index = (index + 1) & mask
        }
    }

    /// The place that the current member's name leads to, if its shape does not have it; -1 if no path leads there.
    func child(of node: Node, _ scanner: borrowing JSONScanner, _ bytes: Span<UInt8>) -> Int {
        guard node.slotMask >= 0 else { return Int(node.anyMember) }
        let name = scanner.name
        let mask = Int(node.slotMask)
        let first = Int(node.firstSlot)
        var index = Self.slotIndex(name.head, name.tail, name.length, mask)
        while true {
            let slot = slots[first &+ index]
            if slot.child < 0 { return Int(node.anyMember) }
            if slot.head == name.head, slot.tail == name.tail, Int(slot.length) == name.length,
                name.length <= 16 || isEqual(slot, scanner, bytes)
            {
                return Int(slot.child)
            }
            index = (index &+ 1) & mask
        }
    }

    private func isEqual(_ slot: Slot, _ scanner: borrowing JSONScanner, _ bytes: Span<UInt8>) -> Bool {
        let start = Int(slot.nameStart)
        return scanner.name(equals: nameBytes.span.extracting(start..<start + Int(slot.length)), bytes)
    }

    /// A table with at least three times as many slots as names, so that a look-up ends after one or two comparisons.
    private mutating func appendSlots(_ names: [FieldPath.Name], _ children: [Int32], _ node: inout Node) {
        var size = 16
        while size < names.count * 3 { size *= 2 }
        let mask = size - 1
        node.firstSlot = Int32(slots.count)
        node.slotMask = Int32(mask)
        slots.append(contentsOf: repeatElement(Slot(), count: size))
        for (name, child) in zip(names, children) {
            let bytes = name.utf8
            let (head, tail) = NameHash.words(bytes.span, start: 0, end: bytes.count)
            var index = Self.slotIndex(head, tail, bytes.count, mask)
            while slots[Int(node.firstSlot) + index].child >= 0 { index = (index + 1) & mask }
            slots[Int(node.firstSlot) + index] = Slot(
                head: head, tail: tail, length: Int32(bytes.count), nameStart: Int32(nameBytes.count), child: child)
            nameBytes.append(contentsOf: bytes)
        }
    }

    @inline(__always)
    private static func slotIndex(_ head: UInt64, _ tail: UInt64, _ length: Int, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: NameHash.mix(head, tail, length) &>> 33) & mask
    }
}
