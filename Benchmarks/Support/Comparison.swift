import Loops
import Proviso

/// One way to do the work.
public struct Variant {
    let name: String
    let family: String
    let operations: Int
    let body: () -> UInt8

    /// Work that is done `operations` times by each call of `body`. Variants of one family compute the same, so their
    /// results must agree; the first of them is what the others are measured against.
    public init(_ name: String, family: String, operations: Int, _ body: @escaping () -> UInt8) {
        self.name = name
        self.family = family
        self.operations = operations
        self.body = body
    }
}

/// Runs variants in turn, round after round, so that a change in the machine's speed meets all of them, and compares
/// medians.
///
/// What counts is the CPU time of the process: it does not grow while others have the machine.
public struct Comparison {
    private let benchmark: String
    private let title: String
    private let variants: [Variant]
    private let rounds: Int

    public init(_ benchmark: String, title: String, _ variants: [Variant], rounds: Int) {
        self.benchmark = benchmark
        self.title = title
        self.variants = variants
        self.rounds = rounds
    }

    public func run(resultsPath: String?) throws {
        var nanoseconds = [[Double]](repeating: [], count: variants.count)
        var allocations = [UInt64](repeating: 0, count: variants.count)
        // The first round warms up and is not counted.
        for round in 0...rounds {
            var results: [String: UInt8] = [:]
            for (index, variant) in variants.enumerated() {
                let before = allocation_count()
                let start = cpu_nanoseconds()
                let result = variant.body()
                let duration = cpu_nanoseconds() - start
                allocations[index] = allocation_count() - before
                precondition(
                    results[variant.family] ?? result == result, "\(variant.name): another result than its peers")
                results[variant.family] = result
                if round > 0 { nanoseconds[index].append(Double(duration) / Double(variant.operations)) }
            }
        }
        print(table(nanoseconds, allocations))
        if let resultsPath { try append(nanoseconds, allocations, to: resultsPath) }
    }

    private func table(_ nanoseconds: [[Double]], _ allocations: [UInt64]) -> String {
        var text = "| \(title), \(rounds) rounds | ns | ratio (min–max) | allocations each |\n"
        text += "|---|---:|---:|---:|\n"
        for (index, variant) in variants.enumerated() {
            let peer = nanoseconds[variants.firstIndex { $0.family == variant.family }!]
            let ratios = zip(nanoseconds[index], peer).map { $0 / $1 }.sorted()
            let each = Double(allocations[index]) / Double(variant.operations)
            text += "| \(variant.name) | \(rounded(median(nanoseconds[index]), 1)) | **\(rounded(median(ratios), 3))** "
            text += "(\(rounded(ratios[0], 3))–\(rounded(ratios[ratios.count - 1], 3))) "
            text += "| \(allocations_are_counted == 0 ? "not counted" : rounded(each, 3)) |\n"
        }
        return text
    }

    /// Adds a line of JSON with every single measurement.
    private func append(_ nanoseconds: [[Double]], _ allocations: [UInt64], to path: String) throws {
        var text = ""
        for (index, variant) in variants.enumerated() {
            let list = nanoseconds[index].map { rounded($0, 2) }.joined(separator: ",")
            text += "{\"benchmark\":\"\(benchmark)\",\"variant\":\"\(variant.name)\","
            text += "\"operations\":\(variant.operations),"
            text += "\"allocations\":\(allocations[index]),\"ns-per-operation\":[\(list)]}\n"
        }
        var file = try OutputFile(path)
        try file.write(text)
        try file.commit()
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    private func rounded(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let number = Int((value * scale).rounded())
        let fraction = String(number % Int(scale))
        return "\(number / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
