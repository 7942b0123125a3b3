// sealing: seals or opens standard input to standard output, as a program that uses Proviso does.
//
//     sealing identity IDENTITYFILE
//     sealing seal RECIPIENT THREADS < CONTENT > SEALED
//     sealing open IDENTITYFILE THREADS < SEALED > CONTENT

import Proviso

let arguments = CommandLine.arguments
let threadCount = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1

switch arguments.count > 2 ? arguments[1] : "" {
case "identity":
    print(try AgeIdentityFile.create(arguments[2], at: TimeSource.system.now()))
case "seal":
    var content = InputFile.standardInput()
    var sealed = try AgeWriter(
        OutputFile.standardOutput(), to: [AgeRecipient(arguments[2])], threadCount: threadCount)
    while try content.readBlock({ block in try sealed.write(block) }) {}
    try sealed.finish()
case "open":
    var sealed = AgeReader(
        InputFile.standardInput(), identity: try AgeIdentityFile.read(arguments[2]), threadCount: threadCount)
    var content = OutputFile.standardOutput()
    while try sealed.readBlock({ piece in try content.write(piece) }) {}
    try content.commit()
default:
    fatalError("usage: sealing identity FILE | seal RECIPIENT THREADS | open IDENTITYFILE THREADS")
}
