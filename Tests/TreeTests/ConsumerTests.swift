import Foundation
import Testing

/// What somebody meets who uses this package: a manifest, an import, and nothing that is fetched.
@Suite struct ConsumerTests {
    private static let manifest = """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "consumer",
            platforms: [.macOS(.v26)],
            dependencies: [.package(name: "proviso", path: "\(Repository.root.path)", traits: [])],
            targets: [
                .executableTarget(name: "consumer", dependencies: [.product(name: "Proviso", package: "proviso")]),
                .target(name: "keeper", dependencies: [.product(name: "ProvisoSQLite", package: "proviso")]),
            ]
        )

        """

    private static let program = """
        import Proviso

        let key = try RootKey.generate()
        print(key.byteCount, ContentDigest(of: "abc"))

        """

    /// Uses what stands behind a trait that is switched off.
    private static let keeper = """
        import ProvisoSQLite

        func open() throws { _ = try SQLiteRetentionStore("retention.sqlite") }

        """

    @Test(.tags(.slow)) func `a package without traits fetches nothing, builds and runs`() async throws {
        let package = try TemporaryFolder([
            "Package.swift": Self.manifest, "Sources/consumer/main.swift": Self.program,
            "Sources/keeper/Keeper.swift": Self.keeper,
        ])
        let scratch = package.url.appending(path: "scratch")
        let options = ["--package-path", package.url.path, "--scratch-path", scratch.path]

        let resolved = try await Subprocess.run(["swift", "package", "resolve"] + options)
        try #require(resolved.status == 0, "\(resolved.output)")
        #expect(Self.fetched(into: scratch) == [])
        let pins = package.url.appending(path: "Package.resolved")
        #expect(!FileManager.default.fileExists(atPath: pins.path), "a dependency was pinned")

        let run = try await Subprocess.run(["swift", "run", "--quiet"] + options + ["consumer"])
        #expect(run.status == 0)
        #expect(
            run.output.hasSuffix("32 bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319\n"),
            "\(run.output)")
        let build = try await Subprocess.run(["swift", "build", "--target", "keeper"] + options)
        #expect(build.status != 0)
        #expect(build.output.contains("SQLiteRetentionStore needs the trait SQLite"), "\(build.output)")
        // A build can fetch what resolving did not.
        #expect(Self.fetched(into: scratch) == [])
    }

    @Test func `something that was fetched is found`() throws {
        let scratch = try TemporaryFolder([
            "checkouts/GRDB.swift/Package.swift": "", "repositories/GRDB.swift-1234/HEAD": "", "debug/consumer": "",
        ])
        #expect(Self.fetched(into: scratch.url) == ["checkouts/GRDB.swift", "repositories/GRDB.swift-1234"])
    }

    /// What the package manager has brought from elsewhere into its folder.
    private static func fetched(into scratch: URL) -> [String] {
        ["artifacts", "checkouts", "registry", "repositories"].flatMap { name in
            let contents = try? FileManager.default.contentsOfDirectory(atPath: scratch.appending(path: name).path)
            return (contents ?? []).filter { $0 != "extract" }.sorted().map { "\(name)/\($0)" }
        }
    }
}
