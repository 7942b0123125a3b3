/// Texts that are kept once each and have numbers, in the order of their coming.
///
/// All of them together have fewer than 2^32 bytes.
struct InternedTexts: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text ends, by its number.
    private var ends: [UInt32] = []
    /// By their hashes the numbers of the texts from 1, and 0 where there is none; at most half of them are taken.
    private var slots = [UInt32](repeating: 0, count: 16)

    /// How many there are.
    var count: Int { ends.count }

    /// The number of a text, which is kept if it is new.
    mutating func intern(_ text: Span<UInt8>) -> Int {
        var slot = slot(of: text)
        if slots[slot] > 0 { return Int(slots[slot]) - 1 }
        if ends.count * 2 >= slots.count {
            grow()
            slot = self.slot(of: text)
        }
        for index in text.indices { bytes.append(text[index]) }
        ends.append(UInt32(bytes.count))
        slots[slot] = UInt32(ends.count)
        return ends.count - 1
    }

    /// The number of a text, if it is one of them.
    func find(_ text: Span<UInt8>) -> Int? {
        let number = slots[slot(of: text)]
        return number > 0 ? Int(number) - 1 : nil
    }

    /// Appends the text of a number.
    func append(_ number: Int, to output: inout ByteBuffer) {
        output.append(bytes.span, range(number))
    }

    /// Where the number of a text lies, or would lie.
    private func slot(of text: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(text) & mask
        while slots[slot] > 0, !isEqual(Int(slots[slot]) - 1, text) { slot = (slot + 1) & mask }
        return slot
    }

    private func isEqual(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in text.indices where bytes[range.lowerBound + index] != text[index] { return false }
        return true
    }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// Hashes differ from run to run, so that no file can be made whose texts all meet.
    private static func hash(_ text: Span<UInt8>) -> Int {
        var hasher = Hasher()
        // Sound: the bytes are lent for the call alone.
        unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in ends.indices {
            // A copy without an allocation, so that the slots can be changed while its bytes are lent.
            let bytes = bytes
            let slot = slot(of: bytes.span.extracting(range(number)))
            slots[slot] = UInt32(number + 1)
        }
    }
}
