/// How sure a finding is, in percent. It is made of a ``RecognitionGrade`` and of what the words nearby say.
///
/// - **Does not guarantee**: that it is a probability. It puts findings in an order.
/// - **Source**: `Formats/Redaction`, *Confidence*.
public struct Confidence: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// 0 to 100.
    public let percent: Int

    /// A confidence of 0 to 100 percent.
    public init(percent: Int) {
        precondition((0...100).contains(percent), "Confidence: 0 to 100 percent")
        self.percent = percent
    }

    /// As sure as can be.
    public static let certain = Confidence(percent: 100)
    /// What a finding must have to be taken, unless something else is said.
    public static let usualThreshold = Confidence(percent: 50)

    /// The less sure first.
    public static func < (one: Confidence, other: Confidence) -> Bool { one.percent < other.percent }

    /// `85 %`
    public var description: String { "\(percent) %" }
}
