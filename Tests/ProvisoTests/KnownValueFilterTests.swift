import Testing

@testable import Proviso

@Suite struct KnownValueFilterTests {
    private func passes(_ filter: KnownValueFilter, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes[0] < 0x80 { return filter.mayBegin(at: 0, in: bytes.span) }
        let first = TextFolding.shared.scalar(at: 0, in: bytes.span)
        return filter.mayBegin(with: first, at: 0, in: bytes.span, .shared)
    }

    private func filter(_ text: String, _ count: Int, goesOn: Bool) -> KnownValueFilter {
        var filter = KnownValueFilter(letterCount: 1000)
        let letters = text.unicodeScalars.map(\.value)
        filter.insert(letters.span, count: count, goesOn: goesOn)
        return filter
    }

    @Test("Words pass that begin with letters that were inserted, and few others do")
    func beginnings() {
        let muller = filter("muller", 4, goesOn: true)
        for text in ["muller", "MULL", "Mullah", "Mül", "Mu’ller", "mü"] { #expect(passes(muller, text), "\(text)") }
        for text in ["mulde", "mul", "m", "Jana", "ж"] { #expect(!passes(muller, text), "\(text)") }
        let ann = filter("ann", 3, goesOn: true)
        for text in ["ann", "Anna", "Anny.", "Ann1"] { #expect(passes(ann, text), "\(text)") }
        #expect(!passes(ann, "Antje"))
        let kim = filter("kim", 3, goesOn: false)
        for text in ["Kim", "kim,", "Kim-Jong", "kim's", "K’im"] { #expect(passes(kim, text), "\(text)") }
        #expect(!passes(kim, "kimono"))
        let olena = filter("олена", 4, goesOn: true)
        for text in ["Олена", "Оленою", "олень"] { #expect(passes(olena, text), "\(text)") }
        for text in ["Олдос", "Ол", "Иван"] { #expect(!passes(olena, text), "\(text)") }
        let yamada = filter("山田", 2, goesOn: true)
        for text in ["山田", "山田さん"] { #expect(passes(yamada, text), "\(text)") }
        for text in ["田山", "山", "山本"] { #expect(!passes(yamada, text), "\(text)") }
    }
}
