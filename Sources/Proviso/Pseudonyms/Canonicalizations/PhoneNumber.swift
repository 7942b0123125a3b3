/// The canonical form `phone`.
///
/// - **Source**: `Formats/Pseudonyms`; ITU-T E.164.
struct PhoneNumber {
    /// Appends the canonical form to an empty buffer, or gives false.
    static func append(_ input: Span<UInt8>, from plan: NumberingPlan, to output: inout ByteBuffer) -> Bool {
        guard let number = PhoneNumber(input) else { return false }
        if number.hasPlus { return number.appendInternational(from: 0, to: &output) }
        for prefix in plan.internationalPrefixes where number.begins(with: prefix, at: 0) {
            return number.appendInternational(from: prefix.count, to: &output)
        }
        return number.appendNational(plan, to: &output)
    }

    /// Room for a number with the longest prefixes; more is no number.
    private static let limit = 32
    /// With the calling code. E.164 says the greatest length; nobody has fewer than seven digits.
    private static let lengths = 7...15

    private var digits = InlineArray<32, UInt8>(repeating: 0)
    private var count = 0
    private var hasPlus = false
    /// Bit n: an opening parenthesis stands before digit n, a closing one behind n digits.
    private var opened: UInt64 = 0
    private var closed: UInt64 = 0

    private init?(_ input: Span<UInt8>) {
        let range = CharacterFilter.trimmed(input)
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = UTF8Text.scalar(at: index, in: input)
            index += length
            switch scalar {
            case "0"..."9":
                guard count < Self.limit else { return nil }
                digits[count] = UInt8(truncatingIfNeeded: scalar.value - 0x30)
                count += 1
            case "+":
                guard count == 0, !hasPlus else { return nil }
                hasPlus = true
            case "(": opened |= 1 << UInt64(count)
            case ")": closed |= 1 << UInt64(count)
            case " ", "\u{A0}", "\u{2009}", "\u{202F}", "-", "\u{2010}"..."\u{2013}", ".", "/": break
            default: return nil
            }
        }
    }

    private func begins(with prefix: [UInt8], at start: Int) -> Bool {
        guard start + prefix.count <= count else { return false }
        for index in prefix.indices where digits[start + index] != prefix[index] { return false }
        return true
    }

    /// Appends what begins with a calling code.
    private func appendInternational(from start: Int, to output: inout ByteBuffer) -> Bool {
        guard let code = callingCode(from: start) else { return false }
        let plan = NumberingPlan.plan(ofCallingCode: code.number)
        var subscriber = start + code.length
        if let plan {
            // `+44 (0)20 …`: what is dialed inside the country only.
            for trunk in plan.trunkPrefixes
            where begins(with: trunk, at: subscriber) && areInParentheses(subscriber, trunk.count) {
                subscriber += trunk.count
                break
            }
            if subscriber < count, digits[subscriber] == 0, !plan.keepsZero { return false }
        }
        return append(code.number, from: subscriber, to: &output)
    }

    /// Appends what is dialed inside a country: behind the trunk prefix, or as it is where that one is optional or there is none.
    ///
    /// A number that can be read in two ways, or in none, has no form.
    private func appendNational(_ plan: NumberingPlan, to output: inout ByteBuffer) -> Bool {
        var start: Int?
        func isReading(_ from: Int) -> Bool {
            from < count && plan.hasLength(count - from) && (digits[from] != 0 || plan.keepsZero)
        }
        if plan.takesNumbersWithoutTrunk, isReading(0) { start = 0 }
        for trunk in plan.trunkPrefixes where begins(with: trunk, at: 0) && isReading(trunk.count) {
            if start != nil { return false }
            start = trunk.count
        }
        guard let start else { return false }
        return append(plan.callingCode, from: start, to: &output)
    }

    private func append(_ callingCode: Int, from start: Int, to output: inout ByteBuffer) -> Bool {
        output.append(UInt8(ascii: "+"))
        for byte in String(callingCode).utf8 { output.append(byte) }
        for index in start..<count { output.append(UInt8(ascii: "0") + digits[index]) }
        return start < count && Self.lengths.contains(output.count - 1)
    }

    /// No calling code is the beginning of another one.
    private func callingCode(from start: Int) -> (number: Int, length: Int)? {
        var number = 0
        for length in 1...3 where start + length <= count {
            number = number * 10 + Int(digits[start + length - 1])
            if number == 0 { return nil }
            if NumberingPlan.isCallingCode(number) { return (number, length) }
        }
        return nil
    }

    /// Whether these digits, and they alone, stand in a pair of parentheses.
    private func areInParentheses(_ start: Int, _ length: Int) -> Bool {
        guard opened >> UInt64(start) & 1 == 1, closed >> UInt64(start + length) & 1 == 1 else { return false }
        for index in start + 1..<start + length where (opened | closed) >> UInt64(index) & 1 == 1 { return false }
        return true
    }
}
