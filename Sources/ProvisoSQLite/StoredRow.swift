#if SQLite

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif
internal import GRDB
internal import Proviso

/// A row of our tables, read with distrust: whoever can write the file can put anything into it.
///
/// A value of another type than its column has, or a text that is not UTF-8 or holds a NUL, is damage. SQLite would convert
/// the one, so that a date that is a text would be 1970 and its item due; GRDB would repair or cut the other, so that two ids
/// could be one.
struct StoredRow {
    private let row: Row
    private let path: String

    /// A row of a statement that stands at it.
    init(_ row: Row, path: String) {
        self.row = row
        self.path = path
    }

    func text(_ column: String) throws -> String { try value(try optionalText(column)) }

    func optionalText(_ column: String) throws -> String? {
        guard let bytes = try decoded({ try row.decode(Data?.self, forColumn: column) }) else { return nil }
        return try value(bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self))
    }

    func data(_ column: String) throws -> [UInt8] { try value(try optionalData(column)) }

    func optionalData(_ column: String) throws -> [UInt8]? {
        switch try decoded({ try row.decode(DatabaseValue.self, forColumn: column) }).storage {
        case .blob(let data): return Array(data)
        case .null: return nil
        default: throw RetentionDatabase.damaged(path)
        }
    }

    func number(_ column: String) throws -> Int64 { try value(try optionalNumber(column)) }

    func optionalNumber(_ column: String) throws -> Int64? {
        switch try decoded({ try row.decode(DatabaseValue.self, forColumn: column) }).storage {
        case .int64(let number): return number
        case .null: return nil
        default: throw RetentionDatabase.damaged(path)
        }
    }

    /// A number that counts something: versions, renewals.
    func count(_ column: String) throws -> Int {
        try value(Int(exactly: try number(column)).flatMap { $0 < 0 ? nil : $0 })
    }

    func instant(_ column: String) throws -> Instant { try value(try optionalInstant(column)) }

    func optionalInstant(_ column: String) throws -> Instant? {
        try optionalNumber(column).map { try value(Instant(millisecondsSinceEpoch: $0)) }
    }

    /// A value that is one.
    func value<V>(_ value: V?) throws -> V {
        guard let value else { throw RetentionDatabase.damaged(path) }
        return value
    }

    private func decoded<V>(_ decode: () throws -> V) throws -> V {
        do {
            return try decode()
        } catch is RowDecodingError {
            throw RetentionDatabase.damaged(path)
        }
    }
}

#endif
