import Proviso

/// Recipients in the order in which they are given, each once.
struct RecipientList {
    private(set) var recipients: [AgeRecipient] = []

    private static let byteLimit = 1024 * 1024

    /// Adds what an argument names.
    mutating func add(_ text: String, number: Int, of count: Int) throws(ProvisoError) {
        let name = count == 1 ? "-r" : "-r (the \(number). of \(count))"
        do throws(CryptoError) { add([try AgeRecipient(text)]) } catch {
            throw Self.refusal(text, error, ProvisoError.Place(source: name))
        }
    }

    /// Adds those of a file, one a line; `-` is standard input.
    mutating func add(contentsOf path: String) throws {
        let text = try Self.contents(path)
        var isEmpty = true
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
            isEmpty = false
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(CryptoError) { add([try AgeRecipient(text)]) } catch {
                throw Self.refusal(text, error, ProvisoError.Place(source: path, line: index + 1))
            }
        }
        // Nobody names a file to seal to nobody.
        if isEmpty {
            throw ProvisoError(
                .keyInvalid, "no recipient in it", remedy: "write recipients into it, age1…, one a line",
                place: ProvisoError.Place(source: path))
        }
    }

    mutating func add(_ others: [AgeRecipient]) {
        for recipient in others where !recipients.contains(recipient) { recipients.append(recipient) }
    }

    private static func contents(_ path: String) throws -> [UInt8] {
        var file = path == "-" ? InputFile.standardInput() : try InputFile(path)
        var bytes: [UInt8] = []
        while bytes.count <= byteLimit,
            try file.readBlock({ block in for index in block.indices { bytes.append(block[index]) } })
        {}
        guard bytes.count <= byteLimit else {
            throw ProvisoError(
                .keyInvalid, "more than 1 MiB of recipients", remedy: "name a file of recipients",
                place: ProvisoError.Place(source: path))
        }
        return bytes
    }

    /// Names the kind of what is no recipient here. The text itself is not told: it can be a secret by mistake.
    private static func refusal(_ text: String, _ error: CryptoError, _ place: ProvisoError.Place) -> ProvisoError {
        let (message, remedy) =
            if error == .hybridUnsupported {
                (
                    "a post-quantum recipient (age1pq1…), which needs ML-KEM, and ML-KEM is missing from libsodium 1.0.18",
                    "ask for an X25519 recipient (age1 and 58 characters), or seal with a program that has ML-KEM"
                )
            } else if text.uppercased().hasPrefix("AGE-SECRET-KEY-") || text.uppercased().hasPrefix("AGE-PLUGIN-") {
                (
                    "an identity, which opens files, and no recipient",
                    "give its recipient, as proviso keys public tells it; whoever has seen the identity can open what is "
                        + "sealed to it"
                )
            } else if ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].contains(where: text.hasPrefix) {
                ("an SSH key, to which age seals and proviso does not", "ask for an age recipient (age1…), or use age")
            } else if let plugin = plugin(text) {
                (
                    "a recipient of the plugin age-plugin-\(plugin), and proviso has no plugins",
                    "ask for an X25519 recipient (age1 and 58 characters), or use age"
                )
            } else if error == .publicKeyInvalid {
                ("a recipient to which nothing could be sealed in secret", "ask its holder for another")
            } else {
                (
                    "not a recipient, or one that is mistyped: it is age1 and 58 characters",
                    "copy it as its holder published it"
                )
            }
        return ProvisoError(.keyInvalid, message, remedy: remedy, place: place)
    }

    /// The name in `age1NAME1…`.
    private static func plugin(_ text: String) -> String? {
        // The length of ours, in which a mistyped character can look like a name's end.
        guard text.hasPrefix("age1"), text.utf8.count != 62, let end = text.lastIndex(of: "1") else { return nil }
        let start = text.index(text.startIndex, offsetBy: 4)
        guard start < end else { return nil }
        let name = text[start..<end]
        let isName = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"):
                true
            default: false
            }
        }
        return isName ? String(name) : nil
    }
}
