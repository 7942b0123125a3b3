import Testing

@testable import Proviso

@Suite struct ByteSearchTests {
    @Test func `the first byte is found wherever the search begins and ends`() {
        for count in 0...50 {
            for place in 0...count {
                var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
                // Another one behind it is not the first.
                for index in place..<count { bytes[index] = index == place ? 0x22 : 0x5C }
                for start in 0...count {
                    let found = ByteSearch.first(0x22, or: 0x5C, in: bytes.span, from: start)
                    #expect(found == max(place, start), "from \(start), \(place) of \(count)")
                }
            }
        }
    }

    @Test(arguments: [0, 0x0E, 0x20, 0x21] as [Int8])
    func `sixteen bytes are below a limit if they are not ASCII or are lower`(limit: Int8) {
        for byte in UInt8.min...UInt8.max {
            let bytes: [UInt8] = [UInt8](repeating: 0x7E, count: 9) + [byte] + [UInt8](repeating: 0x7E, count: 9)
            let found = ByteSearch.first(in: bytes.span, from: 0) { _ in
                false
            } mask: { block in
                ByteSearch.isSignedLess(block, than: limit)
            }
            #expect((found == 9) == (byte >= 0x80 || byte < limit), "\(byte)")
        }
    }
}
