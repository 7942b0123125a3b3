/// What rules look at: of what category an item is, for what purpose it is kept, and what part its subject has.
///
/// - **Source**: `Formats/Retention`, *The schedule*.
public struct RetentionLabels: Hashable, Sendable {
    /// The category, such as `case-record` or `case-record/message`, which is below it.
    public let category: String
    /// The purpose as a word, if it has one.
    public let purpose: String?
    /// The part of the subject as a word, such as `victim`, if it has one; those of ``DataSubjectCategory`` are among them.
    public let subjectCategory: String?

    /// Labels from their words.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a word or category that does not have its form.
    public init(category: String, purpose: String? = nil, subjectCategory: String? = nil) throws(ProvisoError) {
        guard RetentionWords.isCategory(category) else {
            throw ProvisoError(
                .valueInvalid, "a category cannot be '\(excerpt(category))'",
                remedy: "write \(RetentionWords.categoryForm)")
        }
        for (name, word) in [("purpose", purpose), ("subject category", subjectCategory)] {
            guard let word, !RetentionWords.isWord(word) else { continue }
            throw ProvisoError(
                .valueInvalid, "a \(name) cannot be '\(excerpt(word))'", remedy: "write \(RetentionWords.wordForm)")
        }
        self.category = category
        self.purpose = purpose
        self.subjectCategory = subjectCategory
    }

    /// Whether the category is another one or lies below it.
    func isBelow(_ other: String) -> Bool {
        let (own, other) = (Array(category.utf8), Array(other.utf8))
        return own.starts(with: other) && (own.count == other.count || own[other.count] == UInt8(ascii: "/"))
    }
}

/// The forms of the words in schedules.
///
/// - **Source**: `Formats/Retention`, *The schedule*.
enum RetentionWords {
    static let wordForm = "a-z, then a-z 0-9 or -, at most 64 characters"
    static let categoryForm = "words of a-z 0-9 and - with / between them, at most 128 characters"
    static let largestVersion = 999_999_999

    static func isWord(_ text: some StringProtocol) -> Bool {
        PolicyWords.isName(String(text)) && text.utf8.count <= 64
    }

    static func isCategory(_ text: String) -> Bool {
        text.utf8.count <= 128
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { isWord($0) }
    }
}
