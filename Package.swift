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
        .library(name: "Proviso", targets: ["Proviso", "ProvisoCrypto"]),
        .library(name: "ProvisoSQLite", targets: ["ProvisoSQLite", "Proviso", "ProvisoCrypto"]),
        .library(name: "ProvisoTesting", targets: ["ProvisoTesting", "Proviso", "ProvisoCrypto"]),
    ],
    traits: [
        .trait(name: "YAML", description: "Policies written in YAML, read with libyaml. JSON policies need no trait."),
        .trait(name: "SQLite", description: "A retention store in an SQLite database, ProvisoSQLite. Fetches GRDB."),
        .default(enabledTraits: ["YAML", "SQLite"]),
    ],
    // Each one stands behind a trait: what is not switched on is not fetched.
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
    targets: [
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev", "pkg-config"]), .brew(["libsodium"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev", "pkg-config"]), .brew(["libyaml"])]),
        // CSodium is listed so that pkg-config's flags reach the C compiler.
        .target(name: "CProvisoShims", dependencies: ["CSodium"]),
        .target(name: "CTextMask"),
        .target(name: "CTextPlaces"),
        .target(name: "ProvisoCrypto", dependencies: ["CSodium", "CProvisoShims"], swiftSettings: strict),
        .target(
            name: "Proviso",
            dependencies: [
                "CTextMask", "CTextPlaces", "ProvisoCrypto", .target(name: "CYAML", condition: .when(traits: ["YAML"])),
            ],
            swiftSettings: strict),
        .target(
            name: "ProvisoSQLite",
            dependencies: [
                "Proviso", "ProvisoCrypto",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: strict),
        .target(name: "ProvisoTesting", dependencies: ["Proviso", "ProvisoCrypto"], swiftSettings: strict),
        .testTarget(name: "ProvisoCryptoTests", dependencies: ["ProvisoCrypto"], swiftSettings: strict),
        .testTarget(
            name: "ProvisoTests", dependencies: ["ProvisoTesting", "Proviso", "ProvisoCrypto"], swiftSettings: strict),
        .testTarget(
            name: "ProvisoSQLiteTests",
            dependencies: [
                "ProvisoSQLite", "ProvisoTesting", "Proviso", "ProvisoCrypto",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: strict),
        .testTarget(name: "TreeTests", dependencies: ["Proviso", "ProvisoCrypto"], swiftSettings: strict),
    ]
)
