#if SQLite

internal import GRDB
internal import Proviso

/// The tables of a ``SQLiteRetentionStore``, and how they came to be what they are.
///
/// All have names that begin with `proviso_`, because they may stand beside an application's own. Instants are milliseconds
/// since 1970. No deadline is stored: a table has anchors, and rules find what is due by them.
enum RetentionSchema {
    /// The version that this program writes: how many steps were made.
    static var version: Int { steps.count }

    /// The version of a database; 0 if it has no tables of ours.
    static func version(of db: Database) throws -> Int {
        // GRDB remembers which tables there are, and does not see those that another process has made since.
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'proviso_schema')")
        guard isThere == true else { return 0 }
        let versions = try Int.fetchAll(db, sql: "SELECT version FROM proviso_schema")
        guard let version = versions.first, versions.count == 1, version > 0 else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return version
    }

    /// The names of our tables in a database.
    static func tables(of db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'proviso_*' ORDER BY name")
    }

    /// Tells what observes our tables through GRDB, which does not see our statements.
    static func notifyObservers(_ db: Database) throws {
        for table in ["item", "certificate", "hold", "event", "schedule", "suppression", "change"] {
            try db.notifyChanges(in: Table("proviso_" + table))
        }
    }

    /// Makes the steps that a database lacks, within a transaction.
    static func migrate(_ db: Database) throws {
        let current = try version(of: db)
        guard current < version else { return }
        for step in steps[current...] { try db.execute(sql: step) }
        try db.execute(sql: "DELETE FROM proviso_schema")
        try db.execute(sql: "INSERT INTO proviso_schema (version) VALUES (?)", arguments: [version])
    }

    private static let steps = [
        """
        CREATE TABLE proviso_schema (version INTEGER NOT NULL) STRICT;

        -- Items that the same rules apply to. No purpose, and no part of a subject, is ''.
        CREATE TABLE proviso_class (
            number INTEGER PRIMARY KEY,
            category TEXT NOT NULL,
            purpose TEXT NOT NULL,
            subject_category TEXT NOT NULL,
            schedule_version INTEGER NOT NULL,
            UNIQUE (category, purpose, subject_category, schedule_version)
        ) STRICT;

        CREATE TABLE proviso_item (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            class INTEGER NOT NULL REFERENCES proviso_class (number),
            registered_class INTEGER NOT NULL REFERENCES proviso_class (number),
            subject TEXT,
            case_reference TEXT,
            created INTEGER NOT NULL,
            received INTEGER,
            registered INTEGER NOT NULL,
            -- What rules count from and reviews are due from. They are columns because an index of an expression serves no
            -- comparison of pairs, by which a page begins where the last one ended.
            reception INTEGER NOT NULL AS (ifnull(received, registered)),
            review_from INTEGER NOT NULL AS (ifnull(last_review, ifnull(received, registered))),
            erase_by INTEGER,
            validate_by INTEGER,
            authorization TEXT,
            parts TEXT NOT NULL,
            last_activity INTEGER NOT NULL,
            own_end INTEGER,
            last_review INTEGER,
            disposal TEXT CHECK (disposal IN ('disposed', 'forgotten', 'suppressed')),
            disposed INTEGER CHECK ((disposed IS NULL) = (disposal IS NULL)),
            sets_minimum_aside INTEGER NOT NULL CHECK (sets_minimum_aside IN (0, 1)),
            validated INTEGER,
            restriction TEXT,
            -- The earliest of the ends that were set for this item alone.
            explicit_end INTEGER,
            state TEXT NOT NULL CHECK (state IN ('kept', 'erasing', 'erased', 'certified')),
            begun INTEGER CHECK ((begun IS NULL) = (state = 'kept')),
            decided_by TEXT CHECK ((decided_by IS NULL) = (begun IS NULL)),
            due INTEGER CHECK ((due IS NULL) = (begun IS NULL)),
            destroyed_keys INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            next_try INTEGER CHECK ((next_try IS NULL) = (failures = 0)),
            erased INTEGER CHECK ((erased IS NULL) = (state IN ('kept', 'erasing'))),
            evidence TEXT CHECK ((evidence IS NULL) = (erased IS NULL)),
            certificate INTEGER REFERENCES proviso_certificate (number)
                CHECK ((certificate IS NULL) = (state <> 'certified')),
            CHECK (begun IS NULL OR begun >= due),
            CHECK (erased IS NULL OR erased >= begun)
        ) STRICT;
        CREATE INDEX proviso_item_created ON proviso_item (class, created, id) WHERE state = 'kept' AND own_end IS NULL;
        CREATE INDEX proviso_item_received ON proviso_item (class, reception, id)
            WHERE state = 'kept' AND own_end IS NULL;
        CREATE INDEX proviso_item_activity ON proviso_item (class, last_activity, id)
            WHERE state = 'kept' AND own_end IS NULL;
        CREATE INDEX proviso_item_class ON proviso_item (class, id) WHERE state = 'kept' AND own_end IS NULL;
        CREATE INDEX proviso_item_review ON proviso_item (class, review_from, id) WHERE state = 'kept';
        CREATE INDEX proviso_item_explicit ON proviso_item (explicit_end, id)
            WHERE state = 'kept' AND explicit_end IS NOT NULL;
        CREATE INDEX proviso_item_unfinished ON proviso_item (id)
            WHERE (state = 'erased' OR (state = 'erasing' AND next_try IS NULL));
        CREATE INDEX proviso_item_failed ON proviso_item (next_try, id) WHERE state = 'erasing' AND next_try IS NOT NULL;
        CREATE INDEX proviso_item_subject ON proviso_item (subject, id) WHERE subject IS NOT NULL;
        CREATE INDEX proviso_item_case ON proviso_item (case_reference, id) WHERE case_reference IS NOT NULL;

        -- What an item that is a disclosure package was.
        CREATE TABLE proviso_package (
            item INTEGER PRIMARY KEY REFERENCES proviso_item (number),
            id TEXT NOT NULL,
            sender TEXT NOT NULL,
            recipients TEXT NOT NULL,
            terms TEXT NOT NULL,
            manifest TEXT NOT NULL,
            files TEXT NOT NULL
        ) STRICT;

        -- Signed notes; one can be for many items.
        CREATE TABLE proviso_certificate (
            number INTEGER PRIMARY KEY,
            note TEXT NOT NULL
        ) STRICT;

        CREATE TABLE proviso_hold (
            id TEXT PRIMARY KEY NOT NULL,
            target_kind TEXT NOT NULL CHECK (target_kind IN ('item', 'subject', 'case', 'everything')),
            target TEXT NOT NULL,
            kind TEXT NOT NULL,
            reason TEXT NOT NULL,
            authority TEXT NOT NULL,
            reference TEXT,
            placed INTEGER NOT NULL,
            until INTEGER,
            review_by INTEGER CHECK ((review_by IS NULL) <> (until IS NULL)),
            renewals INTEGER NOT NULL,
            released INTEGER
        ) STRICT;
        CREATE INDEX proviso_hold_target ON proviso_hold (target_kind, target);

        CREATE TABLE proviso_event (
            target_kind TEXT NOT NULL CHECK (target_kind IN ('item', 'subject', 'case')),
            target TEXT NOT NULL,
            name TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (target_kind, target, name)
        ) STRICT, WITHOUT ROWID;

        -- Keys of a vault. Of one that was destroyed only its id and its dates are left.
        CREATE TABLE proviso_vault_key (
            id TEXT PRIMARY KEY NOT NULL,
            wrapped_under INTEGER CHECK ((wrapped_under IS NULL) <> (destroyed IS NULL)),
            subject TEXT CHECK ((subject IS NULL) <> (destroyed IS NULL)),
            case_reference TEXT CHECK (destroyed IS NULL OR case_reference IS NULL),
            wrapped BLOB CHECK ((wrapped IS NULL) <> (destroyed IS NULL)),
            created INTEGER NOT NULL,
            destroyed INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX proviso_vault_key_scope ON proviso_vault_key (subject, ifnull(case_reference, ''))
            WHERE destroyed IS NULL;
        CREATE INDEX proviso_vault_key_version ON proviso_vault_key (wrapped_under) WHERE destroyed IS NULL;

        -- What is left of items that were erased and certified.
        CREATE TABLE proviso_suppression (
            pseudonym BLOB PRIMARY KEY NOT NULL,
            key_version INTEGER NOT NULL,
            category TEXT NOT NULL,
            rule TEXT NOT NULL,
            due INTEGER NOT NULL,
            erased INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- In the order of adoption.
        CREATE TABLE proviso_schedule (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL UNIQUE,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            scope TEXT NOT NULL CHECK (scope IN ('new-items', 'all-items')),
            adopted INTEGER NOT NULL
        ) STRICT;

        -- One row: the latest time seen, when a sweep last came to its end, and who sweeps now.
        CREATE TABLE proviso_clock (
            number INTEGER PRIMARY KEY CHECK (number = 1),
            latest INTEGER,
            last_sweep INTEGER,
            sweeper TEXT,
            sweeping_until INTEGER CHECK ((sweeping_until IS NULL) = (sweeper IS NULL))
        ) STRICT;
        INSERT INTO proviso_clock (number) VALUES (1);

        -- What was changed, until a log has taken it. Numbers are not given again.
        CREATE TABLE proviso_change (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            target_kind TEXT NOT NULL,
            target TEXT NOT NULL,
            reason TEXT,
            decided_by TEXT CHECK ((decided_by IS NULL) = (reason IS NULL)),
            details TEXT NOT NULL
        ) STRICT;
        """
    ]
}

#endif
