// `redact`: records in, minimized records out, under a policy.

import ArgumentParser
import Shared

System.occupyStandardDescriptors()
System.turnSignalsIntoErrors()
do {
    var command = try Redact.parseAsRoot()
    try command.run()
} catch {
    Ending(error, of: Redact.self, help: "redact --help").exit(as: "redact")
}
