internal import ProvisoCrypto

extension MinimizationPolicy {
    /// Reads a policy from a file of YAML or JSON.
    ///
    /// A file whose first visible character is `{` is JSON; any other is YAML.
    ///
    /// - **Guarantees**: every problem of the policy is reported at once.
    /// - **Throws**: ``ProvisoError/Code/storeMissing`` and ``ProvisoError/Code/storeFailed`` for the file,
    ///   ``PolicyError`` for what it says.
    /// - **Source**: `Formats/Policy`.
    public init(contentsOfFile path: String) throws {
        guard let bytes = try InputFile(path).contents(limit: PolicyText.maximumByteCount) else {
            throw PolicyLanguage.policy.tooLong(source: path)
        }
        try self.init(utf8: bytes, source: path)
    }

    /// Reads a policy from a text of YAML or JSON; `source` is the name that problems are reported under.
    ///
    /// - **Throws**: ``PolicyError`` with every problem at once.
    public init(text: String, source: String? = nil) throws(PolicyError) {
        try self.init(utf8: Array(text.utf8), source: source)
    }

    /// Reads a policy from the bytes of a text, at most 1 MiB; `source` is the name that problems are reported under.
    ///
    /// - **Throws**: ``PolicyError`` with every problem at once.
    public init(utf8: [UInt8], source: String? = nil) throws(PolicyError) {
        self = try PolicyParser.parse(utf8, source: source)
    }
}
