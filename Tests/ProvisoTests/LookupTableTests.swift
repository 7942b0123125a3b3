import Foundation
import Testing

@testable import Proviso

@Suite struct LookupTableTests {
    private static let ages = "1;0-4;0-9;*\n6;5-9;0-9;*\n10;10-14;10-19;*\n"

    @Test(arguments: [
        (0, ["1", "6", "10"]), (1, ["0-4", "5-9", "10-14"]), (2, ["0-9", "0-9", "10-19"]), (3, ["*", "*", "*"]),
    ])
    func `a value becomes what stands at the level`(level: Int, expected: [String]) throws {
        let table = try LookupTable(Array(Self.ages.utf8), delimiter: UInt8(ascii: ";"), level: level, name: "age.csv")
        #expect(table.count == 3)
        #expect(["1", "6", "10"].map { Self.find($0, in: table) } == expected)
    }

    @Test(arguments: ["", "0", "2", "01", "1 ", " 1", "1;0-4", "0-4", "*", "\n", "١", "1\u{0}", "1\u{301}", "100"])
    func `what is not listed has no result`(text: String) throws {
        let table = try LookupTable(Array(Self.ages.utf8), delimiter: UInt8(ascii: ";"), level: 1, name: "age.csv")
        var output = ByteBuffer()
        let isFound = table.append(Array(text.utf8).span, into: &output)
        #expect(!isFound && output.count == 0)
    }

    @Test func `values are compared byte by byte`() throws {
        let table = try Self.table("é,1\ne\u{301},2\nE,3\ne,4\n", level: 1)
        #expect(Self.find("é", in: table) == "1")
        #expect(Self.find("e\u{301}", in: table) == "2")
        #expect(Self.find("E", in: table) == "3")
        #expect(Self.find("e", in: table) == "4")
        #expect(Self.find("É", in: table) == nil)
    }

    @Test(arguments: [
        "a,1\nb,2\n", "a,1\nb,2", "a,1\r\nb,2\r\n", "a,1\r\nb,2", "\u{FEFF}a,1\nb,2\n", "\"a\",\"1\"\n\"b\",\"2\"\n",
        "a,\"1\"\n\"b\",2",
        "\n\na,1\n\r\n\nb,2\n\n\n", "b,2\na,1", "a,1\na,1\nb,2\na,1\n", "\u{FEFF}\"a\",1\n\"b\",2", ",9\na,1\nb,2\n,8",
    ])
    func `a file is read in all its forms`(text: String) throws {
        let table = try Self.table(text, level: 1)
        #expect(table.count == 2)
        #expect(Self.find("a", in: table) == "1" && Self.find("b", in: table) == "2")
    }

    @Test func `quotes hold delimiters, line ends and doubled quotes`() throws {
        let text = "\"a,b\",\"1\n2\"\n\"\"\"\",\"x\"\"y\"\"\"\n\"a\r\nb\",\"\"\n c , d \n"
        let table = try Self.table(text, level: 1)
        #expect(Self.find("a,b", in: table) == "1\n2")
        #expect(Self.find("\"", in: table) == "x\"y\"")
        #expect(Self.find("a\r\nb", in: table)?.isEmpty == true)
        #expect(Self.find(" c ", in: table) == " d ")
        #expect(table.count == 4)
    }

