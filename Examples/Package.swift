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
        .executable(name: "sample-records", targets: ["sample-records"]),
    ],
    dependencies: [
        .package(name: "proviso", path: "..", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    ],
    targets: [
        .executableTarget(
            name: "redact",
            dependencies: [
                .product(name: "Proviso", package: "proviso"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "redact", exclude: ["README.md", "sample"], swiftSettings: settings),
        .executableTarget(name: "sample-records", path: "sample-records", swiftSettings: settings),
        .testTarget(
            name: "RedactTests", dependencies: ["redact", "sample-records"], path: "Tests/RedactTests",
            swiftSettings: settings),
    ]
)
