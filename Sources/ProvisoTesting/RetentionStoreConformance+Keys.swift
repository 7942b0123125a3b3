internal import Proviso

extension RetentionStoreConformance {
    // MARK: - Keys

    static let keys: [Check] = [
        Check(
            "a key comes back as it was given, by its id and by its scope, and takes the place of the one with its id"
        ) {
            store in
            let scopes = [
                VaultScope(subject: try SubjectReference("caf\u{E9}"), caseReference: try CaseReference("26/114")),
                VaultScope(subject: try SubjectReference("caf\u{E9}")),
                VaultScope(subject: try SubjectReference("cafe\u{301}")),
            ]
            let keys = try scopes.enumerated().map { number, scope in
                try key(number, scope, under: UInt32(number + 1))
            }
            let subject = scopes[0].subject
            try expect(try !store.read { try $0.hasVaultKeys(of: subject) }, "a subject without keys has some")
            for key in keys { try store.write { try $0.set(key) } }
            try expect(try store.read { try $0.hasVaultKeys(of: subject) }, "a subject with keys has none")
            for key in keys {
                try expectEqual(try store.read { try $0.vaultKey(key.id) }, key, "another key")
                guard let scope = key.scope else { continue }
                try expectEqual(try store.read { try $0.vaultKey(for: scope) }, key, "another key of the scope")
            }
            let none = VaultScope(
                subject: try SubjectReference("caf\u{E9}"), caseReference: try CaseReference("26/115"))
            try expectEqual(try store.read { try $0.vaultKey(for: none) }, nil, "a key of a scope that has none")
            let rewrapped = try key(0, scopes[0], under: 4_294_967_295)
            try store.write { try $0.set(rewrapped) }
            try expectEqual(try store.read { try $0.vaultKey(for: scopes[0]) }, rewrapped, "another key")
            let version = KeyVersion(4_294_967_295)
            try expectEqual(try store.read { try $0.vaultKeyCount(notUnder: version) }, 2, "another count")
            try expectEqual(
                Set(try store.read { try $0.vaultKeys(notUnder: version, limit: 10) }), Set(keys[1...2]), "other keys")
            try expectEqual(
                try store.read { try $0.vaultKeys(notUnder: version, limit: 1).count }, 1,
                "more keys than were asked for")
        },
        Check("of a destroyed key its id and its dates are left, and its scope can have another") { store in
            let scope = try scope
            let (first, second) = (try key(1, scope), try key(2, scope))
            try store.write { try $0.set(first) }
            try expect(
                try store.write { try $0.destroyVaultKey(for: scope, at: day(9, plus: 9)) }, "no key is destroyed")
            let left = VaultKey(id: first.id, created: first.created, destroyed: day(9, plus: 9))
            try expectEqual(try store.read { try $0.vaultKey(first.id) }, left, "something else is left")
            try expectEqual(try store.read { try $0.vaultKey(for: scope) }, nil, "the scope has its key")
            try expect(try !store.read { try $0.hasVaultKeys(of: scope.subject) }, "its subject has a key")
            try expectEqual(try store.read { try $0.vaultKeyCount(notUnder: KeyVersion(9)) }, 0, "it is counted")
            try expect(try !store.write { try $0.destroyVaultKey(for: scope, at: day(10)) }, "it is destroyed twice")
            try store.write { try $0.set(second) }
            try expectEqual(try store.read { try $0.vaultKey(for: scope) }, second, "another key")
            try expectEqual(try store.read { try $0.vaultKey(first.id) }, left, "something else is left")
        },
        Check("a subject has items as long as one is kept, in its case or in any") { store in
            let items = [
                try item(1, subject: "s", caseName: "c", eraseBy: day(5)), try item(2, subject: "s", eraseBy: day(5)),
            ]
            for item in items { try store.write { try $0.insert(item) } }
            let subject = try SubjectReference("s")
            func kept(_ name: String?) throws -> Bool {
                let reference = try name.map { try CaseReference($0) }
                return try store.read { try $0.hasKeptItems(of: subject, in: reference) }
            }
            try expectEqual([try kept(nil), try kept("c"), try kept("d")], [true, true, false], "other items")
            try move(store, items[0], to: .erasing)
            try expectEqual([try kept(nil), try kept("c")], [true, false], "other items")
            try move(store, items[1], to: .certified)
            try expectEqual([try kept(nil), try kept("c")], [false, false], "other items")
        },
        Check("an item that is being erased remembers how many keys went with it") { store in
            let item = try item(1, eraseBy: day(5))
            try store.write { try $0.insert(item) }
            try expectRefusal(.retentionOrder, "a number of keys for what is kept") {
                try store.write { try $0.setDestroyedKeyCount(2, of: item.item.id) }
            }
            try move(store, item, to: .erasing)
            try store.write { try $0.setDestroyedKeyCount(2, of: item.item.id) }
            try expectEqual(try store.read { try $0.item(item.item.id)?.destroyedKeyCount }, 2, "another number")
        },
    ]

