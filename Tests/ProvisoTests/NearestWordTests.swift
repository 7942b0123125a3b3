import Testing

@testable import Proviso

@Suite struct NearestWordTests {
    private let words = ["keep", "drop", "keep-subtree", "set-null", "only-if", "alphanumeric"]

    @Test(arguments: [
        ("kep", "keep"), ("keeep", "keep"), ("kepe", "keep"), ("Keep", "keep"), ("keep-all", "keep"), ("dorp", "drop"),
        ("keepsubtree", "keep-subtree"), ("only_if", "only-if"), ("setnull", "set-null"), ("set_nul", "set-null"),
        ("alphanum", "alphanumeric"),
    ])
    func `a word with a slip is found`(text: String, word: String) {
        #expect(NearestWord.to(text, among: words) == word)
        #expect(NearestWord.remedy(for: text, among: words) == "did you mean '\(word)'?")
    }

    @Test(arguments: ["", "k", "ke", "pass", "remove", "if", "numeric", "keep-sub"])
    func `a word that is far from all, or near to several, is not guessed`(text: String) {
        #expect(NearestWord.to(text, among: words) == nil)
        #expect(
            NearestWord.remedy(for: text, among: words)
                == "one of: keep, drop, keep-subtree, set-null, only-if, alphanumeric")
    }

    @Test func `a long text costs nothing`() {
        let text = String(repeating: "keep", count: 250_000)
        let elapsed = ContinuousClock().measure {
            for _ in 0..<20 { #expect(NearestWord.to(text, among: words) == nil) }
        }
        #expect(elapsed < .seconds(5))
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "xabc", 1),
        ("ab", "ba", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
    func `a distance counts what was left out, added, changed or swapped`(left: String, right: String, distance: Int) {
        #expect(NearestWord.distance(Array(left.utf8), Array(right.utf8)) == distance)
        #expect(NearestWord.distance(Array(right.utf8), Array(left.utf8)) == distance)
    }
}
