// swift-tools-version: 6.2

import PackageDescription

// A package of its own: it measures public API only, and nobody who depends on Proviso builds it.

let package = Package(
    name: "proviso-benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "proviso", path: "..", traits: [])],
    targets: [
        // libsodium as any C program sees it. The root package's own module is not for others, hence the other name.
        .systemLibrary(
            name: "SodiumPeer", path: "SodiumPeer", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .target(name: "HashLoops", dependencies: ["SodiumPeer"], path: "HashLoops"),
        .executableTarget(
            name: "keyed-hash", dependencies: ["HashLoops", .product(name: "Proviso", package: "proviso")],
            path: "KeyedHash"),
    ]
)