    // MARK: - What was erased

    static let ledger: [Check] = [
        Check("an entry of the ledger comes back as it was given, by any of several pseudonyms") { store in
            let entries = try (1...5).map { try entry(UInt8($0 * 40), erased: Int64($0)) }
            for entry in entries.reversed() { try store.write { try $0.set(entry) } }
            for entry in entries {
                let among = [Array(repeating: 1, count: 16), entry.pseudonym]
                try expectEqual(try store.read { try $0.suppression(among: among) }, entry, "another entry")
            }
            try expectEqual(
                try store.read { try $0.suppression(among: [Array(repeating: 1, count: 16)]) }, nil,
                "an entry of nothing")
            try expectEqual(try store.read { try $0.suppression(among: []) }, nil, "an entry of nothing")
            for limit in [1, 2, 5, 6] {
                var found: [Suppression] = []
                while true {
                    let page = try store.read { try $0.suppressions(after: found.last?.pseudonym, limit: limit) }
                    try expect(page.count <= limit, "a page of more than \(limit)")
                    if page.isEmpty { break }
                    found += page
                }
                try expectEqual(found, entries, "another order")
            }
            try expectEqual(try store.write { try $0.removeSuppressions(erasedBefore: day(3)) }, 2, "another number")
            try expectEqual(
                try store.read { try $0.suppressions(after: nil, limit: 9) }, Array(entries[2...]), "other entries")
        },
        Check("an item that is gone can be removed, and no other; its certificate's other items keep it") { store in
            let items = try (1...3).map { try item($0, eraseBy: day(5)) } + [try fullItem(4)]
            for item in items { try store.write { try $0.insert(item) } }
            for (item, state) in zip(items, [RetentionState.certified, .certified, .erasing]) {
                try move(store, item, to: state)
            }
            try store.write { try $0.begin(try decision(items[3], at: day(1000))) }
            for kept in items[2...3] {
                try expectRefusal(.retentionOrder, "to remove what is not gone") {
                    try store.write { try $0.remove(kept.item.id) }
                }
            }
            try store.write { try $0.recordErased(items[3].item.id, evidence, at: day(1000)) }
            for gone in [items[0], items[3]] { try store.write { try $0.remove(gone.item.id) } }
            try expectEqual(
                try store.read { try $0.items(after: nil, limit: 9).map(\.item.id) }, items[1...2].map(\.item.id),
                "other items")
            try expectEqual(
                try store.read { try $0.item(items[1].item.id)?.certificate }, "a note", "another certificate")
            try expectRefusal(.retentionUnknown, "to remove what is gone already") {
                try store.write { try $0.remove(items[0].item.id) }
            }
        },
    ]

    static func entry(_ byte: UInt8, erased: Int64) throws -> Suppression {
        try Suppression(
            pseudonym: Array(repeating: byte, count: 16), keyVersion: KeyVersion(4_294_967_295),
            category: "case-record/note", rule: RetentionRuleReference(id: "fiu/fälle", version: 17),
            due: day(0, plus: 1), erased: day(erased, plus: 2))
    }

    static var scope: VaultScope {
        get throws { VaultScope(subject: try SubjectReference("s"), caseReference: try CaseReference("c")) }
    }

    static func key(_ number: Int, _ scope: VaultScope, under version: UInt32 = 1) throws -> VaultKey {
        VaultKey(
            id: try statementID(number), wrappedUnder: KeyVersion(version), scope: scope,
            wrapped: (0..<48).map { UInt8(truncatingIfNeeded: number &+ $0 &* 37) }, created: day(1, plus: 3))
    }
}
