internal import ProvisoCrypto

/// The paths of a set of rules, or of the tests of a condition, as a tree in which at most one way leads on from every place.
///
/// A path with `.*` and one with a name can select the same member. Rules may not (the policy is refused), conditions may; there the
/// named branch takes up what the star would lead to, so that a walk never has to try two ways.
final class PathTree {
    /// What stands at this place: indices of rules or tests.
    let payloads: [Int]
    private(set) var members: [(name: FieldPath.Name, tree: PathTree)] = []
    let anyMember: PathTree?
    let anyElement: PathTree?

    struct Item {
        var steps: ArraySlice<FieldPath.Step>
        let payload: Int
    }

    /// Taking up the stars can multiply the places; a policy whose conditions come to more than this is refused.
    static let placeLimit = 100_000

    struct TooManyPlaces: Error {}

    /// The tree of some paths, which takes its places off those that are left.
    ///
    /// - **Throws**: ``TooManyPlaces``.
    init(_ items: [Item], _ placesLeft: inout Int) throws(TooManyPlaces) {
        placesLeft -= 1
        if placesLeft < 0 { throw TooManyPlaces() }
        var payloads: [Int] = []
        var names: [FieldPath.Name] = []
        var named: [FieldPath.Name: [Item]] = [:]
        var stars: [Item] = []
        var elements: [Item] = []
        for item in items {
            let rest = Item(steps: item.steps.dropFirst(), payload: item.payload)
            switch item.steps.first {
            case nil: payloads.append(item.payload)
            case .member(let name):
                if named[name] == nil { names.append(name) }
                named[name, default: []].append(rest)
            case .anyMember: stars.append(rest)
            case .anyElement: elements.append(rest)
            }
        }
        self.payloads = payloads
        anyMember = stars.isEmpty ? nil : try PathTree(stars, &placesLeft)
        anyElement = elements.isEmpty ? nil : try PathTree(elements, &placesLeft)
        for name in names {
            members.append((name, try PathTree(named[name, default: []] + stars, &placesLeft)))
        }
    }
}
