/// How a recipient is asked to handle data: a code of the Traffic Light Protocol, the Permissible Actions Protocol or Europol's handling
/// codes, or any other text.
///
/// - **Does not guarantee**: that anybody complies. It is stated, not enforced.
/// - **Source**: FIRST, *TLP 2.0*; MISP taxonomy *PAP*; Europol handling codes H0 to H3.
public struct HandlingCode: Hashable, Sendable, CustomStringConvertible {
    /// Its UTF-8: two texts that only look alike are two.
    private let utf8: [UInt8]

    /// The code as written.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A code from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a text that is empty or holds an invisible character.
    public init(_ text: String) throws(ProvisoError) {
        utf8 = try statedText(text, as: "a handling code")
    }

    /// Whether the code is one of those listed above. One that is not MUST be treated as the strictest.
    public var isKnown: Bool {
        if Self.plain.contains(description) { return true }
        let parts = description.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        switch parts.first {
        case "H0", "H1", "H2": return true
        case "H3": return parts.count == 2
        default: return false
        }
    }

    private static let plain: Set<String> = [
        "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", "PAP:RED", "PAP:AMBER", "PAP:GREEN",
        "PAP:CLEAR",
    ]
}
