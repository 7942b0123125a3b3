/// What is wrong with a text that somebody states and that is to stand on one line of a statement, or nil.
///
/// - **Source**: `Formats/Statements`, *The statement*, rule 1.
func statedTextFault(_ text: String, limit: Int = 4096) -> (message: String, remedy: String)? {
    let scalars = text.unicodeScalars
    if scalars.allSatisfy(\.properties.isWhitespace) { return ("is empty", "say it in words") }
    if scalars.contains(where: \.isInvisible) { return ("holds an invisible character", "remove it") }
    if scalars.first!.properties.isWhitespace || scalars.last!.properties.isWhitespace {
        return ("begins or ends with white space", "remove it")
    }
    if text.utf8.count > limit { return ("has more than \(limit) bytes", "say it shorter") }
    return nil
}

/// The UTF-8 of a text that somebody states.
func statedText(_ text: String, as name: String, limit: Int = 4096) throws(ProvisoError) -> [UInt8] {
    if let fault = statedTextFault(text, limit: limit) {
        throw ProvisoError(.valueInvalid, "\(name) \(fault.message)", remedy: fault.remedy)
    }
    return Array(text.utf8)
}
