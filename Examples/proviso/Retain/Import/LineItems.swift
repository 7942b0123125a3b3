import Proviso
import Shared

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Items of which each is a JSON object on a line of its own.
struct LineItems: ItemReader {
    private var lines = LineBuffer()
    private(set) var lineCount = 0

    mutating func append(_ block: Span<UInt8>, _ take: (ReadItem) throws -> Void) throws {
        // The closure cannot change what the lines are a part of.
        var count = lineCount
        defer { lineCount = count }
        try lines.append(block) { line in try Self.give(line, &count, take) }
    }

    mutating func finish(_ take: (ReadItem) throws -> Void) throws {
        var count = lineCount
        defer { lineCount = count }
        try lines.finish { line in try Self.give(line, &count, take) }
    }

    private static func give(
        _ line: [UInt8]?, _ count: inout Int, _ take: (ReadItem) throws -> Void
    ) throws {
        count += 1
        if let line, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        let item: Result<RetentionItem, ProvisoError>
        do throws(ItemFields.Fault) {
            item = .success(try fields(line).item(created: nil))
        } catch {
            item = .failure(error.withoutValues)
        }
        try take(ReadItem(line: count, byteCount: line?.count ?? 0, item: item))
    }

    /// What is said of the item; nil stands for a line that is too long.
    private static func fields(_ line: [UInt8]?) throws(ItemFields.Fault) -> ItemFields {
        guard let line else {
            throw fault(nil, "a line of more than \(LineBuffer.byteLimit) bytes", "give the item fewer parts")
        }
        let object: Object
        do {
            object = try JSONDecoder().decode(Object.self, from: Data(line))
        } catch let fault as ItemFields.Fault {
            throw fault
        } catch {
            throw fault(nil, "not a JSON object", "write one object a line, as proviso retain import --help shows")
        }
        // The decoder takes one of two members of the same name without a word.
        guard memberCount(line) == object.memberCount else {
            throw fault(nil, "the same name twice in the object", "keep one of them")
        }
        return object.fields
    }

    fileprivate static func fault(_ field: ItemFields.Name?, _ message: String, _ remedy: String) -> ItemFields.Fault {
        ItemFields.Fault(field: field, error: ProvisoError(.recordMalformed, message, remedy: remedy))
    }

    /// How many members the object on a line has that is known to be JSON.
    private static func memberCount(_ line: [UInt8]) -> Int {
        var (count, depth) = (0, 0)
        var (isInText, isEscaped) = (false, false)
        for byte in line {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":") where depth == 1: count += 1
            default: break
            }
        }
        return count
    }
}

private struct Object: Decodable {
    var fields = ItemFields()
    var memberCount = 0

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        for name in members.allKeys {
            memberCount += 1
            guard let field = ItemFields.Name(rawValue: name.stringValue) else {
                let known = ItemFields.Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw LineItems.fault(
                    nil, "an item has no '\(Ending.quoted(String(name.stringValue.prefix(64))))'",
                    "one of: \(known)")
            }
            if try members.decodeNil(forKey: name) { continue }
            if field == .parts {
                fields.parts = try Self.value(field, "a list of texts") {
                    try members.decode([String].self, forKey: name)
                }
            } else {
                fields.texts[field] = try Self.value(field, "a text") { try members.decode(String.self, forKey: name) }
            }
        }
    }

    private static func value<Value>(_ field: ItemFields.Name, _ form: String, _ decode: () throws -> Value) throws
        -> Value
    {
        do {
            return try decode()
        } catch {
            throw LineItems.fault(field, "it is not \(form)", "write \(form)")
        }
    }
}

/// Any name of a member, to find those that an item does not have.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
