/// How sure a recognizer is of what it found, before words nearby are looked at.
///
/// - **Source**: `Formats/Redaction`, *Confidence*.
public enum RecognitionGrade: UInt8, Comparable, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// Its shape alone, which much else has: only together with a word that says what it is.
    case weak
    /// Check digits or a structure that at least one in fifty other texts of the shape has too.
    case possible
    /// Check digits that few other texts pass, or a structure that other things rarely have.
    case likely
    /// Nothing else looks like it: an IBAN, an e-mail address, a private key.
    case distinct

    /// The less sure grade first.
    public static func < (one: RecognitionGrade, other: RecognitionGrade) -> Bool { one.rawValue < other.rawValue }

    /// The next grade below, if there is one.
    var lowered: RecognitionGrade { RecognitionGrade(rawValue: rawValue &- 1) ?? .weak }

    /// How sure it is together with what the words nearby say.
    ///
    /// These twelve figures, and up to three more for the type that is meant among several, are all that there is to know about
    /// confidence. They are no measured probabilities: they put findings in an order, and the usual threshold of 50 lies between those that are taken and those that are not.
    func confidence(_ evidence: ContextEvidence) -> Confidence {
        let percent =
            switch (self, evidence) {
            case (.weak, .none): 10
            case (.weak, .supporting): 80
            case (.weak, .contrary): 5
            case (.possible, .none): 40
            case (.possible, .supporting): 85
            case (.possible, .contrary): 15
            case (.likely, .none): 75
            case (.likely, .supporting): 92
            case (.likely, .contrary): 35
            case (.distinct, .none): 95
            case (.distinct, .supporting): 99
            case (.distinct, .contrary): 90
            }
        return Confidence(percent: percent)
    }
}

/// What the words near a finding say about it.
///
/// - **Source**: `Formats/Redaction`, *Context words*.
public enum ContextEvidence: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// That it is what it looks like.
    case supporting
    /// That it is something else, such as the number of an order.
    case contrary
}
