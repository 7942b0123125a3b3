internal import ProvisoCrypto

/// A `redact` of a policy made ready: what finds and replaces, and which fields of the record are known values.
struct CompiledRedaction: Sendable {
    let redactor: Redactor
    /// The fields whose values are looked for in the text.
    let known: [Field]
    /// The number of the first of its counters.
    let firstCounter: Int32

    /// A field whose values are looked for.
    struct Field: Sendable {
        /// The list that its values are collected in.
        let list: Int
        let kind: KnownValue.Kind
        let prefixes: [[UInt8]]
        let replacement: Replacement?
    }

    /// So many counters it has.
    var counterCount: Int { redactor.plan.table.types.count * FoundCount.bands.count }

    /// The counter of findings of a type with a confidence.
    func counter(of type: Int, _ confidence: Confidence) -> Int32 {
        firstCounter + Int32(type * FoundCount.bands.count + FoundCount.band(of: confidence))
    }

    /// What was counted, by type and band, without types of which nothing was found.
    func found(_ totals: [Int]) -> [FoundCount] {
        redactor.plan.table.types.enumerated().compactMap { number, type in
            let first = Int(firstCounter) + number * FoundCount.bands.count
            let counts = Array(totals[first..<first + FoundCount.bands.count])
            return counts.contains { $0 > 0 } ? FoundCount(type: type, byBand: counts) : nil
        }
    }
}

extension CompiledPolicy {
    /// What the redactions of a rule have found, by type.
    func found(by rule: Int, _ totals: [Int]) -> [FoundCount] {
        var numbers = steps[rule].compactMap { step in
            if case .redact(let number, _) = step.operation { number } else { nil as Int? }
        }
        if let textRedaction, Int(textRedaction.rule) == rule { numbers.append(textRedaction.number) }
        return numbers.flatMap { redactions[$0].found(totals) }
    }
}

/// How much of one type was found in texts, by how sure it was.
///
/// - **Does not guarantee**: that small counts tell nothing, or that nothing else was in the texts.
/// - **Source**: `Formats/Report`, *rules*.
public struct FoundCount: Hashable, Sendable {
    /// What it was recognized as.
    public let type: RecognizedType
    let byBand: [Int]

    /// The lowest percentages of the bands of confidence that are counted apart.
    static let bands = [0, 50, 70, 85, 95]

    static func band(of confidence: Confidence) -> Int { bands.lastIndex { $0 <= confidence.percent } ?? 0 }

    /// How many were found.
    public var count: Int { byBand.reduce(0, +) }

    /// How many were found with at least the lower confidence and less than the next band's: 0, 50, 70, 85 and 95 percent.
    public var counts: [(from: Confidence, count: Int)] {
        zip(Self.bands, byBand).compactMap { $1 > 0 ? (Confidence(percent: $0), $1) : nil }
    }
}
