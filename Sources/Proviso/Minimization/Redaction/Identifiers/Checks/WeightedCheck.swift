/// Sums of values times weights, by which most check digits are made. What is made of a sum is up to each identifier.
enum WeightedCheck {
    /// The sum of values times weights, from a character on. Letters count 10 to 35.
    @inline(__always)
    static func sum<let count: Int>(_ text: Span<UInt8>, from start: Int = 0, _ weights: InlineArray<count, Int>) -> Int
    {
        var sum = 0
        for index in weights.indices { sum += text.value(at: start + index) * weights[index] }
        return sum
    }

    /// The sum of the digits of values times weights.
    @inline(__always)
    static func digitSum<let count: Int>(_ text: Span<UInt8>, _ weights: InlineArray<count, Int>) -> Int {
        var sum = 0
        for index in weights.indices {
            let product = text.value(at: index) * weights[index]
            sum += product / 10 + product % 10
        }
        return sum
    }

    /// Whether digits end with the check digit of travel documents: weights 7, 3 and 1 again and again, modulo 10.
    ///
    /// - **Source**: ICAO Doc 9303-3, section 4.9.
    static func isTravelDocument(_ text: Span<UInt8>) -> Bool {
        let weights: InlineArray<3, Int> = [7, 3, 1]
        var sum = 0
        for index in 0..<(text.count - 1) { sum += text.value(at: index) * weights[index % 3] }
        return sum % 10 == text.value(at: text.count - 1)
    }

    /// Whether digits end with the check digit of articles: weights 1 and 3 in turn, modulo 10.
    ///
    /// - **Source**: GS1 General Specifications, section 7.9.
    static func isArticle(_ text: Span<UInt8>) -> Bool {
        var sum = 0
        for index in text.indices { sum += text.digit(at: index) * ((text.count - index) % 2 == 0 ? 3 : 1) }
        return sum % 10 == 0
    }
}
