/// A recognizer of a program's own, such as one that asks a language model for the names of people.
///
/// ```swift
/// struct CaseNumbers: Recognizer {
///     let caseNumber: RecognizedType    // try RecognizedType(custom: "case-number")
///     var types: [RecognizedType] { [caseNumber] }
///     func findings(in text: Span<UInt8>) -> [Finding] { … }
/// }
/// ```
///
/// Of a stream it is given pieces that overlap, so what it finds must not depend on what stands more than
/// ``Redactor/longestFinding`` bytes away. It is called from several threads at once where a filter has several jobs.
///
/// - **Guarantees**: what it finds is treated as the findings of the built-in recognizers are: thresholds, lists and overlaps
///   apply. A finding outside of the text is ignored.
/// - **Does not guarantee**: that the text is well-formed UTF-8.
/// - **Cost**: its own, once for each text, or for each piece of half a MiB of a stream.
/// - **Source**: `Formats/Redaction`, *Recognizers of a program's own*.
public protocol Recognizer: Sendable {
    /// The types that it can give: made with ``RecognizedType/init(custom:)``, or built-in ones.
    var types: [RecognizedType] { get }

    /// What it finds in a text, in any order.
    func findings(in text: Span<UInt8>) -> [Finding]
}
