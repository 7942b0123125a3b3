import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Restrict: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "restrict",
            abstract: "Allows an item to be used for what the reason says only, or lifts that. It ends as before.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var decision: DecisionOptions

        @Flag(help: "Lift the restriction.")
        var lift = false

        @OptionGroup var item: ItemArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let (id, justification) = try (item.id(), decision.justification())
            let engine = try place.registry(time).engine
            if lift {
                try engine.liftRestriction(of: id, justification)
            } else {
                try engine.restrict(id, justification)
            }
            return try Answer(ofItem: id, in: engine)
        }
    }

    struct Extend: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "extend",
            abstract: "Sets a later end of an item; during its grace that brings it back.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var end: EndOption
        @OptionGroup var decision: DecisionOptions

        @Option(
            help: ArgumentHelp(
                "The digest of the statement that authorizes it, where the rule asks for one.", valueName: "sha256:…"))
        var authorization: String?

        @OptionGroup var item: ItemArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let (id, until, justification) = try (item.id(), end.instant(), decision.justification())
            let authorization = try digest("--authorization", authorization)
            let engine = try place.registry(time).engine
            try engine.extend(id, until: until, justification, authorization: authorization)
            return try Answer(ofItem: id, in: engine)
        }
    }

    struct Shorten: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "shorten", abstract: "Sets an earlier end of an item. Its minimum stays as it is.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var end: EndOption
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var item: ItemArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let (id, until, justification) = try (item.id(), end.instant(), decision.justification())
            let engine = try place.registry(time).engine
            try engine.shorten(id, until: until, justification)
            return try Answer(ofItem: id, in: engine)
        }
    }

    struct Validate: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate", abstract: "Records that an item from an emergency measure was validated in time.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions

        @Option(help: ArgumentHelp("The digest of the statement that validates it.", valueName: "sha256:…"))
        var authorization: String

        @OptionGroup var decision: DecisionOptions
        @OptionGroup var item: ItemArgument

        func answer(_ time: TimeSource) throws -> Answer {
            let (id, justification) = try (item.id(), decision.justification())
            let authorization = try argument("--authorization") { try StatementDigest(self.authorization) }
            let engine = try place.registry(time).engine
            try engine.validate(id, justification, authorization: authorization)
            return try Answer(ofItem: id, in: engine)
        }
    }

    struct EndOption: ParsableArguments {
        @Option(help: ArgumentHelp("The new end.", valueName: "INSTANT"))
        var until: String

        func instant() throws -> Instant { try argument("--until") { try Instant(until) } }
    }
}
