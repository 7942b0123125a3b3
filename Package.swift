// swift-tools-version: 6.2

import PackageDescription

/// What every Swift target of this package is compiled with.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "proviso",
    platforms: [.macOS(.v26)],
    products: [
        // Both modules, because a client that sees `ProvisoCrypto` only through the re-export is not rebuilt when it changes.
        .library(name: "Proviso", targets: ["Proviso", "ProvisoCrypto"])
    ],
    traits: [
        .trait(name: "YAML", description: "Policies written in YAML, read with libyaml. JSON policies need no trait."),
        .default(enabledTraits: ["YAML"]),
    ],
    targets: [
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev", "pkg-config"]), .brew(["libsodium"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev", "pkg-config"]), .brew(["libyaml"])]),
        // CSodium is listed so that pkg-config's flags reach the C compiler.
        .target(name: "CProvisoShims", dependencies: ["CSodium"]),
        .target(name: "ProvisoCrypto", dependencies: ["CSodium", "CProvisoShims"], swiftSettings: strict),
        .target(
            name: "Proviso",
            dependencies: ["ProvisoCrypto", .target(name: "CYAML", condition: .when(traits: ["YAML"]))],
            swiftSettings: strict),
        .testTarget(name: "ProvisoCryptoTests", dependencies: ["ProvisoCrypto"], swiftSettings: strict),
        .testTarget(name: "ProvisoTests", dependencies: ["Proviso", "ProvisoCrypto"], swiftSettings: strict),
        .testTarget(name: "TreeTests", dependencies: ["Proviso", "ProvisoCrypto"], swiftSettings: strict),
    ]
)
