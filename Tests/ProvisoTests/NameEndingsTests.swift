import Testing

@testable import Proviso

@Suite struct NameEndingsTests {
    private func isForm(_ word: String, of name: String) -> Bool {
        let (letters, form) = (symbols(name), symbols(word))
        let rules = NameEndings.shared.rules(for: letters.span)
        for stripped in 0...NameEndings.mostStripped where rules[stripped] != 0 && stripped < letters.count {
            let stem = letters.dropLast(stripped).map { $0 & Symbol.base }
            guard form.prefix(stem.count).map({ $0 & Symbol.base }) == stem else { continue }
            let ending = SymbolHash(Array(form.dropFirst(stem.count)))
            if rules[stripped] & NameEndings.shared.rules(withEnding: ending.value) != 0 { return true }
        }
        return false
    }

    private func symbols(_ text: String) -> [UInt32] {
        var reader = NameReader()
        reader.readName(text)
        return reader.symbols
    }

    @Test(
        "A name has forms, and words that only begin like it are none",
        arguments: [
            ("Müller", ["Müller", "Müllers", "Müllersche", "Müllerschen"], ["Müllerei", "Mülle", "Müllerin"]),
            ("Goethe", ["Goethes", "Goethen", "Goethens"], ["Goether", "Goeth"]),
            ("Hess", ["Hesses", "Hessens"], ["Hessen", "Hesse", "Hessisch"]),
            (
                "Anna", ["Annas", "Anny", "Annie", "Annę", "Anną", "Annou", "Anně"],
                ["Anne", "Annahme", "Ann", "Annette"]
            ),
            ("Jan", ["Jan"], ["Jana", "Jans", "Januar", "Janem"]),
            ("Kowalski", ["Kowalskiego", "Kowalskim", "Kowalska", "Kowalskich"], ["Kowal", "Kowalsk", "Kowalskimi1"]),
            ("Nowak", ["Nowaka", "Nowakowi", "Nowakiem", "Nowaku"], ["Nowakowski", "Nowa"]),
            ("Marek", ["Marka", "Markowi", "Markiem", "Mareka"], ["Mark", "Marek2"]),
            ("Wojciech", ["Wojciecha", "Wojciechowi", "Wojciechem"], ["Wojciechowski"]),
            ("Nováková", ["Novákové", "Novákovou"], ["Novákovský"]),
            ("Novotný", ["Novotného", "Novotným"], ["Novoty"]),
            ("Virtanen", ["Virtasen", "Virtaselle"], ["Virta", "Virtane"]),
            ("Шевченко", ["Шевченка", "Шевченку", "Шевченком", "Шевченкові"], ["Шевченк", "Шевченківський"]),
            ("Олена", ["Олени", "Олені", "Олену", "Оленою"], ["Оленка", "Олень"]),
            ("Ковальський", ["Ковальського", "Ковальська", "Ковальської"], ["Коваль", "Ковальов"]),
            ("Иванов", ["Иванова", "Ивановым", "Ивановой", "Ивановых"], ["Ивановский", "Иван"]),
            ("Γιώργος", ["Γιώργου", "Γιώργο"], ["Γιώργ", "Γιωργάκης"]),
        ])
    func forms(name: String, forms: [String], others: [String]) {
        #expect(forms.filter { !isForm($0, of: name) } == [])
        #expect(others.filter { isForm($0, of: name) } == [])
    }

    @Test("No ending is longer than what is read, and no rule takes more letters than are kept")
    func table() {
        for rule in NameEndings.table {
            #expect(rule.strip <= NameEndings.mostStripped)
            for ending in rule.endings.split(separator: " ") {
                #expect(ending.count <= NameEndings.longestEnding, "\(ending)")
            }
            for final in rule.finals.split(separator: " ") { #expect(final.count >= rule.strip, "\(final)") }
        }
        for ending in NameEndings.behindApostrophe.split(separator: " ") {
            #expect(NameEndings.shared.canFollowApostrophe(SymbolHash(symbols(String(ending))).value))
        }
        #expect(!NameEndings.shared.canFollowApostrophe(SymbolHash(symbols("ll")).value))
    }
}
