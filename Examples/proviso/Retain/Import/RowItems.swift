import Proviso

/// Items of which each is a row of CSV, under a header with the names of their fields.
struct RowItems: ItemReader {
    private var rows = CSVReader()
    private var header: Header?

    var lineCount: Int { rows.lineCount }

    mutating func append(_ block: Span<UInt8>, _ take: (ReadItem) throws -> Void) throws {
        // The closure cannot change what the rows are a part of.
        var header = header
        defer { self.header = header }
        try rows.append(block) { row in try Self.give(row, &header, take) }
    }

    mutating func finish(_ take: (ReadItem) throws -> Void) throws {
        var header = header
        defer { self.header = header }
        try rows.finish { row in try Self.give(row, &header, take) }
        if header == nil {
            // An empty file is more often a mistake than a list of nothing.
            throw Self.noHeader(
                CSVReader.Fault(
                    message: "there is no header", remedy: "write the names of the columns first",
                    place: CSVReader.Place()))
        }
    }

    private static func give(
        _ row: CSVReader.Row, _ header: inout Header?, _ take: (ReadItem) throws -> Void
    ) throws {
        if let header { return try take(item(row, header)) }
        do throws(CSVReader.Fault) {
            header = try Header(row.cells.get())
        } catch {
            throw noHeader(error)
        }
    }

    private static func item(_ row: CSVReader.Row, _ header: Header) -> ReadItem {
        let cells: [CSVReader.Cell]
        do throws(CSVReader.Fault) {
            cells = try header.fitting(row)
        } catch {
            return ReadItem(
                line: error.place.line, column: error.place.column, byteCount: row.byteCount,
                item: .failure(error.error))
        }
        do throws(ItemFields.Fault) {
            let item = try header.fields(cells).item(created: nil)
            return ReadItem(line: row.place.line, byteCount: row.byteCount, item: .success(item))
        } catch {
            let place = error.field.flatMap { header.place(of: $0, in: cells) }
            return ReadItem(
                line: place?.line ?? row.place.line, column: place?.column, byteCount: row.byteCount,
                item: .failure(error.withoutValues))
        }
    }

    /// Without a header nothing can be read, whatever happens to single rows.
    private static func noHeader(_ fault: CSVReader.Fault) -> ProvisoError {
        var error = fault.error
        error.place = ProvisoError.Place(line: fault.place.line, column: fault.place.column)
        return error
    }
}

/// Which field each column has.
private struct Header {
    private let names: [ItemFields.Name]

    init(_ cells: [CSVReader.Cell]) throws(CSVReader.Fault) {
        var names: [ItemFields.Name] = []
        for cell in cells {
            guard let name = ItemFields.Name(rawValue: cell.text) else {
                let known = ItemFields.Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw CSVReader.Fault(
                    // Where the header was forgotten, the cell says something of somebody.
                    message: "a column that no item has",
                    remedy: "name the columns in the first row, each one of: \(known)", place: cell.place)
            }
            if names.contains(name) {
                throw CSVReader.Fault(
                    message: "there are two columns '\(name.rawValue)'",
                    remedy: name == .parts
                        ? "write the parts of an item into one cell, each on a line of its own" : "keep one of them",
                    place: cell.place)
            }
            names.append(name)
        }
        for needed in [ItemFields.Name.id, .category, .created, .parts] where !names.contains(needed) {
            throw CSVReader.Fault(
                message: "there is no column '\(needed.rawValue)'", remedy: "add it: no item is without",
                place: CSVReader.Place())
        }
        self.names = names
    }

    /// The cells of a row that has one for each column.
    func fitting(_ row: CSVReader.Row) throws(CSVReader.Fault) -> [CSVReader.Cell] {
        let cells = try row.cells.get()
        guard cells.count == names.count else {
            throw CSVReader.Fault(
                message: "a row of \(cells.count) cells under a header of \(names.count)",
                remedy: "look for a comma that is missing, or that belongs into quotes", place: row.place)
        }
        return cells
    }

    /// What cells say of an item. Nothing is said in one that is empty.
    func fields(_ cells: [CSVReader.Cell]) -> ItemFields {
        var fields = ItemFields()
        for (name, cell) in zip(names, cells) where !cell.text.isEmpty {
            if name == .parts {
                // No locator has a line break of these.
                fields.parts = cell.text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { String($0) }
            } else {
                fields.texts[name] = cell.text
            }
        }
        return fields
    }

    func place(of name: ItemFields.Name, in cells: [CSVReader.Cell]) -> CSVReader.Place? {
        names.firstIndex(of: name).map { cells[$0].place }
    }
}

extension CSVReader.Fault {
    fileprivate var error: ProvisoError { ProvisoError(.recordMalformed, message, remedy: remedy) }
}
