import Testing

@testable import Proviso

/// The tables of `Formats/Statements` and `Formats/Retention`, compared with what the library has.
@Suite struct StatementsPageTests {
    @Test(arguments: StatementType.all) func `a type has the fields of the page, as often and in its order`(
        type: StatementType
    ) throws {
        let rows = try FormatPage("Statements").table("| Field | Times | Form | Meaning |", below: "### \(type)")
        #expect(rows.map { FormatPage.literal($0[0]) } == type.fields.map(\.key))
        for (row, field) in zip(rows, type.fields) {
            let times =
                switch field.occurrence {
                case .once: ["1"]
                case .optional: ["?"]
                case .oneOrMore: ["+", "1 or more"]
                case .any: ["*", "\\*"]
                }
            #expect(times.contains(row[1]), "\(field.key)")
            #expect((row[3].contains("**the signer**")) == (field.key == type.signerField), "\(field.key)")
        }
    }

    @Test func `the page lists every eraser that there is without a database, and what it vouches for`() throws {
        let rows = try FormatPage("Retention").table(
            "| Eraser | Locator | What goes | Method and verification |", below: "## Erasers")
        #expect(
            rows.map { FormatPage.literal($0[0]) } == [
                FolderEraser.name, FileEraser.name, FolderTreeEraser.name, KeyringVersionEraser.name, RecallEraser.name,
            ])
        let files = "`\(ErasureEvidence.Method.filesUnlinked)`, `\(ErasureEvidence.Verification.filesAbsent)`"
        #expect(
            rows.map { $0[3] } == [
                files, files, files,
                "`\(ErasureEvidence.Method.keysDestroyed)`, `\(ErasureEvidence.Verification.keysAbsent)`",
                "`\(ErasureEvidence.Method.recallIssued)`, `\(ErasureEvidence.Verification.noticeWritten)`",
            ])
    }
}
