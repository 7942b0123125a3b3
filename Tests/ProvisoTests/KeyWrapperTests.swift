import Foundation
import Testing

@testable import Proviso

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The wrapper of `Formats/Keyrings`: it runs two commands, with the key on standard input and output.
private struct CommandWrapper: KeyWrapper {
    let wrapCommand: String
    let unwrapCommand: String

    func wrap(_ key: Span<UInt8>) throws -> [UInt8] {
        var wrapped: [UInt8] = []
        try run(wrapCommand, input: key) { wrapped.append($0) }
        return wrapped
    }

    func unwrap(_ wrapped: Span<UInt8>, into key: inout MutableSpan<UInt8>) throws -> Int {
        var count = 0
        try run(unwrapCommand, input: wrapped) { byte in
            guard count < key.count else { throw WrapperFailure() }
            key[count] = byte
            count += 1
        }
        return count
    }

    private func run(_ command: String, input: Span<UInt8>, _ take: (UInt8) throws -> Void) throws {
        // A command that ends before it has read everything must not end this program.
        signal(SIGPIPE, SIG_IGN)
        let (toCommand, fromCommand, process) = (Pipe(), Pipe(), Process())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = toCommand
        process.standardOutput = fromCommand
        try process.run()
        let writing = toCommand.fileHandleForWriting.fileDescriptor
        let reading = fromCommand.fileHandleForReading.fileDescriptor
        // Sound: the bytes are lent for the call.
        unsafe input.withUnsafeBytes { bytes in _ = unsafe write(writing, bytes.baseAddress!, bytes.count) }
        try toCommand.fileHandleForWriting.close()
        var byte: UInt8 = 0
        // Sound: one byte is read into one byte.
        while unsafe read(reading, &byte, 1) == 1 { try take(byte) }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw WrapperFailure() }
    }

    struct WrapperFailure: Error {}
}

/// A wrapper of two functions.
private struct FunctionWrapper: KeyWrapper {
    var wrapping: (String) throws -> String = { "wrapped " + $0 }
    var unwrapping: (String) throws -> String = { String($0.dropFirst("wrapped ".count)) }

    func wrap(_ key: Span<UInt8>) throws -> [UInt8] {
        Array(try wrapping(String(decoding: key.indices.map { key[$0] }, as: UTF8.self)).utf8)
    }

    func unwrap(_ wrapped: Span<UInt8>, into key: inout MutableSpan<UInt8>) throws -> Int {
        let text = try unwrapping(String(decoding: wrapped.indices.map { wrapped[$0] }, as: UTF8.self))
        for (index, byte) in text.utf8.enumerated() where index < key.count { key[index] = byte }
        return text.utf8.count
    }
}

/// An outer key that something else holds.
@Suite struct KeyWrapperTests {
    /// A device as a script: it answers only while its card is in, and keeps a log of what it was asked.
    private static let device = """
        #!/bin/sh
        set -e
        cd "$(dirname "$0")"
        echo "$1" >> log
        [ -e card ] || { echo "no card" >&2; exit 1; }
        case "$1" in
        wrap) printf 'DEVICE1:'; base64 | tr 'A-Za-z' 'N-ZA-Mn-za-m' ;;
        unwrap) dd bs=8 count=1 2> /dev/null | grep -q '^DEVICE1:$'; tr 'A-Za-z' 'N-ZA-Mn-za-m' | base64 -d ;;
        esac
        """

    @Test(.enabled(if: !Shell.lacks("sh", "base64", "tr", "dd", "grep"), "the programs of the script are missing"))
    func `a keyring opens through a command that holds the outer key, and not without it`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(Self.device, to: "device", mode: 0o700)
        _ = try folder.write("", to: "card")
        let device = CommandWrapper(wrapCommand: "\(script) wrap", unwrapCommand: "\(script) unwrap")
        let wrapped = folder.path("case.identity.wrapped")
        let path = folder.path("case.keyring")
        let escrow = try AgeIdentity.generate()

