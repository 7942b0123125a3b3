import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Certificates: ListingCommand {
        static let configuration = CommandConfiguration(
            commandName: "certificate",
            abstract:
                "Lists the certificates that the store keeps, in the order in which they were signed, and writes them.",
            discussion: """
                They are there also of items of which nothing else is left. A file that is there already stays as it is. \
                proviso certificate verify checks one.
                """)

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("Give those that come after this number; 0 unless given.", valueName: "N"))
        var after: Int64?

        @Option(
            help: ArgumentHelp(
                "Write them into this folder, which must be there, under the names that a sweep gives them.",
                valueName: "FOLDER"))
        var write: String?

        var listName: String? { "certificates" }
        var emptyLine: String { "There is no certificate." }

        func list(_ time: TimeSource, into listing: inout Listing) throws {
            if let after, after < 0 {
                throw Ending.usage("--after \(after) is out of range", remedy: "certificates are numbered from 1")
            }
            var roles = FileRoles()
            try place.addFiles(to: &roles)
            try roles.add("--write", write)
            var folder = try write.map { path throws in
                try CertificateFolder.require(path)
                return CertificateFolder(path)
            }
            let engine = try place.registry(time, ledger: .unused).engine
            var last = after ?? 0
            while true {
                let page = try engine.certificates(after: last)
                for certificate in page {
                    guard let note = CertificateNote(certificate.note) else {
                        throw ProvisoError(
                            .storeDamaged, "a certificate in the store is none", remedy: "restore a copy of the store",
                            place: ProvisoError.Place(source: place.store))
                    }
                    let writtenCount = folder?.written.count
                    try folder?.write(certificate.note)
                    let file = folder?.written.count == writtenCount ? nil : folder?.written.last?.file
                    try listing.add(
                        "\(certificate.number)  \(note.id)  \(note["created"] ?? "")  \(note.sentence)"
                            + (file.map { "  " + Ending.quoted($0) } ?? ""),
                        .certificate(note, certificate.number, file: file))
                }
                guard let end = page.last else { return }
                last = end.number
            }
        }
    }
}

extension JSON {
    /// A certificate, of a package or of other items, and the file that was written of it.
    fileprivate static func certificate(_ note: CertificateNote, _ number: Int64, file: String?) -> JSON {
        let package = note["package"]
        return .object([
            "number": .number(Int(number)), "certificate": .of(note.id), "package": .of(package),
            "category": package == nil ? .of(note["class"]) : nil, "rule": .of(note["rule"]),
            "items": package == nil ? note["items"].flatMap { Int($0) }.map { .number($0) } : nil,
            "due": .of(note["due"]), "erased-at": .of(note["erased-at"]), "erased-from": .of(note["erased-from"]),
            "erased-until": .of(note["erased-until"]), "created": .of(note["created"]), "file": .of(file),
        ])
    }
}
