internal import ProvisoCrypto

/// Reads the files of hierarchies that a policy names, each once.
struct LookupFiles {
    private var contents: [String: [UInt8]] = [:]
    /// The files that were read, as the policy names them, with their digests.
    private(set) var digests: [String: ContentDigest] = [:]

    /// More than any hierarchy has; the bound keeps a wrong file from filling the memory.
    static let maximumByteCount = 64 * 1024 * 1024

    /// The table that a rule looks values up in.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing`` and ``ProvisoError/Code/storeFailed`` for the file,
    ///   ``ProvisoError/Code/policyLookup`` for what it says.
    mutating func table(
        _ options: FieldTransform.LookupOptions, of policy: MinimizationPolicy, rule: String
    ) throws -> LookupTable {
        let name = Self.path(options.file, beside: policy.source)
        if contents[name] == nil {
            guard let bytes = try InputFile(name).contents(limit: Self.maximumByteCount) else {
                throw ProvisoError(
                    .policyLookup, "a hierarchy of more than \(Self.maximumByteCount) bytes",
                    remedy: "keep the values that occur", place: ProvisoError.Place(source: name), rule: rule)
            }
            contents[name] = bytes
            digests[options.file] = ContentDigest(of: bytes)
        }
        do throws(ProvisoError) {
            return try LookupTable(contents[name]!, delimiter: options.delimiter, level: options.level, name: name)
        } catch {
            throw ProvisoError(.policyLookup, error.message, remedy: error.remedy, place: error.place, rule: rule)
        }
    }

    /// A relative name belongs to the folder of the policy's file.
    static func path(_ file: String, beside policy: String?) -> String {
        guard !file.hasPrefix("/"), let policy, let end = policy.lastIndex(of: "/") else { return file }
        return policy[...end] + file
    }
}
