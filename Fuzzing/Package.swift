// swift-tools-version: 6.2

import PackageDescription

// A package of its own: nobody who depends on Proviso builds it. `Scripts/fuzz.sh` knows the flags that libFuzzer and the
// address sanitizer need; without them the targets have no `main`.

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let proviso = Target.Dependency.product(name: "Proviso", package: "proviso")

/// A program that libFuzzer's own `main` runs.
func fuzzer(_ name: String, path: String) -> Target {
    .executableTarget(
        name: name, dependencies: ["Support", proviso], path: path,
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
    name: "proviso-fuzzing",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "proviso", path: "..", traits: ["YAML"])],
    targets: [
        .target(name: "Support", dependencies: [proviso], path: "Support", swiftSettings: strict),
        fuzzer("fuzz-json", path: "JSON"),
        fuzzer("fuzz-tables", path: "Tables"),
        fuzzer("fuzz-logs", path: "Logs"),
        fuzzer("fuzz-policies", path: "Policies"),
        fuzzer("fuzz-redaction", path: "Redaction"),
    ]
)
