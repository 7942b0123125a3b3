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

    init(_ path: String) {
        self.path = path
    }

    /// Finds out before anything is erased that could then not be proven.
    static func require(_ path: String) throws(ProvisoError) {
        guard let folder = FileIdentity(path) else {
            throw ProvisoError(
                .storeMissing, "there is no such folder", remedy: "make it, for the certificates",
                place: ProvisoError.Place(source: path))
        }
        guard folder.isFolder else {
            throw ProvisoError(
                .storeFailed, "not a folder", remedy: "name a folder for the certificates",
                place: ProvisoError.Place(source: path))
        }
    }

    /// Writes a certificate, if its file is not there yet.
    mutating func write(_ note: String) throws {
        guard let certificate = CertificateNote(note) else {
            throw ProvisoError(
                .storeDamaged, "a certificate in the store is none", remedy: "restore a copy of the store")
        }
        let file = "\(path)/\(certificate.fileName)"
        guard FileIdentity(file) == nil else { return }
        var output = try OutputFile(file)
        try output.write(note)
        try output.commit()
        written.append(Written(file: file, json: certificate.json(file: file)))
    }
}
