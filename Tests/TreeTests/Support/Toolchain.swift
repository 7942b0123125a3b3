import Foundation

/// The compiler, called as the package manager calls it, on programs that the package manager does not know.
enum Toolchain {
    /// The folder of this test run's build products: it holds the modules that the tests were linked with.
    private static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// What makes `import Proviso` work: the Swift modules, and a module map for each C module that they import.
    static let importFlags: [String] = {
        let ownModules = ["CProvisoShims", "CTextMask", "CTextPlaces"]
        let maps =
            Repository.root.appending(path: "Sources").files(withExtension: "modulemap")
            + ownModules.map { products.appending(path: "\($0).build/module.modulemap") }
        let headers = ownModules.map { Repository.root.appending(path: "Sources/\($0)/include").path }
        return ["-I", products.appending(path: "Modules").path]
            + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] } + headers.flatMap { ["-Xcc", "-I\($0)"] }
            + ["-module-cache-path", products.appending(path: "ModuleCache").path]
    }()

    /// How the package's own targets are compiled; the same list as in the manifest.
    static let packageFlags: [String] = {
        let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
        var flags = ["-strict-memory-safety"] + features.flatMap { ["-enable-upcoming-feature", $0] }
        flags += ["-package-name", packageName]
        #if YAML
        flags += ["-D", "YAML"]
        #endif
        return flags
    }()

    /// The package manager names a root package after its folder.
    private static let packageName: String = {
        let folder = Repository.root.lastPathComponent.lowercased()
        let name = String(folder.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
        return name.first?.isNumber == true ? "_" + name.dropFirst() : name
    }()

    /// Compiles one program as far as the checks of ownership reach, which is further than `-typecheck`.
    static func compile(_ program: URL) async throws -> Subprocess {
        try await Subprocess.run(
            ["swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-diagnostic-style", "llvm"] + importFlags
                + [program.path])
    }

    /// Checks the types of some files of the module `Proviso`.
    static func typecheck(_ files: [URL]) async throws -> Subprocess {
        try await Subprocess.run(
            ["swiftc", "-typecheck", "-wmo", "-parse-as-library", "-module-name", "Proviso", "-swift-version", "6"]
                + ["-diagnostic-style", "llvm"] + packageFlags + importFlags + files.map(\.path))
    }
}
