// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that the examples use public API only and nobody who depends on Proviso fetches what they need.

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "proviso-examples",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "redact", targets: ["redact"]),
        .executable(name: "proviso", targets: ["ProvisoProgram"]),
        .executable(name: "sample-records", targets: ["sample-records"]),
    ],
    dependencies: [
        .package(name: "proviso", path: "..", traits: ["YAML", "SQLite"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // What both programs need. It links nothing that is not in `redact` anyway.
        .target(
            name: "Shared",
            dependencies: [
                .product(name: "Proviso", package: "proviso"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Shared", swiftSettings: settings),
        .executableTarget(
            name: "redact",
            dependencies: [
                "Shared",
                .product(name: "Proviso", package: "proviso"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "redact", exclude: ["README.md", "sample"], swiftSettings: settings),
        // Not called `proviso`, because a file system may take that for the name of the library's module.
        .executableTarget(
            name: "ProvisoProgram",
            dependencies: [
                "Shared",
                .product(name: "Proviso", package: "proviso"),
                .product(name: "ProvisoSQLite", package: "proviso"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "proviso", exclude: ["README.md"], swiftSettings: settings),
        .executableTarget(name: "sample-records", path: "sample-records", swiftSettings: settings),
    ]
)
