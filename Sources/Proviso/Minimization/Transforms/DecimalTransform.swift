/// Rounds numbers and puts them into bounds and ranges, in exact decimal arithmetic.
///
/// A text is handled if it is a JSON number of at most 64 characters whose magnitude is zero, or at least 10^-64 and
/// below 10^64, so that `1e999999999` costs nothing. What is computed is written plainly: without an exponent, without
/// zeros at the end, and `0` for `-0`.
///
/// - **Source**: `Formats/Policy`, `round`, `top-code`, `bottom-code` and `bucket`; RFC 8259 section 6.
enum DecimalTransform {
    /// Appends the nearest multiple of a step above zero, halves away from zero; false for a text that is not handled.
    static func round(_ text: Span<UInt8>, to step: PlainDecimal, into output: inout ByteBuffer) -> Bool {
        round(text, to: step.value, into: &output)
    }

    /// As above, with the step's value.
    static func round(_ text: Span<UInt8>, to step: DecimalLiteral, into output: inout ByteBuffer) -> Bool {
        guard let number = handledDigits(text) else { return false }
        let step = Step(step)
        var (multiple, rest) = step.division(of: number, in: text)
        if rest == .atLeastHalf { multiple.add(step.digits) }
        multiple.append(exponent: step.exponent, isNegative: number.isNegative, to: &output)
        return true
    }

    /// Appends a number as it is written, or the greatest that is let through in place of a greater one.
    static func topCode(_ text: Span<UInt8>, at bound: PlainDecimal, into output: inout ByteBuffer) -> Bool {
        guard let number = handledDigits(text) else { return false }
        return append(text, unless: number.order(in: text, bound) > 0, bound, to: &output)
    }

    /// Appends a number as it is written, or the least that is let through in place of a lesser one.
    static func bottomCode(_ text: Span<UInt8>, at bound: PlainDecimal, into output: inout ByteBuffer) -> Bool {
        guard let number = handledDigits(text) else { return false }
        return append(text, unless: number.order(in: text, bound) < 0, bound, to: &output)
    }

    /// Appends the range that a number lies in: `<18`, `[18,65)` or `>=65`, with the bounds as the policy writes them,
    /// or its label.
    ///
    /// There is at least one bound, they rise, and there is one label more than bounds.
    static func bucket(
        _ text: Span<UInt8>, bounds: [PlainDecimal], labels: [[UInt8]]?, into output: inout ByteBuffer
    ) -> Bool {
        guard let number = handledDigits(text) else { return false }
        var index = 0
        while index < bounds.count, number.order(in: text, bounds[index]) >= 0 { index += 1 }
        if let labels {
            output.append(labels[index])
        } else if index == 0 {
            output.append("<")
            output.append(bounds[0].description.utf8Span.span)
        } else if index == bounds.count {
            output.append(">=")
            output.append(bounds[index - 1].description.utf8Span.span)
        } else {
            output.append("[")
            output.append(bounds[index - 1].description.utf8Span.span)
            output.append(",")
            output.append(bounds[index].description.utf8Span.span)
            output.append(")")
        }
        return true
    }

    /// Appends the range of a size above zero, counted from zero, that a number lies in: `[20,30)`, `[-10,0)`.
    static func bucket(_ text: Span<UInt8>, size: PlainDecimal, into output: inout ByteBuffer) -> Bool {
        guard let number = handledDigits(text) else { return false }
        let step = Step(size.value)
        // Of the magnitude; below zero, the two bounds change their places.
        var (lower, rest) = step.division(of: number, in: text)
        var upper = lower
        if number.isNegative, rest == .none {
            lower.subtract(step.digits)
        } else {
            upper.add(step.digits)
        }
        if number.isNegative { swap(&lower, &upper) }
        output.append("[")
        lower.append(exponent: step.exponent, isNegative: number.isNegative, to: &output)
        output.append(",")
        upper.append(exponent: step.exponent, isNegative: number.isNegative, to: &output)
        output.append(")")
        return true
    }

    private static func append(
        _ text: Span<UInt8>, unless isBeyond: Bool, _ bound: PlainDecimal, to output: inout ByteBuffer
    ) -> Bool {
        if isBeyond {
            let step = Step(bound.value)
            step.digits.append(exponent: step.exponent, isNegative: bound.value.layout.isNegative, to: &output)
        } else {
            output.append(text)
        }
        return true
    }

    private static let powers = -64...63

    private static func handledDigits(_ text: Span<UInt8>) -> SignificantDigits? {
        guard text.count <= 64, let digits = SignificantDigits(text), powers.contains(digits.power) else { return nil }
        return digits
    }

    /// A step as a whole number and a power of ten.
    private struct Step {
        let digits: DigitRow
        let exponent: Int

        /// The magnitude of a number.
        init(_ value: DecimalLiteral) {
            digits = DigitRow(value.layout, in: value.digits.span, from: value.layout.lastPower)
            exponent = value.layout.lastPower
        }

        enum Rest {
            case none, belowHalf, atLeastHalf
        }

        /// The greatest multiple that is not above a number's magnitude, in units of the step's last digit, and how
        /// much of a step lies between.
        func division(of number: SignificantDigits, in text: Span<UInt8>) -> (multiple: DigitRow, rest: Rest) {
            precondition(!digits.isZero, "DecimalTransform: a step of zero")
            var rest = DigitRow()
            var power = number.power
            while power >= exponent {
                rest.append(number.digit(ofPower: power, in: text))
                rest.formRemainder(dividingBy: digits)
                power -= 1
            }
            var multiple = DigitRow(number, in: text, from: exponent)
            multiple.subtract(rest)
            // What lies behind the step's last digit is less than one of its units, and counts where it is a half of
            // it.
            let hasTail = number.count > 0 && number.lastPower < exponent
            if rest.isZero, !hasTail { return (multiple, .none) }
            let hasHalfUnit = number.digit(ofPower: exponent - 1, in: text) >= 5
            rest.double(plusOne: hasHalfUnit)
            return (multiple, rest >= digits ? .atLeastHalf : .belowHalf)
        }
    }
}

extension SignificantDigits {
    /// As between two literals, with a number of a policy.
    func order(in literal: Span<UInt8>, _ other: PlainDecimal) -> Int {
        order(in: literal, other.value.layout, in: other.value.digits.span)
    }
}
