import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    struct Forget: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract: "Ends every item of a subject now: each goes with the next sweep, or when what keeps it is over.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var place: StoreOptions
        @OptionGroup var decision: DecisionOptions

        @Flag(help: "Minimums that are not locked do not count.")
        var settingMinimumsAside = false

        @Argument(help: ArgumentHelp("Who is to be forgotten: what add calls the subject.", valueName: "SUBJECT"))
        var subject: String

        func answer(_ time: TimeSource) throws -> Answer {
            let subject = try argument("the subject") { try SubjectReference(self.subject) }
            let justification = try decision.justification()
            let engine = try place.registry(time, ledger: .unused).engine
            let result = try engine.forget(subject, justification, settingMinimumsAside: settingMinimumsAside)
            let lines =
                ["\(result.due.count) items go with the next sweep; \(result.gone.count) were going or gone already."]
                + result.deferred.map { "\($0.id): kept for now, \($0.reason)." }
            return Answer(
                result.due.isEmpty && result.deferred.isEmpty && result.gone.isEmpty
                    ? ["There is no item of this subject."] : lines,
                [
                    "due": .texts(result.due),
                    "deferred": .list(
                        result.deferred.map { .object(["item": .of($0.id), "reason": .of($0.reason)]) }),
                    "gone": .texts(result.gone),
                ])
        }
    }
}
