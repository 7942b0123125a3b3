import ArgumentParser
import Proviso
import Shared

struct CertificateCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Checks what others certify.", subcommands: [Verify.self])

    struct Verify: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract:
                "Checks a certificate of erasure, of a package or of a sweep, and whether it is for what was sent.")

        @OptionGroup var options: AnswerOptions

        @Option(
            help: ArgumentHelp(
                "Whose certificates count, and your own key, which signed what was sent: the trust file.",
                valueName: "FILE"))
        var trust: String

        @Option(
            help: ArgumentHelp(
                "The folder that disclose seal --keep wrote; without it, it is not checked what was erased.",
                valueName: "FOLDER"))
        var sent: String?

        @Argument(help: ArgumentHelp("The certificate.", valueName: "CERTIFICATE"))
        var certificate: String

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = FileRoles()
            try roles.add("the trust file", trust)
            try roles.add("--sent", sent)
            try roles.add("the certificate", certificate)
            let trust = try TrustPolicy(contentsOfFile: trust)
            let note = try note()
            if Self.isOfSweep(note) { return try answer(ofSweep: note, trust) }
            let verified = try trust.verify(note, as: .certificate, source: certificate)
            let verifier = verified.verifier
            let erasure = try placed { try ErasureCertificate(verified) }
            let sealed = try sent.map { folder throws in try DisclosureRecord(keptIn: folder, trust: trust) }
            if let sealed { try placed { try erasure.check(against: sealed) } }
            return Answer(
                lines(erasure, verifier, sealed?.terms),
                [
                    "certificate": .of(erasure.id), "file": .of(certificate), "verifier": .of(verifier),
                    "issuer": .of(erasure.issuer), "addressee": .of(erasure.addressee),
                    "package": .of(erasure.package), "terms": .of(erasure.termsDigest),
                    "manifest": .of(erasure.manifestDigest), "rule": .of(erasure.rule), "due": .of(erasure.due),
                    "erased-at": .of(erasure.erasedAt), "erased-files": .number(erasure.evidence.count),
                    "method": .of(erasure.evidence.method), "verification": .of(erasure.evidence.verification),
                    "backups": .of(erasure.backups), "created": .of(erasure.created),
                    "compared-with-sent": .flag(sealed != nil),
                    "seconds-late": sealed.map { .number(Int(erasure.secondsLate(by: $0.terms))) },
                ])
        }

        // MARK: - Of a sweep

        /// Whether a note says that it is the certificate of a sweep. What it is, is checked as what it says.
        private static func isOfSweep(_ note: [UInt8]) -> Bool {
            note.starts(with: "proviso/\(StatementType.sweepCertificate)/".utf8)
        }

        private func answer(ofSweep note: [UInt8], _ trust: TrustPolicy) throws -> Answer {
            if sent != nil {
                throw Ending.usage(
                    "\(Ending.quoted(certificate)): the certificate of a sweep, which is for no package",
                    remedy: "leave out --sent, or give the certificate of the package")
            }
            let verified = try trust.verify(note, as: .sweepCertificate, source: certificate)
            let erasure = try placed { try SweepCertificate(verified) }
            let methods = erasure.methods.map(\.description).joined(separator: ", ")
            let checks = erasure.verifications.map(\.description).joined(separator: ", ")
            return Answer(
                [
                    "\(erasure.issuer) certifies, with the key \(verified.verifier.name):",
                    "  \(erasure.itemCount) of \(erasure.category), due from \(erasure.due) on by \(erasure.rule),"
                        + " were erased \(erasure.erasedFrom) to \(erasure.erasedUntil)",
                    "  \(methods); \(checks); \(erasure.backups.sentence)",
                ],
                [
                    "certificate": .of(erasure.id), "file": .of(certificate), "verifier": .of(verified.verifier),
                    "issuer": .of(erasure.issuer), "category": .text(erasure.category), "rule": .of(erasure.rule),
                    "items": .number(erasure.itemCount), "due": .of(erasure.due),
                    "erased-from": .of(erasure.erasedFrom), "erased-until": .of(erasure.erasedUntil),
                    "methods": .texts(erasure.methods), "verifications": .texts(erasure.verifications),
                    "backups": .of(erasure.backups), "created": .of(erasure.created),
                ])
        }

        // MARK: - Of a package

        private func lines(
            _ erasure: ErasureCertificate, _ verifier: NoteVerifier, _ terms: DisclosureTerms?
        ) -> [String] {
            var lines = [
                "\(erasure.issuer) certifies to \(erasure.addressee), with the key \(verifier.name):",
                "  package \(erasure.package), due \(erasure.due), was erased \(erasure.erasedAt)",
                "  \(erasure.evidence.count) files; \(erasure.evidence.method), \(erasure.evidence.verification);"
                    + " \(erasure.backups.sentence)",
            ]
            if let terms {
                lines.append(
                    "It is for the package that was sent, and by its recipient. The erasure came"
                        + " \(erasure.secondsLate(by: terms)) seconds after the date in the terms.")
            } else {
                lines.append(
                    "Only signature, form and party were checked: give --sent FOLDER to see whether it is for what was"
                        + " sent."
                )
            }
            return lines
        }

        private func note() throws -> [UInt8] {
            var file = try InputFile(certificate)
            var bytes: [UInt8] = []
            // One byte more than a note may have is enough to refuse it.
            while bytes.count <= SignedNote.byteLimit,
                try file.readBlock({ block in for index in block.indices { bytes.append(block[index]) } })
            {}
            return bytes
        }

        /// Names the certificate in errors about what it says.
        private func placed<Value>(_ body: () throws -> Value) throws -> Value {
            do {
                return try body()
            } catch var error as ProvisoError {
                if error.place.source == nil { error.place.source = certificate }
                throw error
            }
        }
    }
}

extension BackupCoverage {
    /// What a certificate says about backups, for people.
    fileprivate var sentence: String {
        switch self {
        case .notCovered: "backups not covered"
        case .until(let date): "in backups until \(date) at the latest"
        }
    }
}
