/// The mistakes with names of files that cost data: each is the same in every program.
extension Ending {
    /// A variable of a shell that is not set makes an empty name.
    package static func requireName(_ title: String, _ name: String?) throws(Ending) {
        if name == "" { throw usage("\(title) has an empty name", remedy: "name a file") }
    }

    package static func sameFile(_ title: String, _ other: String, _ path: String) -> Ending {
        usage("\(quoted(path)): \(title) and \(other) are the same file", remedy: "name another one")
    }

    /// What comes out of a pipe comes out once, and whoever reads second would find nothing there.
    package static func samePlace(_ title: String, _ other: String, _ path: String) -> Ending {
        usage("\(quoted(path)): \(title) and \(other) come from the same place", remedy: "name a file")
    }
}
