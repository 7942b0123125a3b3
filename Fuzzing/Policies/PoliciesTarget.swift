import Support

@testable import Proviso

/// Reads policies from YAML and JSON. What follows the last NUL, which neither may hold, is filtered under the policy.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPolicies(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: as libFuzzer lends them.
    let bytes = unsafe FuzzInput(start, count).rest
    let end = bytes.lastIndex(of: 0)
    let text = Array(bytes[..<(end ?? bytes.count)])
    let records = end.map { Array(bytes[($0 + 1)...]) } ?? []
    do throws(PolicyError) {
        let policy = try MinimizationPolicy(utf8: text, source: "policy.yaml")
        requireSameAgain(policy)
        filter(records, under: policy)
    } catch {
        require(!error.problems.isEmpty, "an error without a problem")
        for problem in error.problems {
            let line = problem.description
            require(!line.unicodeScalars.contains { $0.isInvisible }, "invisible characters: \(line.debugDescription)")
            require(problem.place.source == "policy.yaml", "a problem without its place: \(line)")
        }
        let places = error.problems.map { ($0.place.line ?? 0, $0.place.column ?? 0) }
        // That there are more problems than are listed comes last, and has no line.
        require(
            zip(places, places.dropFirst()).allSatisfy { $0 <= $1 || $1 == (0, 0) },
            "not in the order of the text: \(error)")
    }
    return 0
}

/// Requires that the JSON text of a policy reads back to the same policy, which has the same text.
private func requireSameAgain(_ policy: MinimizationPolicy) {
    let text = policy.jsonText
    do throws(PolicyError) {
        let again = try MinimizationPolicy(text: text)
        require(again.says(theSameAs: policy), "another policy: \(text)")
        require(again.jsonText == text, "another text: \(text)\n\(again.jsonText)")
    } catch {
        fatalError("its JSON is refused: \(error)\n\(text)")
    }
}

/// Filters records under a policy in two formats, in one block and in blocks of one byte, if it can be carried out.
private func filter(_ records: [UInt8], under policy: MinimizationPolicy) {
    // A hierarchy would be read from any file that the input names.
    let readsFiles = policy.transforms.contains { if case .lookup = $0.operation { true } else { false } }
    if readsFiles { return }
    do {
        let compiled = try Support.filter(policy).compiled
        for format in [RecordFormat.ndjson, .csv] {
            let options = RecordFilter.Options(format: format, onBadRecord: .skip)
            guard let filter = try? RecordFilter(compiled, options) else { continue }
            let result = FilterResult(of: filter, records)
            require(result == FilterResult(of: filter, records, blockSizes: (1, 1)), "blocks of one byte differ")
            guard format == .ndjson else { continue }
            for line in result.output.split(separator: UInt8(ascii: "\n")).map(Array.init) {
                require(JSONScanner.isStrict(line.span), "no record: \(String(decoding: line, as: UTF8.self))")
            }
        }
    } catch {
        require(error is ProvisoError, "another error: \(error)")
    }
}

extension MinimizationPolicy {
    /// Whether two policies say the same, wherever they were read from.
    fileprivate func says(theSameAs other: MinimizationPolicy) -> Bool {
        purpose == other.purpose && legalBasis == other.legalBasis && recipient == other.recipient
            && domain == other.domain && keyFingerprint == other.keyFingerprint && parameters == other.parameters
            && subject == other.subject && requirements == other.requirements && onlyIf == other.onlyIf
            && limit == other.limit && specialCategories == other.specialCategories && content == other.content
            && terms == other.terms
    }
}
