import Proviso
import Shared

/// The folder that certificates are written into, each once.
struct CertificateFolder {
    /// A certificate whose file was not there.
    struct Written {
        let file: String
        let json: JSON
    }

    private let path: String
    private(set) var written: [Written] = []
    /// The certificates that were looked for already: many items can have the same.
    private var seen: Set<StatementID> = []

    init(_ path: String) {
        self.path = path
    }

    /// Writes the certificate of an item, if its file is not there yet.
    mutating func write(_ note: String, of retained: RetainedItem) throws {
        guard let certificate = CertificateNote(note) else {
            throw ProvisoError(
                .storeDamaged, "the certificate in the store is none", remedy: "restore a copy of the store",
                place: ProvisoError.Place(source: retained.item.id.description))
        }
        guard seen.insert(certificate.id).inserted else { return }
        let package = retained.item.package
        let file = "\(path)/\(package?.id ?? certificate.id).certificate.note"
        guard FileIdentity(file) == nil else { return }
        var output = try OutputFile(file)
        try output.write(note)
        try output.commit()
        let items = certificate["items"].flatMap { Int($0) }
        written.append(
            Written(
                file: file,
                json: .object([
                    "certificate": .of(certificate.id), "file": .text(file), "package": .of(package?.id),
                    "category": package == nil ? .of(certificate["class"]) : nil,
                    "rule": .of(certificate["rule"]), "items": package == nil ? items.map { .number($0) } : nil,
                ])))
    }
}
