#if SQLite

internal import GRDB
internal import Proviso

/// Rows as values.
extension SQLiteTransaction {
    /// The items that a condition selects, each with the instant that an expression gives; by an index, or whatever SQLite chooses.
    func items(
        _ condition: String, _ arguments: [(any SQLArgument)?], _ instant: String? = nil, by index: String? = nil
    ) throws -> [(RetainedItem, Instant?)] {
        let sql = """
            SELECT item.*, \(instant ?? "NULL") AS place, package.id AS package, package.sender, package.recipients,
                package.terms, package.manifest, package.files, certificate.note
            FROM proviso_item AS item \(index.map { "INDEXED BY \($0)" } ?? "")
            LEFT JOIN proviso_package AS package ON package.item = item.number
            LEFT JOIN proviso_certificate AS certificate ON certificate.number = item.certificate
            \(condition)
            """
        return try rows(sql, arguments) { row in (try retained(row), try row.optionalInstant("place")) }
    }

    /// A class of items, which many have: it is read once.
    func retentionClass(_ number: Int64) throws -> RetentionClass {
        if let known = classesByNumber[number] { return known }
        let found = try rows("SELECT * FROM proviso_class WHERE number = ?", [number], retentionClass)
        guard let found = found.first else { throw RetentionDatabase.damaged(path) }
        classesByNumber[number] = found
        return found
    }

    func retentionClass(_ row: StoredRow) throws -> RetentionClass {
        func word(_ name: String) throws -> String? {
            let word = try row.text(name)
            return word.isEmpty ? nil : word
        }
        return RetentionClass(
            labels: try RetentionLabels(
                category: row.text("category"), purpose: word("purpose"), subjectCategory: word("subject_category")),
            scheduleVersion: try row.count("schedule_version"))
    }

    func hold(_ row: StoredRow) throws -> LegalHold {
        let (until, reviewBy) = (try row.optionalInstant("until"), try row.optionalInstant("review_by"))
        guard (until == nil) != (reviewBy == nil) else { throw RetentionDatabase.damaged(path) }
        let term = try until.map { .until($0) } ?? LegalHold.Term.reviewBy(row.value(reviewBy))
        return try LegalHold(
            id: StatementID(row.text("id")), target: target(row), kind: row.value(LegalHold.Kind(row.text("kind"))),
            reason: row.text("reason"), authority: row.text("authority"), reference: row.optionalText("reference"),
            placed: row.instant("placed"), term: term, renewalCount: row.count("renewals"),
            released: row.optionalInstant("released"))
    }

    func target(_ row: StoredRow) throws -> RetentionTarget {
        try RetentionTarget(word: row.text("target_kind"), name: row.text("target"))
    }

    // MARK: - An item

    private func retained(_ row: StoredRow) throws -> RetainedItem {
        let itsClass = try retentionClass(row.number("class"))
        let retained = RetainedItem(
            item: try item(row), registered: try row.instant("registered"),
            scheduleVersion: itsClass.scheduleVersion, labels: itsClass.labels,
            lastActivity: try row.instant("last_activity"), ownEnd: try row.optionalInstant("own_end"),
            lastReview: try row.optionalInstant("last_review"), disposal: try disposal(row),
            validated: try row.optionalInstant("validated"), restriction: try row.optionalText("restriction"),
            state: try row.value(RetentionState(row.text("state"))), begun: try row.optionalInstant("begun"),
            decidedBy: try row.optionalText("decided_by").map { try RetentionRuleReference($0) },
            due: try row.optionalInstant("due"),
            destroyedKeyCount: try row.count("destroyed_keys"), failureCount: try row.count("failures"),
            nextTry: try row.optionalInstant("next_try"), erased: try row.optionalInstant("erased"),
            evidence: try evidence(row), certificate: try row.optionalText("note"))
        // An index has a copy of its earliest end; with another one it would not be found when it is due.
        let hasItsEnd = try row.optionalInstant("explicit_end") == retained.explicitEnd
        return try row.value(hasItsEnd && Self.isConsistent(retained) ? retained : nil)
    }

    private func disposal(_ row: StoredRow) throws -> RetainedItem.Disposal? {
        let (reason, decided) = (try row.optionalText("disposal"), try row.optionalInstant("disposed"))
        let flag = try row.number("sets_minimum_aside")
        guard flag == 0 || flag == 1 else { throw RetentionDatabase.damaged(path) }
        guard reason != nil || decided != nil else { return nil }
        return RetainedItem.Disposal(
            reason: try row.value(reason.flatMap(RetainedItem.Disposal.Reason.init(rawValue:))),
            decided: try row.value(decided), setsMinimumAside: flag == 1)
    }

    /// Whether an item has what the steps that it has gone through leave behind, and nothing else.
    private static func isConsistent(_ item: RetainedItem) -> Bool {
        let isBegun = item.state != .kept
        let isErased = item.state == .erased || item.state == .certified
        return (item.begun != nil) == isBegun && (item.decidedBy != nil) == isBegun && (item.due != nil) == isBegun
            && (item.erased != nil) == isErased && item.evidence.isEmpty != isErased
            && (item.certificate != nil) == (item.state == .certified)
    }

    private func item(_ row: StoredRow) throws -> RetentionItem {
        try RetentionItem(
            id: RetentionID(row.text("id")), labels: retentionClass(row.number("registered_class")).labels,
            subject: row.optionalText("subject").map { try SubjectReference($0) },
            caseReference: row.optionalText("case_reference").map { try CaseReference($0) },
            created: row.instant("created"), received: row.optionalInstant("received"),
            eraseBy: row.optionalInstant("erase_by"), validateBy: row.optionalInstant("validate_by"),
            authorization: row.optionalText("authorization").map { try StatementDigest($0) },
            parts: Self.texts(row.text("parts")).map { try part($0, row) }, package: package(row))
    }

    private func part(_ line: String, _ row: StoredRow) throws -> ErasablePart {
        let parts = line.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        return try ErasablePart(eraser: parts[0], locator: row.value(parts.count == 2 ? parts[1] : nil))
    }

    private func package(_ row: StoredRow) throws -> PackageOrigin? {
        guard let id = try row.optionalText("package") else { return nil }
        return try PackageOrigin(
            id: StatementID(id), sender: Party(row.text("sender")),
            recipients: Self.texts(row.text("recipients")).map { try Party($0) },
            termsDigest: StatementDigest(row.text("terms")), manifestDigest: StatementDigest(row.text("manifest")),
            fileNames: Self.texts(row.text("files")))
    }

    private func evidence(_ row: StoredRow) throws -> [ErasureEvidence] {
        try Self.texts(row.optionalText("evidence") ?? "").map { line in
            let words = line.split(separator: " ").map(String.init)
            let count = try row.value(words.count == 3 ? Int(words[0]).flatMap { $0 < 0 ? nil : $0 } : nil)
            return ErasureEvidence(
                count: count, method: try ErasureEvidence.Method(words[1]),
                verification: try ErasureEvidence.Verification(words[2]))
        }
    }
}

#endif
