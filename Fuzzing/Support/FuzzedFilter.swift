@testable public import Proviso

/// A filter as an input chose it, with the ways in which its input arrives.
public struct FuzzedFilter {
    /// The policy's number.
    public let number: Int
    /// The filter, which works alone.
    public let filter: RecordFilter
    /// Whether records may be as large as they like.
    public let hasRoom: Bool
    private let threadCount: Int
    private let blockSizes: (Int, Int)

    /// How large a record may be where there is little room.
    private static let smallByteCount = 40

    /// Chooses a filter by the first bytes of an input: policy, what is done about bad records, the limit of records, threads
    /// and the sizes of blocks. Nil if the policy cannot be carried out in this format.
    public init?(_ filters: [RecordFilter], _ format: RecordFormat, _ input: inout FuzzInput) {
        number = input.choose(filters.count)
        let onBadRecord = input.choose(among: [RecordFilter.OnBadRecord.stop, .skip])
        hasRoom = input.choose(2) == 0
        threadCount = input.choose(among: [1, 2, 3])
        blockSizes = (input.choose(48), input.choose(48))
        let options = RecordFilter.Options(
            format: format, onBadRecord: onBadRecord,
            largestRecordByteCount: hasRoom ? 1 << 20 : Self.smallByteCount)
        do {
            filter = try RecordFilter(filters[number].compiled, options)
        } catch {
            require((error as? ProvisoError)?.code == .policyFormat, "a filter was refused: \(error)")
            return nil
        }
    }

    /// Filters an input in one block, in blocks of two sizes in turn, and on several threads, and requires that nobody can
    /// tell from the result which it was.
    public func run(_ input: [UInt8]) -> FilterResult {
        let result = FilterResult(of: filter, input)
        let cut = FilterResult(of: filter, input, blockSizes: blockSizes)
        require(cut == result, "blocks of \(blockSizes): \(cut.sketch)\nin one: \(result.sketch)")
        if threadCount > 1 {
            var options = filter.options
            options.jobs = threadCount
            guard let threaded = try? RecordFilter(filter.compiled, options) else {
                fatalError("no filter with threads")
            }
            let other = FilterResult(of: threaded, input, blockSizes: blockSizes)
            require(other == result, "\(threadCount) threads: \(other.sketch)\nalone: \(result.sketch)")
        }
        return result
    }

    /// Requires that filtering what was let through lets all of it through, as it does where a policy only keeps and drops.
    public func requireStable(_ result: FilterResult) {
        guard result.records != nil, hasRoom else { return }
        let again = FilterResult(of: filter, result.output)
        require(again.output == result.output, "again: \(again.sketch)\nonce: \(result.sketch)")
    }

    /// Requires that a canary, planted where nothing is disclosed, appears nowhere and changes nothing of what is disclosed.
    ///
    /// - Parameters:
    ///   - planted: the input with the canary.
    ///   - input: the input as it was.
    ///   - result: what came of that.
    ///   - changesNothing: whether what stands in the canary's place is withheld whole by the policy. What turned bad by
    ///     planting is not compared.
    public func requireHidden(
        _ planted: [UInt8], insteadOf input: [UInt8], _ result: FilterResult, changesNothing: Bool
    ) {
        if planted == input || input.contains(word: Canary.word) { return }
        let other = FilterResult(of: filter, planted, blockSizes: blockSizes)
        require(!other.shows(Canary.word), "the canary came out: \(other.sketch)")
        guard changesNothing, hasRoom, let before = result.records, let after = other.records,
            before.bad == after.bad
        else { return }
        require(other.output == result.output, "with the canary: \(other.sketch)\nwithout: \(result.sketch)")
    }
}

/// A word that no input has by itself.
public enum Canary {
    /// The word, in small ASCII letters.
    public static let word = Array("zqxjkvbpwmfg".utf8)
}