    @Test func `any ASCII character divides cells`() throws {
        for delimiter in [UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: " "), 0] {
            let bytes = Array("a,;".utf8) + [delimiter] + Array("b,;".utf8)
            let table = try LookupTable(bytes, delimiter: delimiter, level: 1, name: "table.csv")
            #expect(Self.find("a,;", in: table) == "b,;")
        }
    }

    @Test(arguments: [
        ("", "table.csv: a hierarchy without a line; write a line for each value, with its levels behind it"),
        ("\n\r\n", "table.csv: a hierarchy without a line; write a line for each value, with its levels behind it"),
        ("\u{FEFF}", "table.csv: a hierarchy without a line; write a line for each value, with its levels behind it"),
        (
            "\nvalue;secret",
            "table.csv:2: the hierarchy has no level 1: its lines have 1 cell; "
                + "choose a level below 1, or the delimiter that the file uses"
        ),
        (
            "a,1\nb,2,3\n",
            "table.csv:2: the line has 3 cells, and line 1 has 2; give every value the same number of levels"
        ),
        (
            "\na,1\n\nb\n",
            "table.csv:4: the line has 1 cell, and line 2 has 2; give every value the same number of levels"
        ),
        (
            "a,\"1\n2\"\nb,\"1\n2\"\nc\n",
            "table.csv:5: the line has 1 cell, and line 1 has 2; give every value the same number of levels"
        ),
        (
            "a,1\n\nb,1\na,2\n",
            "table.csv:4: the value of line 1 again, with another text at level 1; keep one of the two lines"
        ),
        (
            "a,1\n\"b\nb\",2\n\"a\",2\n",
            "table.csv:4: the value of line 1 again, with another text at level 1; keep one of the two lines"
        ),
        (
            "a,1\nb,2\"3\n",
            "table.csv:2: a quote inside of a cell that is not quoted; "
                + "put the cell into quotes and double those inside of it"
        ),
        (
            "a,1\nb,\"2\"3\n",
            "table.csv:2: a quoted cell goes on behind its closing quote; double the quotes inside of it"
        ),
        ("a,1\nb,\"2\n3\n4\n", "table.csv:2: a quoted cell does not end; close it with a quote"),
        ("a,1\nb,\"", "table.csv:2: a quoted cell does not end; close it with a quote"),
        ("a,1\nb,\"\"\"", "table.csv:2: a quoted cell does not end; close it with a quote"),
        ("a,1\rb,2\r", "table.csv:1: a carriage return without a line feed; end lines with LF, or with CR and LF"),
        ("a,1\nb,\"2\"\r", "table.csv:2: a carriage return without a line feed; end lines with LF, or with CR and LF"),
    ])
    func `what is wrong with a file is said with its line, and without its values`(text: String, message: String) {
        let error = #expect(throws: ProvisoError.self) { try Self.table(text, level: 1) }
        #expect(error?.description == message)
        #expect(error?.code == .valueInvalid)
    }

    @Test(arguments: UTF8TextTests.malformed)
    func `what is not UTF-8 is refused in every cell`(what: String, bytes: [UInt8]) {
        for (before, after) in [
            ("a,1,x\n", ",1,x\n"), ("a,1,x\nb,", ",x\n"), ("a,1,x\nb,2,", "\n"), ("a,1,x\n\"", "\",2,x"),
        ] {
            let file = Array(before.utf8) + bytes + Array(after.utf8)
            let error = #expect(throws: ProvisoError.self) {
                try LookupTable(file, delimiter: UInt8(ascii: ","), level: 1, name: "table.csv")
            }
            #expect(error?.description == "table.csv:2: a cell is not UTF-8; convert the file to UTF-8")
        }
    }

    @Test func `a value can come again if its result at the level is the same`() throws {
        let text = "a,1,x\na,2,x\n"
        #expect(Self.find("a", in: try Self.table(text, level: 2)) == "x")
        #expect(throws: ProvisoError.self) { try Self.table(text, level: 1) }
    }

    @Test func `no random bytes stop the program, and no error has a value in it`() {
        var generator = SeededGenerator(seed: testSeed)
        let pieces =
            ["\"", ",", "\n", "\r", "\r\n", "CANARY", "\u{FEFF}", "é", "\"\"", ";"].map { Array($0.utf8) } + [
                [0xFF], [0xC3], [0],
            ]
        var (read, refused) = (0, 0)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...12, using: &generator)
            let file = (0..<count).flatMap { _ in pieces.randomElement(using: &generator)! }
            do {
                let table = try LookupTable(file, delimiter: UInt8(ascii: ","), level: 0, name: "table.csv")
                read += 1
                var output = ByteBuffer()
                if table.append(Array("CANARY".utf8).span, into: &output) { #expect(output.text == "CANARY") }
            } catch {
                refused += 1
                #expect(!error.description.contains("CANARY"), "seed \(testSeed)")
            }
        }
        #expect(read > 100 && refused > 100)
    }

    @Test func `a hundred thousand values are found again, and their neighbors are not`() throws {
        var bytes: [UInt8] = []
        for number in 0..<100_000 { bytes += Array("value \(number);\(number / 10);\(number / 1000);*\n".utf8) }
        let table = try LookupTable(bytes, delimiter: UInt8(ascii: ";"), level: 2, name: "table.csv")
        #expect(table.count == 100_000)
        for number in stride(from: 0, to: 100_000, by: 7) {
            #expect(Self.find("value \(number)", in: table) == "\(number / 1000)")
            #expect(Self.find("value \(number + 100_000)", in: table) == nil)
        }
    }

    // MARK: Hierarchies of ARX

    private static let hierarchies = TestData.folder.appending(path: "../../shared/corpora/adult-hierarchies")

    private static var hasHierarchies: Bool { FileManager.default.fileExists(atPath: hierarchies.path) }

    @Test(.enabled(if: hasHierarchies, "the hierarchies of ARX are not beside the repository"))
    func `the hierarchies of ARX are read, and every line gives what stands in it`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.hierarchies.path).sorted()
        #expect(names.count == 9)
        for name in names {
            let bytes = Array(try Data(contentsOf: Self.hierarchies.appending(path: name)))
            let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
                $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
            for level in try #require(rows.first).indices {
                let table = try LookupTable(bytes, delimiter: UInt8(ascii: ";"), level: level, name: name)
                for row in rows { #expect(Self.find(row[0], in: table) == row[level], "\(name)") }
            }
        }
    }

    // MARK: Helpers

    private static func table(_ text: String, level: Int) throws -> LookupTable {
        try LookupTable(Array(text.utf8), delimiter: UInt8(ascii: ","), level: level, name: "table.csv")
    }

    private static func find(_ text: String, in table: LookupTable) -> String? {
        var output = ByteBuffer()
        return table.append(Array(text.utf8).span, into: &output) ? output.text : nil
    }
}
