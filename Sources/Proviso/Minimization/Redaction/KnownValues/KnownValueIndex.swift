/// What known values are compiled to.
final class KnownValueIndex: Sendable {
    /// Something that ends at a node of the tree: a word of names, or a whole value.
    struct Record {
        /// The number of a word, or of a value.
        let item: Int32
        /// The record after it at the same node, or -1.
        let next: Int32
        let kind: Kind
        /// Of a word: the endings it can have from here on.
        let rules: UInt64

        enum Kind: UInt8 {
            case word
            /// A word in Latin letters that the value does not have, or in ASCII.
            case transliteratedWord
            /// A value that may have separators inside.
            case whole
            /// The same in Latin letters or ASCII.
            case transliteratedWhole
            /// A name in a script without spaces, the given name first.
            case reversed
            /// The initials of a name, with their dots.
            case initials
        }
    }

    /// A word of one or many names.
    struct Word {
        /// Where the names begin that have it, or -1.
        var firstUse: Int32
        /// Tells words apart that differ in accents alone.
        let signature: UInt64
        /// Whether it may be found alone, if names have others.
        let isPart: Bool
        /// Whether it is found only if it is capitalized.
        let isOrdinary: Bool
    }

    /// A word in one name.
    struct Use {
        let value: Int32
        let part: Int32
        let next: Int32
    }

    /// A value; a name has parts.
    struct Entry {
        /// What the caller knows it by.
        let index: Int
        var firstPart: Int32 = 0
        var partCount: Int32 = 0
    }

    /// A part of a name, and its initial in up to three spellings.
    struct Part {
        /// The number of its word; -1 for a part of one letter, which is only found as an initial.
        let word: Int32
        let initials: InlineArray<3, UInt32>
    }

    let trie: KnownValueTrie
    let filter: KnownValueFilter
    /// By node: its first record, or -1.
    let firstRecords: [Int32]
    let records: [Record]
    let words: [Word]
    let uses: [Use]
    let entries: [Entry]
    let parts: [Part]
    /// The texts, to tell exact finds.
    let values: [KnownValueSet.Value]
    let mostParts: Int
    let findsParts: Bool

    init(_ compiler: consuming KnownValueCompiler, values: [KnownValueSet.Value], findsParts: Bool) {
        trie = compiler.trie
        filter = compiler.filter
        firstRecords = compiler.firstRecords
        records = compiler.records
        words = compiler.words
        uses = compiler.uses
        entries = compiler.entries
        parts = compiler.parts
        mostParts = compiler.mostParts
        self.values = values
        self.findsParts = findsParts
    }
}
