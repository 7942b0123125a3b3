import Proviso
import Shared

/// An input that can be read twice: a file from the descriptor that is open, so that its name may lead elsewhere by
/// then, and anything else from a copy in a temporary file, sealed as it is.
struct RereadableInput: ~Copyable {
    private let file: InputFile
    private let copy: TemporaryFile?
    private let start: Int
    private let version: OpenFile.Version?

    /// Header and nonce of every age file end before, with or without armor.
    private static let beginningByteCount = 128 * 1024

    init(_ file: consuming InputFile) throws {
        let descriptor = file.withDescriptor { $0 }
        if FileIdentity(descriptor: descriptor)?.isRegular == true, let position = OpenFile.position(descriptor) {
            self.init(file: file, copy: nil, start: position, version: OpenFile.Version(descriptor))
        } else {
            let copy = try Self.copy(&file)
            let version = OpenFile.Version(copy.descriptor)
            self.init(file: file, copy: copy, start: 0, version: version)
        }
    }

    private init(file: consuming InputFile, copy: consuming TemporaryFile?, start: Int, version: OpenFile.Version?) {
        self.file = file
        self.copy = copy
        self.start = start
        self.version = version
    }

    /// Gives all of it to somebody who reads it.
    ///
    /// - Throws: what `body` throws; ``ProvisoError/Code/agePayload`` if somebody has written to the file since it was
    ///   opened.
    borrowing func read<R>(_ body: (consuming InputFile) throws -> R) throws -> R {
        let descriptor: Int32
        switch copy {
        case .some(let copy): descriptor = copy.descriptor
        case .none: descriptor = file.withDescriptor { $0 }
        }
        guard OpenFile.move(descriptor, to: start), OpenFile.Version(descriptor) == version else { throw changed }
        do {
            return try body(InputFile(descriptor: descriptor, name: file.name))
        } catch let error as ProvisoError where error.place.source == file.name {
            // What is wrong with half of a new file is not what was wrong.
            throw OpenFile.Version(descriptor) == version ? error : changed
        }
    }

    private var changed: ProvisoError {
        ProvisoError(
            .agePayload, "somebody wrote to it while it was opened",
            remedy: "discard what came out, and run again when it is done", place: ProvisoError.Place(source: file.name)
        )
    }

    private static func copy(_ file: inout InputFile) throws -> TemporaryFile {
        let copy = try TemporaryFile()
        var byteCount = 0
        var isChecked = false
        while try file.readBlock({ bytes in
            try copy.append(bytes)
            byteCount += bytes.count
        }) {
            // Whatever is not sealed need not be copied, and may never end.
            guard !isChecked, byteCount >= beginningByteCount else { continue }
            isChecked = true
            _ = OpenFile.move(copy.descriptor, to: 0)
            _ = try SealedFileOpener.isUnderPassphrase(InputFile(descriptor: copy.descriptor, name: file.name))
        }
        return copy
    }
}
