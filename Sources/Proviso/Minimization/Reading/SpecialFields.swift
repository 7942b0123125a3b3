/// The fields of special categories that have no safeguard, by their places.
struct SpecialFields {
    let list: [Field]
    private var nodes = [Node()]

    struct Field {
        let category: SpecialCategory
        let writtenPath: String
        let mark: PolicyMark
        let steps: [FieldPath.Step]

        /// Whether a path leads to a place above the field.
        func liesBelow(_ path: [FieldPath.Step]) -> Bool {
            path.count < steps.count && zip(steps, path).allSatisfy { $0.meets($1) }
        }
    }

    private struct Node {
        var children: [FieldPath.Step: Int] = [:]
        var field: Field?
    }

    init(_ fields: [Field]) {
        list = fields
        for field in fields {
            var index = 0
            for step in field.steps {
                if nodes[index].children[step] == nil {
                    nodes.append(Node())
                    nodes[index].children[step] = nodes.count - 1
                }
                index = nodes[index].children[step]!
            }
            if nodes[index].field == nil { nodes[index].field = field }
        }
    }

    /// The field that a path leads to or into.
    func field(holding path: [FieldPath.Step]) -> Field? { walk(path).field }

    /// The field that consists of the elements, or of elements of elements, of an array at a path.
    func field(amongElementsAt path: [FieldPath.Step]) -> Field? {
        var places = walk(path).places
        while !places.isEmpty {
            places = places.compactMap { nodes[$0].children[.anyElement] }
            if let field = places.compactMap({ nodes[$0].field }).first { return field }
        }
        return nil
    }

    /// The first field on the ways that a path can lead, or the places where they end.
    private func walk(_ path: [FieldPath.Step]) -> (field: Field?, places: [Int]) {
        var places = [0]
        for step in path {
            var next: [Int] = []
            for place in places {
                let children = nodes[place].children
                if step == .anyMember {
                    next += children.filter { $0.key != .anyElement }.map(\.value)
                } else {
                    if let child = children[step] { next.append(child) }
                    if step.isName, let child = children[.anyMember] { next.append(child) }
                }
            }
            if let field = next.compactMap({ nodes[$0].field }).first { return (field, []) }
            if next.isEmpty { return (nil, []) }
            places = next
        }
        return (nil, places)
    }
}
