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
