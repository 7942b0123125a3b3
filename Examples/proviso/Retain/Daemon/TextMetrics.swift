import CoreMetrics
import Synchronization

/// Metrics that are kept in memory and written as text, in the format in which Prometheus reads them.
///
/// - Source: Prometheus, *Exposition formats*, text-based format 0.0.4.
final class TextMetrics: MetricsFactory {
    /// What is known of one label with one set of dimensions.
    fileprivate struct Series: Hashable {
        let label: String
        let dimensions: String

        init(_ label: String, _ dimensions: [(String, String)]) {
            self.label = label
            self.dimensions = dimensions.sorted { $0.0 < $1.0 }.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
                .joined(separator: ",")
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }

    fileprivate enum Value {
        case counter(Int64)
        /// Nil until something is recorded.
        case gauge(Double?)
        /// A recorder that aggregates, and a timer, in seconds.
        case summary(sum: Double, count: Int)

        var type: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .summary: "summary"
            }
        }
    }

    private let values = Mutex<[Series: Value]>([:])

    // MARK: - Text

    /// All that is known, with what the labels mean.
    func text(help: [String: String]) -> String {
        let values = values.withLock { $0 }
        var result = ""
        for (label, group) in Dictionary(grouping: values, by: \.key.label).sorted(by: { $0.key < $1.key }) {
            let lines = group.sorted { $0.key.dimensions < $1.key.dimensions }.flatMap { text($0.key, $0.value) }
            guard let type = group.first?.value.type, !lines.isEmpty else { continue }
            if let help = help[label] { result += "# HELP \(label) \(help)\n" }
            result += "# TYPE \(label) \(type)\n" + lines.joined()
        }
        return result
    }

    private func text(_ series: Series, _ value: Value) -> [String] {
        func line(_ ending: String, _ value: some CustomStringConvertible) -> String {
            series.label + ending + (series.dimensions.isEmpty ? "" : "{\(series.dimensions)}") + " \(value)\n"
        }
        switch value {
        case .counter(let count): return [line("", count)]
        case .gauge(nil): return []
        case .gauge(let number?): return [line("", number)]
        case .summary(let sum, let count): return [line("_sum", sum), line("_count", count)]
        }
    }

    // MARK: - Handlers

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Handler(self, Series(label, dimensions), .counter(0))
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        Handler(self, Series(label, dimensions), aggregate ? .summary(sum: 0, count: 0) : .gauge(nil))
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Handler(self, Series(label, dimensions), .summary(sum: 0, count: 0))
    }

    func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func remove(_ handler: any AnyObject & Sendable) {
        guard let handler = handler as? Handler else { return }
        _ = values.withLock { $0.removeValue(forKey: handler.series) }
    }

    fileprivate func change(_ series: Series, _ body: (inout Value) -> Void) {
        values.withLock { values in
            guard var value = values[series] else { return }
            body(&value)
            values[series] = value
        }
    }

    /// A metric that is there already goes on as it is.
    fileprivate func begin(_ series: Series, _ value: Value) {
        values.withLock { values in
            if values[series] == nil { values[series] = value }
        }
    }
}

/// What a metric writes to, of whichever kind it is.
private final class Handler: CounterHandler, RecorderHandler, TimerHandler {
    private let metrics: TextMetrics
    let series: TextMetrics.Series

    init(_ metrics: TextMetrics, _ series: TextMetrics.Series, _ value: TextMetrics.Value) {
        self.metrics = metrics
        self.series = series
        metrics.begin(series, value)
    }

    func increment(by amount: Int64) {
        metrics.change(series) { value in
            guard case .counter(let count) = value else { return }
            // As others count on where the largest number was reached.
            value = .counter(count.addingReportingOverflow(amount).partialValue)
        }
    }

    func reset() { metrics.change(series) { value in value = .counter(0) } }

    func record(_ number: Int64) { record(Double(number)) }

    func record(_ number: Double) {
        metrics.change(series) { value in
            switch value {
            case .counter: break
            case .gauge: value = .gauge(number)
            case .summary(let sum, let count): value = .summary(sum: sum + number, count: count + 1)
            }
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
}
