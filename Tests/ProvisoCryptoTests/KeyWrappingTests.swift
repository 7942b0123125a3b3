import ProvisoCrypto
import Testing

@Suite struct KeyWrappingTests {
    private static let context = Array("a context".utf8)

    @Test func `a wrapped key is unwrapped by its wrapping key and context, and is the same key`() throws {
        let key = try SealingKey.generate()
        let wrappingKey = try SealingKey.generate()
        let wrapped = KeyWrapping.wrap(key, under: wrappingKey, authenticating: Self.context.span)
        #expect(wrapped.count == KeyWrapping.byteCount)
        let shared = try #require(
            try KeyWrapping.unwrap(wrapped.span, under: wrappingKey, authenticating: Self.context.span))
        let bytes = key.exportCleartext(because: "a test compares two keys") { Array(copying: $0) }
        let unwrapped = shared.withKey { key in
            key.exportCleartext(because: "a test compares two keys") { Array(copying: $0) }
        }
        #expect(unwrapped == bytes)
    }

    @Test func `to wrap a key again gives the same bytes`() throws {
        let key = try SealingKey.generate()
        let wrappingKey = try SealingKey.generate()
        let first = KeyWrapping.wrap(key, under: wrappingKey, authenticating: Self.context.span)
        #expect(KeyWrapping.wrap(key, under: wrappingKey, authenticating: Self.context.span) == first)
    }

    @Test func `a change of any bit, another context, another wrapping key and another length give nothing`() throws {
        let key = try SealingKey.generate()
        let wrappingKey = try SealingKey.generate()
        let wrapped = KeyWrapping.wrap(key, under: wrappingKey, authenticating: Self.context.span)
        for bit in 0..<wrapped.count * 8 {
            var changed = wrapped
            changed[bit / 8] ^= 1 << (bit % 8)
            let unwrapped = try KeyWrapping.unwrap(changed.span, under: wrappingKey, authenticating: Self.context.span)
            #expect(unwrapped == nil, "bit \(bit)")
        }
        let other = Array("another context".utf8)
        #expect(try KeyWrapping.unwrap(wrapped.span, under: wrappingKey, authenticating: other.span) == nil)
        let otherKey = try SealingKey.generate()
        #expect(try KeyWrapping.unwrap(wrapped.span, under: otherKey, authenticating: Self.context.span) == nil)
        for count in [0, 1, 16, 47] {
            let cut = Array(wrapped[..<count])
            let unwrapped = try KeyWrapping.unwrap(cut.span, under: wrappingKey, authenticating: Self.context.span)
            #expect(unwrapped == nil, "\(count) bytes")
        }
        let longer = wrapped + [0]
        #expect(try KeyWrapping.unwrap(longer.span, under: wrappingKey, authenticating: Self.context.span) == nil)
    }
}

extension Array where Element == UInt8 {
    /// A copy of bytes that are lent.
    fileprivate init(copying bytes: Span<UInt8>) {
        self.init()
        for index in bytes.indices { append(bytes[index]) }
    }
}
