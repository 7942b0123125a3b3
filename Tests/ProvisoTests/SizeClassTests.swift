import Testing

@testable import Proviso

/// The sizes of padded values.
@Suite struct SizeClassTests {
    @Test(arguments: [
        (0, 32), (30, 32), (31, 32), (32, 64), (63, 64), (64, 128), (127, 128), (128, 256), (255, 256),
        // E = 8, S = 4: steps of 16. The byte `80` is counted.
        (256, 272), (271, 272), (272, 288), (510, 512), (511, 512),
        // E = 9, S = 4: steps of 32. E = 10 up to 2047: steps of 64.
        (512, 544), (1023, 1024), (1024, 1088), (2047, 2048),
        // E = 16, S = 5: steps of 2048.
        (65535, 65536), (65536, 67584), (1_000_000, 1_015_808),
    ])
    func `a value is padded to the smallest class that holds it and one byte`(byteCount: Int, padded: Int) {
        #expect(SizeClass.paddedByteCount(byteCount) == padded)
        #expect(SizeClass.isPaddedByteCount(padded))
        #expect(!SizeClass.isPaddedByteCount(padded + 1))
        var bytes = [UInt8](repeating: 7, count: byteCount)
        SizeClass.pad(&bytes)
        #expect(bytes.count == padded)
        #expect(bytes[byteCount] == 0x80)
        #expect(bytes[..<byteCount].allSatisfy { $0 == 7 } && bytes[(byteCount + 1)...].allSatisfy { $0 == 0 })
        #expect(SizeClass.contentByteCount(bytes.span) == byteCount)
    }

    @Test func `padding adds at most an eighth to long values, and there are few classes`() {
        for byteCount in 256..<5000 {
            let padded = SizeClass.paddedByteCount(byteCount)
            #expect(padded > byteCount)
            #expect(Double(padded) <= Double(byteCount + 1) * 1.12)
        }
        #expect(Set((0..<65536).map(SizeClass.paddedByteCount)).count < 200)
    }

    @Test func `values that end as padding does come back whole`() {
        for value: [UInt8] in [[0x80], [0], [0x80, 0], [0x80, 0x80], [UInt8](repeating: 0, count: 31), []] {
            var bytes = value
            SizeClass.pad(&bytes)
            #expect(SizeClass.contentByteCount(bytes.span) == value.count)
        }
    }

    @Test func `other bytes are no padded value`() {
        let zeros = [UInt8](repeating: 0, count: 31)
        let refused: [[UInt8]] = [
            [], [0x80], [0x80, 0], zeros + [0], zeros + [1], [0x81] + zeros, [1] + zeros, [0x80] + zeros + zeros,
            [0x80] + zeros + [0], zeros + [0] + [0x80] + zeros + [0],
            // 31 bytes of value fill the first class; here they stand in the second.
            zeros + [0x80] + zeros + [0],
        ]
        for bytes in refused { #expect(SizeClass.contentByteCount(bytes.span) == nil, "\(hex(bytes))") }
        #expect(SizeClass.contentByteCount(([0x80] + zeros).span) == 0)
    }
}
