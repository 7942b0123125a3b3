/// Finds the word that somebody may have meant.
enum NearestWord {
    /// The one word that is nearest to a text, or nil if none or several are near: one begins with the other, or a few
    /// letters were left out, added, changed or swapped.
    static func to(_ text: String, among words: [String]) -> String? {
        var best: String?
        var bestDistance = Int.max
        for word in words {
            guard let distance = nearness(Array(text.utf8), Array(word.utf8)), distance <= bestDistance else {
                continue
            }
            best = distance < bestDistance ? word : nil
            bestDistance = distance
        }
        return best
    }

    /// A remedy that names the nearest word, or lists all.
    static func remedy(for text: String, among words: [String]) -> String {
        if let word = to(text, among: words) { return "did you mean '\(word)'?" }
        return words.count == 1 ? "write \(words[0])" : "one of: " + words.joined(separator: ", ")
    }

    private static func nearness(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        let shorter = min(left.count, right.count)
        let difference = abs(left.count - right.count)
        if shorter >= 4, difference <= 8, left.starts(with: right) || right.starts(with: left) { return difference }
        let allowed = max(left.count, right.count) < 6 ? 1 : 2
        // Comparing the lengths first keeps a text of a million letters cheap.
        guard difference <= allowed, shorter > allowed else { return nil }
        let distance = distance(left, right)
        return distance <= allowed ? distance : nil
    }

    /// How many letters have to be left out, added, changed or swapped with their neighbor (optimal string alignment).
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(last[column + 1] + 1, current[column] + 1, change)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
