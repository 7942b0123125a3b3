import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct PublicHalf: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "public",
            abstract: "Prints the recipient of an identity, or the verifier key of a signing key.")

        @OptionGroup var options: AnswerOptions
        @Argument(help: ArgumentHelp("The key file.", valueName: "FILE")) var file: String

        func answer(_ time: TimeSource) throws -> Answer {
            try Ending.requireName("the key file", file)
            if let verifier = try verifier() {
                return Answer(
                    [verifier.description],
                    ["kind": .of("signing"), "file": .of(file), "verifier": .of(verifier)])
            }
            if let recipient = try recipient() {
                return Answer(
                    [recipient.description],
                    ["kind": .of("identity"), "file": .of(file), "recipient": .of(recipient)])
            }
            throw ProvisoError(
                .keyInvalid, "neither an identity nor a signing key",
                remedy: "name a file of proviso keys new identity or signing; a key for pseudonyms has no public half",
                place: ProvisoError.Place(source: file))
        }

        private func verifier() throws -> NoteVerifier? {
            do throws(ProvisoError) {
                let signer = try SigningKeyFile.read(file)
                return signer.verifier
            } catch {
                return try Self.nothing(error)
            }
        }

        private func recipient() throws -> AgeRecipient? {
            do throws(ProvisoError) {
                let identity = try AgeIdentityFile.read(file)
                return identity.recipient
            } catch {
                return try Self.nothing(error)
            }
        }

        /// A file that is no key of one kind can be one of another; whatever else is wrong with it is wrong for all
        /// kinds.
        private static func nothing<Value>(_ error: ProvisoError) throws(ProvisoError) -> Value? {
            guard error.code == .keyInvalid else { throw error }
            return nil
        }
    }
}
