/// What must hold of a record, or of an object, for it to be disclosed or to be of a kind.
///
/// Every test must hold. A test on a value that is missing, null, an object or an array is *unknown*, which never lets a record
/// pass.
///
/// ```swift
/// let condition: RecordCondition = ["$.role": .isIn(["suspect", "convicted"]), "$.closed": "false"]
/// ```
public struct RecordCondition: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    let tests: [Test]

    struct Test: Hashable, Sendable {
        let writtenPath: String
        let test: FieldTest
        let mark: PolicyMark
    }

    /// A condition from paths and tests, all of which must hold.
    public init(dictionaryLiteral elements: (String, FieldTest)...) {
        self.init(tests: elements.map { Test(writtenPath: $0.0, test: $0.1, mark: .unknown) })
    }

    init(tests: [Test]) {
        self.tests = tests
    }
}

/// A test on the values at a path; where several values are selected, one that passes is enough.
public struct FieldTest: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The texts of which one must be equal to the value.
    let texts: [String]

    /// The value is one of these texts.
    ///
    /// A text is compared with a string's content, a number's literal, or `true` and `false`, in which upper and lower case differ;
    /// a number also by its value, so that `1` equals `1.0`.
    public static func isIn(_ texts: [String]) -> FieldTest {
        FieldTest(texts: texts)
    }

    /// The value equals this text.
    public static func equals(_ text: String) -> FieldTest {
        FieldTest(texts: [text])
    }

    /// The value equals this text.
    public init(stringLiteral text: String) {
        texts = [text]
    }

    init(texts: [String]) {
        self.texts = texts
    }
}
