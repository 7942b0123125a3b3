import Foundation

@testable import Proviso

/// The identifiers of `Vectors/identifiers.txt` that are right, by type, without what stands between their characters.
enum IdentifierVectors {
    static let right: [(type: RecognizedType, texts: [[UInt8]])] = {
        let file = TestData.folder.appending(path: "Vectors/identifiers.txt")
        var groups: [(type: RecognizedType, texts: [[UInt8]])] = []
        for line in try! String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            if words[0] == "#" {
                groups.append((RecognizedType(String(words[1]))!, []))
            } else if (words[1] == "1") != (words.count > 2) {
                // A third word says that Proviso differs.
                groups[groups.count - 1].texts.append(Array(words[0].utf8))
            }
        }
        return groups
    }()
}

extension IdentifierForm {
    /// A compact text as it is written in this form, with one separator wherever the form leaves it open; nil if it has another
    /// shape, or the form has nothing behind a separator because what follows may be missing.
    func written(_ compact: [UInt8], separator: String = " ") -> String? {
        let pieces = pattern.split(omittingEmptySubsequences: false) { !isASCIIDigit($0) && !isASCIILetter($0) }
        guard shape.matches(compact.span), pieces.allSatisfy({ !$0.isEmpty }) else { return nil }
        var rest = compact[...]
        return pattern.reduce(into: "") { text, place in
            switch place {
            case UInt8(ascii: " "): text += separator
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"):
                text.unicodeScalars.append(Unicode.Scalar(place))
            default: text.unicodeScalars.append(Unicode.Scalar(rest.removeFirst()))
            }
        }
    }

    /// Whether it leaves a separator open.
    var hasOpenSeparator: Bool { pattern.contains(UInt8(ascii: " ")) }

    /// Digits and letters at random where the pattern has them.
    func randomCompact(using generator: inout SeededGenerator) -> [UInt8] {
        let digits = Array("0123456789".utf8)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        // As many digits as letters where either can stand, or digits alone.
        let either = Bool.random(using: &generator) ? digits : digits + letters
        return shape.pattern.map { place in
            switch place {
            case UInt8(ascii: "D"): digits.randomElement(using: &generator)!
            case UInt8(ascii: "L"): letters.randomElement(using: &generator)!
            case UInt8(ascii: "A"): either.randomElement(using: &generator)!
            default: isASCIILetter(place) ? place & ~0x20 : place
            }
        }
    }
}
