// line: 7
// error: 'exportSeed' is inaccessible due to 'package' protection level
import Proviso

func exportSeed() throws {
    let key = try SigningKey.generate()
    key.exportSeed(because: "it is convenient") { print($0.count) }
}
