import Testing

@testable import Proviso

@Suite struct NameWordsTests {
    private func hash(_ word: String) -> SymbolHash {
        var reader = NameReader()
        reader.readName(word)
        return reader.words[0].hash
    }

    @Test("Particles, titles and ordinary words are told from names, whatever their case and accents")
    func words() {
        let words = NameWords.shared
        for word in ["von", "Von", "de", "VAN", "al", "bin", "фон", "بن"] {
            #expect(words.isParticle(hash(word)), "\(word)")
        }
        for word in ["Dr", "prof", "Mrs", "Fräulein", "FRAULEIN", "пан"] {
            #expect(words.isTitle(hash(word)), "\(word)")
        }
        for word in ["Will", "may", "Groß", "gross", "Król", "Мельник", "سعيد", "和平"] {
            #expect(words.isOrdinary(hash(word)), "\(word)")
        }
        for word in ["Müller", "Schneider", "Smith", "Nowak", "Шевченко", "Anna", "محمد", "山田"] {
            #expect(
                !words.isParticle(hash(word)) && !words.isTitle(hash(word)) && !words.isOrdinary(hash(word)), "\(word)")
        }
    }
}
