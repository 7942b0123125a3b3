import Proviso
import Shared

/// Which file serves as what, to find the mistakes that cost data: an empty name, and one file in two roles.
struct FileRoles {
    private var roles: [Role] = []

    private struct Role {
        let title: String
        let path: String
        let identity: FileIdentity?
        let isSource: Bool
    }

    /// A file or folder that is read, written or made.
    mutating func add(_ title: String, _ path: String?) throws(Ending) {
        guard let path else { return }
        try Ending.requireName(title, path)
        let identity = FileIdentity(output: path)
        for other in roles where identity != nil && other.identity == identity {
            throw Self.conflict(title, other, path, identity)
        }
        roles.append(Role(title: title, path: path, identity: identity, isSource: false))
    }

    /// All files that have to do with the key for pseudonyms.
    mutating func add(_ keys: KeyOptions) throws(Ending) {
        for file in keys.files { try add(file.title, file.path) }
        try addMemory(keys.memory)
    }

    /// The file that remembers a keyring's state.
    mutating func addMemory(_ path: String?) throws(Ending) {
        try add("the keyring's memory", path)
    }

    /// The same for a command that changes the keyring. It is remembered afterwards, so a name that cannot be right must
    /// be found before: who is told of a mistake then takes the keyring for unchanged.
    mutating func addNeededMemory(_ path: String) throws {
        try addMemory(path)
        guard FileIdentity(output: path) != nil else {
            throw ProvisoError(
                .storeFailed, "cannot be made: there is no such folder", remedy: "make it, or name another file",
                place: ProvisoError.Place(source: path))
        }
    }

    /// Records that are read. One file of records may be read twice.
    mutating func addRecords(_ path: String) throws(Ending) { try addSource("the input", path) }

    /// What is only read, where `-` is standard input. A file may be read twice in one role.
    mutating func addSource(_ title: String, _ path: String) throws(Ending) {
        try Ending.requireName(title, path)
        let identity = FileIdentity(input: path)
        for other in roles where identity != nil && other.identity == identity {
            if other.isSource, other.title == title, identity?.isRegular == true { continue }
            throw Self.conflict(title, other, path, identity)
        }
        roles.append(Role(title: title, path: path, identity: identity, isSource: true))
    }

    /// Standard output, to which a shell can have led one of the files.
    func requireStandardOutputApart() throws(Ending) {
        guard let output = FileIdentity(descriptor: FileIdentity.standardOutput), output.isRegular else { return }
        for role in roles where role.identity == output {
            throw Ending.sameFile("standard output", role.title, role.path)
        }
    }

    /// Standard output has the answer, and nothing else can have it too.
    func requireAnswer(apartFrom title: String, _ path: String) throws(Ending) {
        if path == "-" { throw .usage("\(title) - is no file", remedy: "name one") }
        guard path != "/dev/null", let file = FileIdentity(output: path),
            file == FileIdentity(descriptor: FileIdentity.standardOutput)
        else { return }
        throw Ending.sameFile(title, "standard output", path)
    }

    private static func conflict(_ title: String, _ other: Role, _ path: String, _ identity: FileIdentity?) -> Ending {
        identity?.isRegular == true || identity?.isFolder == true
            ? Ending.sameFile(title, other.title, path) : Ending.samePlace(title, other.title, path)
    }
}
