/// One of the places that an item lies in, and what erases it there: a file, a row, a folder, a key, a copy elsewhere.
///
/// An item lists all of its parts in the order in which they are to be erased: what was derived from something goes before it,
/// and what names the others goes last.
public struct ErasablePart: Hashable, Sendable, CustomStringConvertible {
    /// The name of the ``Eraser`` that knows it.
    public let eraser: String
    /// Where it lies, in the words of that eraser: a path, the key of a row.
    public let locator: String

    /// A part.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a name that is not `a-z`, then `a-z 0-9 -`, and for a locator that is empty, has
    ///   more than 4,096 bytes or holds a control character.
    public init(eraser: String, locator: String) throws(ProvisoError) {
        guard RetentionWords.isWord(eraser) else {
            throw ProvisoError(
                .valueInvalid, "an eraser cannot be called '\(excerpt(eraser))'",
                remedy: "write \(RetentionWords.wordForm)")
        }
        guard !locator.isEmpty, locator.utf8.count <= 4096, !locator.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else {
            throw ProvisoError(
                .valueInvalid, "the locator of a part is empty, too long or holds a control character",
                remedy: "write at most 4,096 bytes on one line")
        }
        self.eraser = eraser
        self.locator = locator
    }

    /// The eraser and the locator.
    public var description: String { "\(eraser) \(locator)" }

    /// Two parts are equal if they are so to the byte: to Swift two texts are equal if they look alike, and to a file
    /// system they name two files.
    public static func == (left: ErasablePart, right: ErasablePart) -> Bool {
        left.eraser == right.eraser && left.locator.utf8.elementsEqual(right.locator.utf8)
    }
}
