/// What a fuzzer made up: the first bytes choose how the others are used.
///
/// A choice is a byte modulo the number of its ways. Where that number divides 48, the digit `0` chooses the first way, `1`
/// the second and so on, so that seeds can be written by hand.
public struct FuzzInput {
    private let bytes: [UInt8]
    private var position = 0

    /// Takes a copy, so that what reads behind its end is seen.
    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        // Sound: libFuzzer lends as many bytes as it says for the call.
        bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// A number below a count.
    public mutating func choose(_ count: Int) -> Int {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return Int(bytes[position]) % count
    }

    /// One of some ways.
    public mutating func choose<Way>(among ways: [Way]) -> Way { ways[choose(ways.count)] }

    /// What has not been used for choices.
    public var rest: [UInt8] { Array(bytes[min(position, bytes.count)...]) }
}

/// Stops the fuzzer, which then keeps its input, unless something holds. Inputs are made up, so messages may show them.
public func require(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { fatalError(sentence()) }
}
