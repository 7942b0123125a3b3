// `proviso`: sealed packages, what becomes of them, and the proof of it.

import ArgumentParser
import Shared

System.occupyStandardDescriptors()
System.turnSignalsIntoErrors()
// The parser would answer to it in every command, also where it names a version of a key, and whenever it finds a mistake
// in the arguments: nothing would be done, and the exit code would be 0.
if CommandLine.arguments.dropFirst() == ["--version"] {
    System.leave(
        System.writeOutput(programVersion + "\n") ? Ending.Code.done.rawValue : Ending.Code.inputOutput.rawValue)
}
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
