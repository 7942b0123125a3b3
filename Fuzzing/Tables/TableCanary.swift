import Support

@testable import Proviso

/// A column with a canary in every row, planted behind the others.
enum TableCanary {
    /// A column by the texts of its cells.
    struct Column {
        let name: String
        let cell: String
    }

    static let columns: [Column] = {
        let word = String(decoding: Canary.word, as: UTF8.self)
        return [
            Column(name: "secret", cell: word), Column(name: "secret", cell: "\"=\(word)\r\n\"\"\""),
            Column(name: "\"other\"", cell: "-\(word)é"),
        ]
    }()

    /// The input with a column more. Empty lines stay empty, and what is no row becomes none.
    static func plant(_ column: Column, in input: [UInt8], _ options: RecordFormat.TableOptions) -> [UInt8] {
        var result: [UInt8] = []
        var isHeader = true
        var index = 0
        for range in recordRanges(of: input, .csv(options)).ranges {
            let endsInReturn = !range.isEmpty && input[range.upperBound - 1] == UInt8(ascii: "\r")
            let content = range.lowerBound..<(endsInReturn ? range.upperBound - 1 : range.upperBound)
            let markByteCount = range.lowerBound == 0 ? UTF8Text.markByteCount(input.span) : 0
            result += input[index..<content.upperBound]
            index = content.upperBound
            if content.count > markByteCount {
                result.append(options.delimiterByte)
                result += Array((isHeader ? column.name : column.cell).utf8)
                isHeader = false
            }
        }
        return result + input[index...]
    }
}
