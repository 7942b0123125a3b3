// `proviso`: sealed packages, what becomes of them, and the proof of it.

import ArgumentParser
import Shared

System.occupyStandardDescriptors()
System.turnSignalsIntoErrors()
do {
    var command = try ProvisoCommand.parseAsRoot()
    try command.run()
} catch {
    let arguments = CommandLine.arguments.dropFirst()
    let ending = Ending(error, of: ProvisoCommand.self, help: ProvisoCommand.help(for: arguments))
    let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
    // Where even that cannot be written, the line on standard error says what there is to say.
    if isJSON, !ending.isAnswered, let answer = JSON(ending) { _ = System.writeOutput(answer.description + "\n") }
    ending.exit(as: "proviso")
}
