// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who builds the other examples fetches a web server.

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "proviso-server-example",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "proviso", path: "../..", traits: ["YAML"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.0.0"),
    ],
    targets: [
        .target(
            name: "ExportServer",
            dependencies: [
                .product(name: "Proviso", package: "proviso"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Sources", swiftSettings: settings),
        .testTarget(
            name: "ExportServerTests",
            dependencies: [
                "ExportServer",
                .product(name: "Proviso", package: "proviso"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Tests", swiftSettings: settings),
    ]
)
