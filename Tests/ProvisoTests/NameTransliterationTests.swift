import Testing

@testable import Proviso

@Suite struct NameTransliterationTests {
    private func latin(_ name: String, _ language: NameTransliteration) -> String? {
        var reader = NameReader()
        reader.readName(name)
        guard language.applies(to: reader.symbols.span) else { return nil }
        var latin: [UInt32] = []
        language.append(reader.symbols.span, to: &latin)
        return String(String.UnicodeScalarView(latin.compactMap { Unicode.Scalar($0) }))
    }

    /// Examples of the resolution of 2010.
    @Test(
        "Ukrainian is written as passports have it",
        arguments: [
            ("Алушта", "alushta"), ("Борщагівка", "borshchahivka"), ("Вінниця", "vinnytsia"), ("Гадяч", "hadiach"),
            ("Ґалаґан", "galagan"), ("Єнакієве", "yenakiieve"), ("Гаєвич", "haievych"), ("Житомир", "zhytomyr"),
            ("Згорани", "zghorany"), ("Розгон", "rozghon"), ("Їжакевич", "yizhakevych"), ("Кадиївка", "kadyivka"),
            ("Йосипівка", "yosypivka"), ("Стрий", "stryi"), ("Харків", "kharkiv"), ("Щербухи", "shcherbukhy"),
            ("Юрій", "yurii"), ("Корюківка", "koriukivka"), ("Яготин", "yahotyn"), ("Ярошенко", "yaroshenko"),
            ("Знам’янка", "znamianka"), ("Феодосія", "feodosiia"), ("Львів", "lviv"),
        ])
    func ukrainian(name: String, latin: String) {
        #expect(self.latin(name, .ukrainian) == latin)
    }

    @Test(
        "Russian is written as ICAO Doc 9303 has it",
        arguments: [
            ("Достоевский", "dostoevskii"), ("Щукин", "shchukin"), ("Юлия", "iuliia"), ("Фёдор", "fedor"),
            ("Подъячев", "podieiachev"), ("Хрущёв", "khrushchev"), ("Эрнст", "ernst"), ("Крылов", "krylov"),
            ("Игорь", "igor"), ("Цветаева", "tsvetaeva"), ("Жданов", "zhdanov"),
        ])
    func russian(name: String, latin: String) {
        #expect(self.latin(name, .russian) == latin)
    }

    @Test(
        "Greek is written as ELOT 743 has it",
        arguments: [
            ("Γιώργος", "giorgos"), ("Παπαδόπουλος", "papadopoulos"), ("Ευαγγελία", "evangelia"),
            ("Ευτυχία", "eftychia"),
            ("Μπάρκα", "barka"), ("Λάμπρος", "lampros"), ("Χρυσή", "chrysi"), ("Ψαρράς", "psarras"),
            ("Θεοδώρα", "theodora"),
            ("Σφιγξ", "sfinx"), ("Αυγή", "avgi"), ("Ξένος", "xenos"), ("Φωτεινή", "foteini"),
        ])
    func greek(name: String, latin: String) {
        #expect(self.latin(name, .greek) == latin)
    }

    @Test("A name is taken for one of the languages it can be of")
    func languages() {
        let languages = { (name: String) in NameTransliteration.allCases.filter { latin(name, $0) != nil } }
        #expect(languages("Ковальчук") == [.ukrainian, .russian])
        #expect(languages("Їжак") == [.ukrainian])
        #expect(languages("Крылов") == [.russian])
        #expect(languages("Фёдор") == [.russian])
        #expect(languages("Νίκος") == [.greek])
        #expect(languages("Nikos") == [])
        #expect(languages("محمد") == [])
    }
}
