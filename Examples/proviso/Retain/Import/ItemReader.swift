import Proviso
import Shared

/// Makes items of a file that comes in blocks.
protocol ItemReader {
    /// How many lines have begun.
    var lineCount: Int { get }

    mutating func append(_ block: Span<UInt8>, _ take: (ReadItem) throws -> Void) throws

    /// Gives the last item, if it is not ended.
    mutating func finish(_ take: (ReadItem) throws -> Void) throws
}

/// An item that was read, or what is wrong with it.
struct ReadItem {
    let line: Int
    /// Where in the line something is wrong, as far as that is known.
    var column: Int?
    let byteCount: Int
    let item: Result<RetentionItem, ProvisoError>
}

/// What an import reads.
enum ItemFormat: String, CaseIterable {
    case ndjson, csv

    /// The format of a file, if nobody says it.
    init(ofFile name: String) {
        self = name.lowercased().hasSuffix(".csv") ? .csv : .ndjson
    }

    func reader() -> any ItemReader {
        switch self {
        case .ndjson: LineItems()
        case .csv: RowItems()
        }
    }
}

extension ItemFields.Fault {
    /// What is wrong, without what stands there.
    var withoutValues: ProvisoError {
        guard let field else { return error }
        // The library's sentence can have an excerpt of the value, for those who have just typed it.
        let message =
            error.code == .valueInvalid
            ? "'\(field.rawValue)' is not of its form" : "'\(field.rawValue)': \(error.message)"
        return ProvisoError(error.code, message, remedy: error.remedy)
    }
}