        let recipient = try WrappedIdentityFile.create(wrapped, wrappedBy: device)
        try KeyringEditor.create(
            path, for: [recipient, escrow.recipient], at: Keyrings.instant(), rollback: .unchecked)
        // What lies there is what the device gave, and does not show the identity.
        let text = String(decoding: try folder.read("case.identity.wrapped"), as: UTF8.self)
        #expect(text.hasPrefix("DEVICE1:"))
        #expect(!text.contains("AGE-SECRET-KEY"))

        let identity = try WrappedIdentityFile.read(wrapped, unwrappedBy: device)
        let ring = try Keyring(path, identity: identity, rollback: .unchecked)
        #expect(ring.activeVersion?.number == KeyVersion(1))
        // Made, tried, and opened once.
        #expect(String(decoding: try folder.read("log"), as: UTF8.self) == "wrap\nunwrap\nunwrap\n")

        try FileManager.default.removeItem(atPath: folder.path("card"))
        #expect(throws: CommandWrapper.WrapperFailure.self) {
            _ = try WrappedIdentityFile.read(wrapped, unwrappedBy: device)
        }
        // The escrow does not need the device.
        #expect(try Keyring(path, identity: escrow, rollback: .unchecked).contents == ring.contents)
    }

    @Test func `comments around an identity are passed over`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.wrapped")
        let recipient = try WrappedIdentityFile.create(path, wrappedBy: FunctionWrapper())
        var wrapper = FunctionWrapper()
        wrapper.unwrapping = { "# created: today\n\n" + $0.dropFirst("wrapped ".count) + "\n" }
        #expect(try WrappedIdentityFile.read(path, unwrappedBy: wrapper).recipient == recipient)
    }

    @Test func `what a wrapper throws reaches the caller, and nothing is written`() throws {
        struct Refused: Error {}
        let folder = try TemporaryFolder()
        let path = folder.path("a.wrapped")
        for wrapper in [
            FunctionWrapper(wrapping: { _ in throw Refused() }), FunctionWrapper(unwrapping: { _ in throw Refused() }),
        ] {
            #expect(throws: Refused.self) { try WrappedIdentityFile.create(path, wrappedBy: wrapper) }
        }
        #expect(try folder.names.isEmpty)
    }

    @Test func `a wrapper that gives something else back is found out before anything is sealed to it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.wrapped")
        let other = try AgeIdentity.generate().exportText(because: "a test") { text in
            String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
        }
        let wrappers = [
            FunctionWrapper(unwrapping: { _ in other }), FunctionWrapper(unwrapping: { _ in "" }),
            FunctionWrapper(unwrapping: { $0 }), FunctionWrapper(unwrapping: { _ in other + "\n" + other }),
            FunctionWrapper(unwrapping: { _ in String(repeating: " ", count: 4097) }),
            FunctionWrapper(wrapping: { _ in "" }),
            FunctionWrapper(wrapping: { _ in String(repeating: "a", count: 64 * 1024 + 1) }),
        ]
        for wrapper in wrappers {
            #expect(refusal { _ = try WrappedIdentityFile.create(path, wrappedBy: wrapper) } == .keyInvalid)
        }
        #expect(try folder.names.isEmpty)
    }

    @Test func `a wrapped identity is not written over, and one that is missing or too long is refused`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x", to: "a.wrapped")
        let wrapper = FunctionWrapper()
        #expect(refusal { _ = try WrappedIdentityFile.create(path, wrappedBy: wrapper) } == .storeFailed)
        let long = try folder.write([UInt8](repeating: 0, count: 64 * 1024 + 1), to: "long")
        #expect(refusal { _ = try WrappedIdentityFile.read(long, unwrappedBy: wrapper) } == .keyInvalid)
        #expect(
            refusal { _ = try WrappedIdentityFile.read(folder.path("none"), unwrappedBy: wrapper) } == .storeMissing)
    }
}
