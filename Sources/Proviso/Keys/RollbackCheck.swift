internal import ProvisoCrypto

/// What is known of a keyring's state from elsewhere, so that an older copy of its file is refused.
///
/// An older copy is a good file in every respect, but in it a retired version is active and a destroyed one lives.
/// Nothing in the file itself can tell, so every opening says where the last state is remembered.
///
/// - **Source**: `Formats/Keyrings`, *Rollback*.
public struct RollbackCheck: Hashable, Sendable {
    private enum Kind: Hashable {
        case remembered(String)
        case atLeast(Int)
        case unchecked
    }

    private let kind: Kind

    /// Refuses what is older than, or another than, what a file remembers, and brings that file up to date.
    ///
    /// The file is made when it is not there. Keep it where a restored backup of the keyring does not restore it too.
    ///
    /// - **Guarantees**: neither an older state of the ring, nor another ring, nor another state of the same generation
    ///   passes.
    /// - **Does not guarantee**: anything on first use, or when somebody removed or changed the memory.
    public static func remembered(in path: String) -> RollbackCheck { RollbackCheck(kind: .remembered(path)) }

    /// Refuses a generation below a number that the caller keeps.
    public static func atLeast(_ generation: Int) -> RollbackCheck { RollbackCheck(kind: .atLeast(generation)) }

    /// Refuses nothing: for looking at an old copy on purpose.
    public static let unchecked = RollbackCheck(kind: .unchecked)

    /// What is known at this moment.
    ///
    /// It is asked for before the ring is read: a ring can be changed in between, and remembered as such, and what was
    /// read before would look like an older copy.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyringMemory``, ``ProvisoError/Code/storeMode``,
    ///   ``ProvisoError/Code/storeFailed``.
    func recall() throws(ProvisoError) -> Recollection {
        switch kind {
        case .unchecked: Recollection(memory: nil, leastGeneration: 0, path: nil)
        case .atLeast(let generation): Recollection(memory: nil, leastGeneration: generation, path: nil)
        case .remembered(let path):
            Recollection(memory: try Memory(contentsOf: path), leastGeneration: 0, path: path)
        }
    }

    /// What was known of a ring before it was read.
    struct Recollection {
        fileprivate let memory: Memory?
        fileprivate let leastGeneration: Int
        /// Where the memory is, if there is to be one.
        fileprivate let path: String?

        /// Refuses a state that cannot be the last one.
        ///
        /// - **Throws**: ``ProvisoError/Code/keyringGeneration``, ``ProvisoError/Code/keyringOther``.
        func check(_ contents: KeyringContents, source: String) throws(ProvisoError) {
            let place = ProvisoError.Place(source: source)
            try memory?.requireSameRing(contents, place)
            let seen = memory?.generation ?? 0
            guard contents.generation >= max(leastGeneration, seen) else {
                let known =
                    seen >= leastGeneration ? "\(seen) was seen before" : "at least \(leastGeneration) was asked for"
                throw ProvisoError(
                    .keyringGeneration,
                    "an older copy of the keyring: generation \(contents.generation), and \(known)",
                    remedy: "use the last one; a copy from a backup can hold keys that were destroyed", place: place)
            }
        }

        /// Remembers a state that was checked, unless a later one is remembered meanwhile.
        func remember(_ contents: KeyringContents, source: String) throws(ProvisoError) {
            guard let path, memory.map({ $0.generation < contents.generation }) ?? true,
                let lock = try FolderLock.take(around: path, waits: true)
            else { return }
            let current = try Memory(contentsOf: path)
            try current?.requireSameRing(contents, ProvisoError.Place(source: source))
            if current.map({ $0.generation < contents.generation }) ?? true { try Memory(contents).write(to: path) }
            _ = consume lock
        }
    }
}

/// The one line of a file that remembers a keyring's state.
private struct Memory {
    let id: StatementID
    let generation: Int
    let digest: String

    private static let marker = "proviso-keyring-seen-v1"
    private static let largestByteCount = 256

    init(_ contents: KeyringContents) {
        id = contents.id
        generation = contents.generation
        digest = contents.digest.description
    }

    /// Reads a memory; nil if there is none yet.
    init?(contentsOf path: String) throws(ProvisoError) {
        do throws(ProvisoError) {
            self = try SecretFile.read(path, limit: Self.largestByteCount) {
                (bytes: Span<UInt8>?) throws(ProvisoError) -> Memory in
                guard let bytes, let memory = Memory(bytes) else {
                    throw ProvisoError(
                        .keyringMemory, "not what remembers a keyring",
                        remedy: "name another file, or restore this one", place: ProvisoError.Place(source: path))
                }
                return memory
            }
        } catch  where error.code == .storeMissing {
            return nil
        }
    }

    private init?(_ bytes: Span<UInt8>) {
        let text = String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
        let words = text.dropLast().split(separator: " ", omittingEmptySubsequences: false)
        guard text.hasSuffix("\n"), words.count == 4, words[0] == Self.marker,
            let id = try? StatementID(String(words[1])),
            let generation = Int(words[2]), String(generation) == words[2], generation > 0,
            Hexadecimal.decode(String(words[3]))?.count == 32
        else { return nil }
        self.id = id
        self.generation = generation
        digest = String(words[3])
    }

    /// Refuses another ring, and another state of the same generation.
    func requireSameRing(_ contents: KeyringContents, _ place: ProvisoError.Place) throws(ProvisoError) {
        guard id == contents.id else {
            throw ProvisoError(
                .keyringOther, "another keyring than was seen before",
                remedy: "find out who replaced it; if it was meant, remove what remembers the other one", place: place)
        }
        guard generation != contents.generation || digest == contents.digest.description else {
            throw ProvisoError(
                .keyringOther, "another state of generation \(generation) than was seen before",
                remedy: "two copies of the keyring were changed; find the one that was seen, and use it", place: place)
        }
    }

    func write(to path: String) throws(ProvisoError) {
        var file = try OutputFile(path)
        try file.write("\(Self.marker) \(id) \(generation) \(digest)\n")
        try file.commit()
    }
}
