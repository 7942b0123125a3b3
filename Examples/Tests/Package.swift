// swift-tools-version: 6.2

import PackageDescription

// A package of its own: the tests run the programs as they are installed, built by Scripts/build-examples.sh, and know nothing of
// what is in them.

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "proviso-examples-tests",
    platforms: [.macOS(.v26)],
    targets: [
        // What the tests of both programs need.
        .target(name: "TestSupport", path: "Support", swiftSettings: settings),
        .testTarget(
            name: "RedactTests", dependencies: ["TestSupport"], path: "RedactTests", swiftSettings: settings),
        .testTarget(
            name: "ProvisoProgramTests", dependencies: ["TestSupport"], path: "ProvisoProgramTests",
            swiftSettings: settings),
    ]
)
