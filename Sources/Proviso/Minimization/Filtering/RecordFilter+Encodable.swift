#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension RecordFilter {
    /// Filters a value of the program's own as one record, or an array of them as several, and gives JSON.
    ///
    /// ```swift
    /// struct Case: Encodable { var id: Int; var subject: Subject }
    /// let minimized = try filter.minimize(found)
    /// ```
    ///
    /// The value is encoded to a JSON document and that is filtered, whatever format the filter has otherwise. An object of which nothing is left is `{}`.
    ///
    /// - Parameters:
    ///   - value: a value that encodes to an object, or to an array of objects.
    ///   - encoder: how it is encoded; by default with its names sorted and its dates as ISO 8601, which rules understand.
    /// - **Throws**: what the encoder throws; ``ProvisoError/Code/recordMalformed`` for any other value, and
    ///   ``ProvisoError/Code/recordStopped``.
    public func minimize<Value: Encodable>(
        _ value: Value, encoder: JSONEncoder = .forRecords
    ) throws -> Minimized {
        let data = try encoder.encode(value)
        return try reading(.json).minimize(data.span)
    }

    /// The same filter for another format.
    private func reading(_ format: RecordFormat) throws -> RecordFilter {
        var options = options
        options.format = format
        return try RecordFilter(compiled, options)
    }
}

extension JSONEncoder {
    /// An encoder with names in a fixed order, and dates as ISO 8601.
    public static var forRecords: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}
