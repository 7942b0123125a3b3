import TestSupport
import Testing

/// The worked packages, through the program.
@Suite struct PackageCaseTests {
    @Test func `there is one for every word that a package can be refused with`() {
        #expect(Set(PackageCase.sample.compactMap(\.refusal)).count >= 25)
        #expect(PackageCase.sample.count { $0.refusal == nil } >= 8)
    }

    @Test(arguments: PackageCase.sample)
    func `a worked package opens or is refused by its word`(packageCase: PackageCase) throws {
        let workshop = try Workshop(for: "proviso")
        try workshop.write("case.age", packageCase.package)
        try workshop.write("identity", packageCase.identity + "\n")
        try workshop.write("trust", packageCase.trust.joined(separator: "\n"))
        let outcome = try workshop.run(
            Exchange.opening() + ["--identity", "identity", "--json"],
            environment: ["PROVISO_TEST_CLOCK": packageCase.at])
        let answer = try JSON(outcome.output)
        guard let refusal = packageCase.refusal else {
            #expect(outcome.ending == .exit(ExitCode.done), "\(outcome.errors)")
            let members = answer["manifest"]?["members"]?.list?.map { member in
                "\(member["name"]?.text ?? "") \(Int(member["size"]?.number ?? -1)) \(member["digest"]?.text ?? "")"
            }
            #expect(members == packageCase.members.filter { !$0.contains(".note ") })
            for member in packageCase.members {
                let parts = member.split(separator: " ")
                #expect(try String(workshop.readBytes("case/\(parts[0])").count) == parts[1])
            }
            return
        }
        #expect(outcome.ending == .exit(ExitCode.badData), "\(outcome.errors)")
        #expect(answer["error"]?["code"]?.text == refusal, "\(outcome.output)")
        #expect(try workshop.names == ["case.age", "identity", "trust"])
    }
}
