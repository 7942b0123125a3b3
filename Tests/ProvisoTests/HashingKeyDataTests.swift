import Foundation
import Proviso
import Testing

@Suite struct HashingKeyDataTests {
    private static let keyBytes = [UInt8](0..<48)
    private static let personalization = Personalization("proviso-test-one")

    /// Around the ends of BLAKE2b's blocks of 128 bytes, and more than a `Data` keeps in itself.
    private static let messages = [0, 1, 14, 15, 127, 128, 129, 5000].map { count in
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    }

    /// The bytes as a `Data` of their own, and as a part of a larger one, whose indices do not begin at zero.
    private static func forms(of bytes: [UInt8]) -> [Data] {
        [Data(bytes), (Data([1, 2, 3]) + Data(bytes) + Data([4, 5])).dropFirst(3).dropLast(2)]
    }

    @Test(arguments: messages)
    func `a key hashes a Data as it hashes its bytes`(message: [UInt8]) throws {
        let key = try HashingKey(copying: Self.keyBytes.span)
        for data in Self.forms(of: message) {
            #expect(array(key.hash256(data)) == array(key.hash256(message)))
            #expect(array(key.hash128(data)) == array(key.hash128(message)))
            #expect(
                array(key.hash256(data, personalization: Self.personalization))
                    == array(key.hash256(message, personalization: Self.personalization)))
            #expect(
                array(key.hash128(data, personalization: Self.personalization))
                    == array(key.hash128(message, personalization: Self.personalization)))
        }
    }

    @Test(arguments: messages)
    func `a prepared key hashes a Data as it hashes its bytes`(message: [UInt8]) throws {
        let long = try PreparedHashingKey(
            HashingKey(copying: Self.keyBytes.span), personalization: Self.personalization, outputByteCount: 32)
        let short = try PreparedHashingKey(
            HashingKey(copying: Self.keyBytes.span), personalization: Self.personalization, outputByteCount: 16)
        for data in Self.forms(of: message) {
            #expect(array(long.hash256(data)) == array(long.hash256(message)))
            #expect(array(short.hash128(data)) == array(short.hash128(message)))
        }
    }

    @Test(arguments: messages)
    func `a stream takes a Data as it takes its bytes, between other pieces`(message: [UInt8]) throws {
        let key = try HashingKey(copying: Self.keyBytes.span)
        let whole = Array("before".utf8) + message + Array("after".utf8)
        for data in Self.forms(of: message) {
            var stream = try KeyedHashStream(key, personalization: Self.personalization, outputByteCount: 32)
            stream.update("before")
            stream.update(data)
            stream.update("after")
            let hash = stream.finalize()
            #expect(hash == array(key.hash256(whole, personalization: Self.personalization)))
        }
    }
}
