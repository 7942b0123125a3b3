import Foundation
import ProvisoCrypto
import Testing

@Suite struct SecretKeyTests {
    // MARK: Lengths

    @Test(arguments: [0, 1, 15, 65, 128])
    func `a hashing key of another length than 16 to 64 bytes is refused`(count: Int) {
        #expect(throws: CryptoError.keyLength(found: count, allowed: 16...64)) {
            _ = try HashingKey(copying: [UInt8](repeating: 1, count: count).span)
        }
    }

    @Test(arguments: [16, 17, 32, 63, 64])
    func `a hashing key has the length of its bytes`(count: Int) throws {
        let key = try HashingKey(copying: [UInt8](repeating: 1, count: count).span)
        #expect(key.byteCount == count)
    }

    @Test(arguments: [0, 16, 31, 33, 64])
    func `a root key of another length than 32 bytes is refused`(count: Int) {
        #expect(throws: CryptoError.keyLength(found: count, allowed: 32...32)) {
            _ = try RootKey(copying: [UInt8](repeating: 1, count: count).span)
        }
    }

    @Test func `generated keys have 32 bytes and differ`() throws {
        var seen: Set<[UInt8]> = []
        for _ in 0..<20 {
            let key = try RootKey.generate()
            #expect(key.byteCount == 32)
            seen.insert(key.exportCleartext(because: "a test compares generated keys") { Self.copy($0) })
        }
        #expect(seen.count == 20)
    }

    // MARK: The door

    @Test(arguments: [16, 32, 33, 64])
    func `an export lends the bytes that the key was made from`(count: Int) throws {
        let bytes = try RandomBytes.array(count: count)
        let key = try HashingKey(copying: bytes.span)
        #expect(key.exportCleartext(because: "a test compares a key with its bytes") { Self.copy($0) } == bytes)
    }

    @Test func `a key is a copy of the caller's bytes`() throws {
        var bytes = try RandomBytes.array(count: 32)
        let original = bytes
        let key = try RootKey(copying: bytes.span)
        wipe(&bytes)
        #expect(key.exportCleartext(because: "a test compares a key with its bytes") { Self.copy($0) } == original)
    }

    @Test func `an error from the borrower comes out of the export`() throws {
        let key = try RootKey.generate()
        #expect(throws: CryptoError.keyEncoding) {
            try key.exportCleartext(because: "a test fails on purpose") {
                (_: Span<UInt8>) throws(CryptoError) -> Void in
                throw .keyEncoding
            }
        }
    }

    @Test func `an export without a reason stops the program`() async {
        await #expect(processExitsWith: .failure) {
            let key = try RootKey.generate()
            key.exportCleartext(because: "") { (_: Span<UInt8>) in }
        }
    }

    // MARK: Text

    /// RFC 4648 has no example of 32 bytes; these two texts are what Python's base64.urlsafe_b64encode gives.
    @Test func `a text is read as unpadded base64url`() throws {
        let counting = try RootKey(base64URL: Array("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".utf8).span)
        #expect(
            counting.exportCleartext(because: "a test compares a key with its text") { Self.copy($0) } == Array(0..<32))
        let dashes = try RootKey(base64URL: Array("-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s".utf8).span)
        #expect(
            dashes.exportCleartext(because: "a test compares a key with its text") { Self.copy($0) }
                == [UInt8](repeating: 0xFB, count: 32))
    }

    @Test func `a key comes back from its text`() throws {
        for _ in 0..<50 {
            let bytes = try RandomBytes.array(count: 32)
            let key = try RootKey(copying: bytes.span)
            let text = try key.exportBase64URL(because: "a test reads a key back") { Self.copy($0) }
            let expected = Data(bytes).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(String(decoding: text, as: UTF8.self) == expected)
            let again = try RootKey(base64URL: text.span)
            #expect(again.exportCleartext(because: "a test reads a key back") { Self.copy($0) } == bytes)
        }
    }

    @Test(arguments: [
        ("nothing", ""),
        ("42 characters", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh"),
        ("44 characters", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A"),
        ("padding", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
        ("padding in the right length", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg="),
        ("the plus sign of base64", "+AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("the slash of base64", "/AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("trailing bits that are not zero", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"),
        ("a line feed at the end", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"),
        ("a line feed in the right length", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh\n"),
        ("a space in front", " AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("a zero byte", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh\0"),
        ("a letter of two bytes", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHü8"),
    ])
    func `another text is refused`(what: String, text: String) {
        #expect(throws: CryptoError.keyEncoding, "\(what)") { _ = try RootKey(base64URL: Array(text.utf8).span) }
    }

    /// libsodium 1.0.18 alone would read each of them as an underscore, and give another key without a word.
    @Test(arguments: 0x80...0xFF as ClosedRange<UInt8>)
    func `a text with a byte above 127 is refused`(byte: UInt8) {
        for position in 0..<43 {
            var text = Array("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".utf8)
            text[position] = byte
            #expect(throws: CryptoError.keyEncoding) { _ = try RootKey(base64URL: text.span) }
        }
    }

    // MARK: Swap

    #if os(Linux)
    /// A process that may lock nothing. The superuser may lock in spite of the limit, so it becomes somebody else first.
    @Test func `a key that cannot be locked says so, and hashes all the same`() async {
        await #expect(processExitsWith: .success) {
            // Read before the change of user, who may not be allowed to see this folder.
            let row = try #require(Vectors.transcribed().first { $0.in == "00" })
            var limit = rlimit(rlim_cur: 0, rlim_max: 0)
            // Sound: the pointer is of a local that lives through the call.
            try unsafe #require(setrlimit(Int32(__RLIMIT_MEMLOCK.rawValue), &limit) == 0)
            if getuid() == 0 { try #require(setgid(65534) == 0 && setuid(65534) == 0) }
            let key = try HashingKey(copying: bytes(hex: row.key).span)
            #expect(key.memoryLocking == .unlocked)
            #expect(hex(KeyedHashTests.hash([0], key: key, count: 64)) == row.out)
            #expect(try RootKey.generate().memoryLocking == .unlocked)
        }
    }

    private static var canLock: Bool {
        var limit = rlimit()
        // Sound: the pointer is of a local that lives through the call.
        return unsafe getrlimit(Int32(__RLIMIT_MEMLOCK.rawValue), &limit) == 0
            && limit.rlim_cur >= 1 << 16
    }

    /// In a process of its own, because the keys of all tests together may exceed a small limit. The kernel is asked too:
    /// `lo` is a locked mapping, `dd` one that is left out of core dumps.
    @Test(.enabled(if: canLock, "the limit for locked memory is below 64 KiB here"))
    func `a key that is locked says so, and is kept out of core dumps`() async {
        await #expect(processExitsWith: .success) {
            let key = try RootKey.generate()
            #expect(key.memoryLocking == .locked)
            let flags = try #require(try SecretKeyTests.kernelFlags(of: key.addressOfGuardPage - 1))
            #expect(flags.contains("lo"))
            #expect(flags.contains("dd"))
            #expect(flags.contains("rd") && !flags.contains("wr"))
            let guardPage = try #require(try SecretKeyTests.kernelFlags(of: key.addressOfGuardPage))
            #expect(!guardPage.contains("rd") && !guardPage.contains("wr"))
            withExtendedLifetime(key) {}
        }
    }

    static func kernelFlags(of address: UInt) throws -> [Substring]? {
        var isInside = false
        for line in try linesOfProcessFile("smaps") {
            let fields = line.split(separator: " ")
            if let range = addressRange(fields[0]) { isInside = range.contains(address) }
            if isInside, fields[0] == "VmFlags:" { return Array(fields.dropFirst()) }
        }
        return nil
    }
    #endif

    /// A copy of lent bytes. Tests may make one; a program should not.
    static func copy(_ bytes: Span<UInt8>) -> [UInt8] {
        bytes.indices.map { bytes[$0] }
    }
}
