/// The one form in which several values enter one hash or signature.
///
/// `enc(item…)` is the number of items, then every item: `00` if it is absent, or `01`, its length and its bytes. Numbers are
/// little-endian, of 64 bits. No two different lists of items have the same encoding, so a hash over it cannot be made to mean
/// something else by moving a boundary.
public struct CanonicalEncoder: Sendable {
    private var items: [UInt8] = []
    private var count: UInt64 = 0

    /// An encoder without items.
    public init() {}

    /// Adds a text, as its UTF-8 as given; nil is an absent item, which differs from an empty one.
    public mutating func append(_ text: String?) {
        append(text.map { Array($0.utf8) })
    }

    /// Adds bytes; nil is an absent item.
    public mutating func append(_ bytes: [UInt8]?) {
        count += 1
        guard let bytes else {
            items.append(0)
            return
        }
        items.append(1)
        items.append(contentsOf: Self.littleEndian(UInt64(bytes.count)))
        items.append(contentsOf: bytes)
    }

    /// The encoding of the items so far.
    public var bytes: [UInt8] { Self.littleEndian(count) + items }

    private static func littleEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
