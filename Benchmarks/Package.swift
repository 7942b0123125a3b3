// swift-tools-version: 6.2

import PackageDescription

// A package of its own: nobody who depends on Proviso builds it. It is built with -enable-testing, as the tests are in
// release, because some wrappers are for Proviso's own use.

let package = Package(
    name: "proviso-benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "proviso", path: "..", traits: ["SQLite"]),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    ],
    targets: [
        // libsodium as any C program sees it. The root package's own module is not for others, hence the other name.
        .systemLibrary(
            name: "SodiumPeer", path: "SodiumPeer", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .target(name: "Loops", dependencies: ["SodiumPeer"], path: "Loops"),
        .target(
            name: "Support", dependencies: ["Loops", .product(name: "Proviso", package: "proviso")], path: "Support"),
        .executableTarget(
            name: "keyed-hash", dependencies: ["Loops", "Support", .product(name: "Proviso", package: "proviso")],
            path: "KeyedHash"),
        .executableTarget(
            name: "wrappers", dependencies: ["Loops", "Support", .product(name: "Proviso", package: "proviso")],
            path: "Wrappers"),
        .executableTarget(
            name: "pseudonyms", dependencies: ["Loops", "Support", .product(name: "Proviso", package: "proviso")],
            path: "Pseudonyms"),
        .executableTarget(
            name: "sealing", dependencies: [.product(name: "Proviso", package: "proviso")], path: "Sealing"),
        .executableTarget(
            name: "redaction", dependencies: ["Loops", .product(name: "Proviso", package: "proviso")],
            path: "Redaction"),
        .executableTarget(
            name: "with-foundation", dependencies: [.product(name: "Proviso", package: "proviso")], path: "Foundation"),
        .executableTarget(
            name: "retention",
            dependencies: [
                "Loops", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Proviso", package: "proviso"),
                .product(name: "ProvisoSQLite", package: "proviso"),
            ],
            path: "Retention"),
        .executableTarget(name: "sealing-loop", dependencies: ["SodiumPeer"], path: "SealingLoop"),
    ]
)
