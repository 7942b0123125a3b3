import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct NewIdentity: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "identity", abstract: "Makes an age identity, which opens packages, and prints its recipient.")

        @OptionGroup var options: AnswerOptions
        @Argument(help: ArgumentHelp("The new file.", valueName: "FILE")) var file: String

        func answer(_ time: TimeSource) throws -> Answer {
            try Ending.requireName("the key file", file)
            let recipient = try AgeIdentityFile.create(file, at: time.now())
            return Answer(
                [recipient.description],
                ["kind": .of("identity"), "file": .of(file), "recipient": .of(recipient)])
        }
    }

    struct NewSigning: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "signing",
            abstract: "Makes a key that signs terms, manifests and certificates, and prints its verifier key.")

        @OptionGroup var options: AnswerOptions
        @Argument(help: ArgumentHelp("The new file.", valueName: "FILE")) var file: String
        @Option(
            help: ArgumentHelp(
                "The key's name, which begins with a domain of yours: agency.example/disclosure.",
                valueName: "KEYNAME"))
        var name: String

        func answer(_ time: TimeSource) throws -> Answer {
            try Ending.requireName("the key file", file)
            let verifier = try argument("--name") { try SigningKeyFile.create(file, name: name) }
            return Answer(
                [verifier.description], ["kind": .of("signing"), "file": .of(file), "verifier": .of(verifier)])
        }
    }

    struct NewPseudonyms: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "pseudonyms", abstract: "Makes a key for pseudonyms, as redact --new-key does.")

        @OptionGroup var options: AnswerOptions
        @Argument(help: ArgumentHelp("The new file.", valueName: "FILE")) var file: String

        func answer(_ time: TimeSource) throws -> Answer {
            try Ending.requireName("the key file", file)
            try KeyFile.create(file)
            return Answer([], ["kind": .of("pseudonyms"), "file": .of(file)])
        }
    }
}
