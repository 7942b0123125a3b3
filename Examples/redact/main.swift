// `redact`: records in, minimized records out, under a policy.

import ArgumentParser

System.occupyStandardDescriptors()
System.turnSignalsIntoErrors()
do {
    var command = try Redact.parseAsRoot()
    try command.run()
} catch {
    Ending(error).exit()
}
