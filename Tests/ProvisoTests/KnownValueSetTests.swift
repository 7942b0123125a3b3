import Testing

@testable import Proviso

private typealias Row = KnownValueExample

@Suite struct KnownValueSetTests {
    @Test(
        "A name is found in its forms, and other words are not, in German",
        arguments: [
            Row("Jana Müller", "Gestern kam [Jana Müller]."),
            Row("Jana Müller", "[JANA MÜLLER] und [jana müller]"),
            Row("Jana Müller", "[Jana Mueller]; [Jana Muller]"),
            Row("Jana Mueller", "[Jana Müller] / [Jana Mueller]"),
            Row("Jana Müller", "[Jana Mu\u{308}ller]; [Jana Mü\u{AD}ller]; [Jana M\u{200B}üller]"),
            Row("Jana Mu\u{308}ller", "[Jana Müller]; [Jana Mueller]"),
            Row("Jana Müller", "[Müller, Jana] (geb. 1980)"),
            Row("Jana Müller", "[Müller Jana]; [MUELLER,JANA]"),
            Row("Müller, Jana", "[Jana Müller]"),
            Row("Jana Müller", "[J. Müller] und [Müller, J.] kamen"),
            Row("Jana Müller", "[J.Müller] / [J. M. Müller] / [J.M. Müller] / [J Müller] / [j. müller]"),
            Row("Jana Müller", "[Jana M.] sagte, j m nicht, J. M. auch nicht"),
            Row("Jana Müller", "[Jana Maria Müller] und [Jana M. Müller]"),
            Row("Jana Müller", "[Jana Maria Eva Müller]"),
            Row("Jana Müller", "[Jana] Maria Eva Inge [Müller]"),
            Row("Jana Müller", "[Jana] mag Herrn [Müller]"),
            Row("Jana Müller", "[Jana]. [Müller] kam auch."),
            Row("Jana Müller", "[Janas] Buch, Frau [Müllers] Buch, [Jana Müllers] Buch"),
            Row("Jana Müller", "Januar, müller, Müllerei, Janaabc, Obermüller"),
            Row("Jana Müller", "die [Müllersche] Verordnung, die [Müller’schen] Erben"),
            Row("Jana Müller", "Familie [Müller]-Schmidt, Schmidt-[Müller]"),
            Row("Jana Müller", "[jana.mueller]@beispiel.de, [jana_müller]85, [mueller-jana]"),
            Row("Jana Müller", "[Jana\nMüller]; [Jana \r\n Müller]"),
            Row("Jana Müller", "[Jana]\n\n[Müller]"),
            Row("Dr. Jana Müller", "Frau Prof. Dr. [Jana Müller]; [Müller, Dr. Jana]"),
            Row("Jana von Müller", "[Jana von Müller]; [Jana Müller]"),
            Row("Johann Wolfgang von Goethe", "[Goethe]; [Goethes]; [J. W. von Goethe]; [Johann W. Goethe]"),
            Row("Hans-Peter Groß", "[Hans Peter Gross]; [H.-P. Groß]; [Hans-Peter] Klein, groß, Große"),
            Row("Anna Fuchs", "[Anna] sah einen Fuchs, [Anna Fuchs]; [Fuchs, Anna]; [A. Fuchs], Annahme"),
            Row("Rosa", "rosarot, [Rosas]; rosa; [ROSA]"),
            Row("Ali", "alias, Alis, [Ali]"),
            Row("Jan", "Januar, Jana, [Jan]; [Jan's]"),
            Row("Max Hess", "[Hesses] Haus in Hessen"),
        ])
    fileprivate func german(example: KnownValueExample) { example.check() }

    @Test(
        "A name is found in its forms, and other words are not, in English and Romance and Nordic languages",
        arguments: [
            Row("Anna Smith", "[Anna's] and [Smith’s] house, the [Smiths], annals, Annabel"),
            Row("John Fitzgerald Kennedy", "[John F. Kennedy]; [Kennedy, John F.]; [J. F. Kennedy]; [JOHN KENNEDY]"),
            Row("Martin Luther King, Jr.", "[Martin Luther King]; [M. L. King], the king, a King"),
            Row("Sean O'Neill", "[Sean O’Neill]; [O'Neill]; [S. ONeill], Neill"),
            Row("Will May", "Will this may help? It will, May be. [Will May] / [May, Will] / [W. May]"),
            Row("Rose", "A [Rose] by any name, a rose"),
            Row("Gabriel García Márquez", "[Gabriel García Márquez]; [García Márquez, Gabriel]; [Garcia]"),
            Row("Gabriel García Márquez", "[G. García]; [Gabriel Márquez]; [gabriel marquez]"),
            Row("María de la Cruz", "[María de la Cruz]; [Cruz, María] de; [Maria]; la Cruz"),
            Row("Anna D'Angelo", "[Anna D’Angelo]; [A. D'Angelo], l'[Anna], dell’[Anna]"),
            Row("François Lefèvre", "[Francois Lefevre]; [FRANÇOIS LEFÈVRE]; [F. Lefèvre], d’[Lefèvre]"),
            Row("Joël Noël", "[Joel Noel]; [Joël Noël]"),
            Row("Ægir Þórsson", "[Aegir Thorsson]; [ÆGIR ÞÓRSSON]"),
            Row("Søren Ødegård", "[Soren Odegard]; [Soeren Oedegaard]; [Søren Ødegård]; [Ødegårds]"),
            Row("Soeren Oedegaard", "[Søren Ødegård]"),
            Row("Åsa Lindström", "[Aasa Lindstroem]; [Asa Lindstrom]; [Lindströms]"),
            Row("Michael Rafael", "Michał, Rafał, [Michael]"),
            Row("Matti Virtanen", "[Virtasen]; [Virtaselle]; Matin, Virta"),
            Row("Jan-Willem van der Berg", "[J.-W. van der Berg]; [Jan Willem van der Berg]; van den Berg"),
            Row("João da Silva Santos", "[Joao da Silva Santos]; [João Silva]; [Silva]; Silvana; [Santos, João]"),
            Row("Ioana Ionescu", "[Ioanei Ionescu]; [Ioana]; Ion"),
            Row("Luca Bianchi", "[Luca Bianchi]; [Bianchi, Luca]; Lucca, bianchi"),
            Row("Erik Johansson", "[Eriks] och [Johanssons] bok, Johannes, erik"),
            Row("Li Wei", "[Li Wei]; [Wei, Li]; [L. Wei]; Li; wei; Weil"),
            Row("Chris Lee", "[Chris] told Lee; [Chris Lee's] car; [Lee, C.]; leek"),
            Row("Le Van", "[Le Van]; Le; van"),
            Row("Nguyễn Văn Đức", "[Nguyen Van Duc]; [NGUYỄN VĂN ĐỨC]; [Nguyễn] Thị"),
        ])
    fileprivate func western(example: KnownValueExample) { example.check() }

    @Test(
        "A name is found in its cases, in Polish, Czech, Slovak and Turkish",
        arguments: [
            Row("Jan Kowalski", "[Kowalski]; [Kowalskiego]; [Kowalskiemu]; [Kowalskim]; [Kowalska]; [Kowalskiej]"),
            Row("Jan Kowalski", "[Jan Kowalski]; [Jan Kowalskiego]; [J. Kowalskiemu], Kowal, Kowalstwo, kowalskie"),
            Row("Piotr Nowak", "[Nowaka]; [Nowakowi]; [Nowakiem]; [Nowaku], Nowakowski, [Piotra Nowaka]"),
            Row("Anna Wiśniewska", "[Anny]; [Annie]; [Annę]; [Anną], Anne, [Wiśniewskiej]; [Wisniewska]"),
            Row("Marta Zając", "[Marcie]; [Martę], Martel, [Marta Zając], zając"),
            Row("Monika Król", "[Monice]; [Moniki]; [Monikę]"),
            Row("Marek Kowalczyk", "[Marka Kowalczyka]; [Markowi]; [Kowalczykiem]; [Marku]"),
            Row("Paweł Łoś", "[Pawła]; [Pawłowi]; [Pawel Los]; [PAWEŁ ŁOŚ]"),
            Row("Maria Skłodowska", "[Marii Skłodowskiej]; [Marię], Mario"),
            Row("Kasia Lis", "[Kasi]; [Kasię]; [Kasią]"),
            Row("Tadeusz Kościuszko", "[Kościuszki]; [Kościuszce]; [Kościuszkę]; [Tadeusza Kościuszki]"),
            Row("Petr Novák", "[Nováka]; [Novákovi]; [Novákem]; [Nováková]; [Petra Nováka]"),
            Row("Jana Nováková", "[Jany Novákové]; [Janě]; [Janou Novákovou]; [Janu]"),
            Row("Karel Svoboda", "[Karla Svobody]; [Karlovi Svobodovi]; [Svobodou]; [Svobodová]"),
            Row("Jiří Novotný", "[Novotného]; [Novotnému]; [Novotným]; [Novotná]"),
            Row("Ayşe Yılmaz", "[Ayşe'nin]; [Yılmaz’ın]; [Ayse Yilmaz]; [AYŞE YILMAZ]"),
            Row("Zuzana Horáková", "[Zuzaně Horákové]; [Zuzanou]; [Horákovou]; Zuzanka, Horák"),
            Row("Marko Horvat", "[Marka Horvata]; [Marku]; [Horvatom]; Marek"),
            Row("Olga Tokarczuk", "[Oldze]; [Olgi Tokarczuk]; [Olgę]; Olgierd"),
            Row("Magda Wójcik", "[Magdzie]; [Magdy Wójcik]; [Wójcika]; [Wojcik]; Magdalena"),
            Row("Can Demir", "[Demir'e]; [Can Demir'den]"),
        ])
    fileprivate func slavic(example: KnownValueExample) { example.check() }

    @Test(
        "A name is found in its cases and in Latin letters, in Ukrainian, Russian and Greek",
        arguments: [
            Row("Тарас Шевченко", "[Шевченка]; [Шевченку]; [Шевченком]; [Шевченкові]; [Тараса Шевченка]"),
            Row("Тарас Шевченко", "[Shevchenko]; [Taras Shevchenko]; [T. Shevchenko]; [Т. Шевченко], шевченко"),
            Row("Іван Франко", "[Івана]; [Іванові]; [Іваном], Іваненко, [Ivan Franko]"),
            Row("Олена Ковальська", "[Олени]; [Олені]; [Олену]; [Оленою]; [Ковальської]; [Ковальській]"),
            Row("Петро Ковальський", "[Ковальського]; [Ковальському]; [Ковальським]; [Петра Ковальського]"),
            Row("Андрій Мельник", "[Андрія Мельника]; [Андрієві]; [Андрієм], мельник, Мельника"),
            Row("Юлія Згурська", "[Yuliia Zghurska]; [Yuliia]; [Юлії Згурської]"),
            Row("Мар’яна Солов'йова", "[Мар'яна]; [Мар’яну]; [Соловйова]; [Mariana Soloviova]"),
            Row("Ольга Кравець", "[Ользі]; [Ольгою]; [Ольги Кравець], Кравець"),
            Row("Дмитрий Достоевский", "[Достоевского]; [Достоевскому]; [Dmitrii Dostoevskii]; [Дмитрием]"),
            Row("Юрий Толстой", "[Толстого]; [Толстым]; [Юрия Толстого]; [Iurii Tolstoi]"),
            Row("Игорь Иванов", "[Игоря Иванова]; [Ивановым]; [Игорем]; [И. Иванов]; [Ivanov]"),
            Row("Фёдор Щукин", "[Федор Щукин]; [Fedor Shchukin]; [Щукиным]"),
            Row("Γιώργος Παπαδόπουλος", "[Παπαδόπουλου]; [Γιώργο]; [ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ]; [Giorgos Papadopoulos]"),
            Row("Ευαγγελία Μπάρκα", "[Evangelia Barka]; [Ευαγγελίας]; [Μπάρκα]"),
        ])
    fileprivate func eastern(example: KnownValueExample) { example.check() }

    @Test(
        "A name is found in scripts without spaces or case",
        arguments: [
            Row("山田 太郎", "私は[山田太郎]です。[山田 太郎]、[山田・太郎]"),
            Row("山田太郎", "[山田 太郎]は、山田、太郎"),
            Row("山田 太郎", "[太郎 山田]、[山田]さん"),
            Row("李明", "我叫[李明]，李子"),
            Row("王小明", "昨天[王小明]說"),
            Row("김 민준", "[김민준]은 [민준]이, 김"),
            Row("이준", "[이준]이"),
            Row("ジャナ・ミュラー", "[ジャナ ミュラー]さん、[ジャナミュラー]は"),
            Row("アン リー", "アンケート、[アン リー]"),
            Row("สมชาย ใจดี", "คุณ[สมชาย ใจดี]มา [สมชายใจดี] / [สมชาย]"),
            Row("محمد علي", "قال [محمد علي] و[علي محمد]"),
            Row("أحمد الشريف", "[احمد الشريف]، و[الشريف]، لل[شريف] و[أحمد]"),
            Row("فاطمة الزهراء", "[فاطمه الزهراء] / [فَاطِمَة] ب[فاطمة] / [فـاطمـة]"),
            Row("דוד כהנוביץ", "ל[דוד כהנוביץ] ו[כהנוביץ]"),
            Row("ＪＡＮＡ Ｍüller", "[Jana Müller]; [Ｊａｎａ　Ｍüｌｌｅｒ]"),
        ])
    fileprivate func unspaced(example: KnownValueExample) { example.check() }

    @Test(
        "An identifier is found as it stands, but for case, accents, and what separates its parts",
        arguments: [
            Row("DE89 3704 0044 0532 0130 00", "[DE89370400440532013000], [de89 3704 0044 0532 0130 00]", .exact),
            Row("DE89370400440532013000", "[DE89.3704.0044-0532 0130\n00] DE8937040044053201300", .exact),
            Row("DE89 3704", "DE89 37041 ADE893704 [DE893704]", .exact),
            Row("AB-12 34", "[ab1234] [AB-1234] [a b 1 2 3 4], AB12345, xAB1234, ab/1234", .exact),
            Row("AB-12 34", "[ab - 1234], ab -- - 1234", .exact),
            Row("jana@example.org", "[Jana@Example.org], jana at example.org", .exact),
            Row("+49 (30) 123-45", "+[49 (30) 12345], 49 30 12345", .exact),
            Row("Hauptstraße 5, Köln", "[Hauptstrasse 5, Koeln], [HAUPTSTRASSE 5, KÖLN]", .exact),
            Row("Straße des 17. Juni", "[Strasse des 17. Juni]", .exact),
            Row("日本太郎123", "[日本 太郎 123], 日本太郎1234", .exact),
            Row("Jana Müller", "Müller, Jana; [Jana Müller]; [jana-müller]; Müllers", .exact),
        ])
    fileprivate func exact(example: KnownValueExample) { example.check() }

    @Test("Initials alone are found only if that is asked for")
    func initials() {
        let text = "[J. M.] und [J.M.] sagten, J M oder JM, j. m., [J. M.]"
        KnownValueExample("Jana Müller", text).check(findsInitials: true)
        KnownValueExample("Jana Müller", "J. M. und J.M. sagten, J M oder JM, j. m., J. M.").check()
    }

    @Test("Parts alone are left if that is asked for")
    func parts() {
        KnownValueExample("Jana Müller", "Frau [Müller, Jana]; [Jana Müller]; [J. Müller]")
            .check(findsParts: false)
        KnownValueExample("Jana Müller", "Frau Müller und Jana; [Jana Müller]; [J. Müller]").check(findsParts: false)
        KnownValueExample("Shevchenko", "[Shevchenko] und [Shevchenkos]").check(findsParts: false)
    }

    @Test(
        "A match says how the text has the value",
        arguments: [
            ("Jana Müller", "Jana Müller", KnownValueMatch.Form.exact),
            ("Jana Müller", "JANA MÜLLER", .folded), ("Jana Müller", "Jana Muller", .folded),
            ("Jana Müller", "Jana Maria Müller", .folded), ("Jana Müller", "Müller, Jana", .reordered),
            ("Jana Müller", "Müller Jana", .reordered), ("Jana Müller", "Jana Müllers", .inflected),
            ("Jana Müller", "Jana Müller’s", .inflected), ("Jana Müller", "Jana Mueller", .transliterated),
            ("Jana Mueller", "Jana Müller", .transliterated), ("Тарас Шевченко", "Taras Shevchenko", .transliterated),
            ("Jana Müller", "J. Müller", .initialed), ("Jana Müller", "Müller, J.", .initialed),
            ("Jana Müller", "Müllers", .part), ("山田 太郎", "太郎山田", .reordered), ("山田 太郎", "山田", .part),
        ])
    func forms(value: String, text: String, form: KnownValueMatch.Form) {
        let set = KnownValueSet([KnownValueSet.Value(value, .name, index: 3)])
        let range = 0..<text.utf8.count
        #expect(set.matches(in: text) == [KnownValueMatch(value: 3, range: range, form: form)])
    }

    @Test(
        "Values that are too short are refused, and the others found",
        arguments: [
            ("Li", true), ("Al", true), ("J. M", true), ("", true), ("...", true), ("李", true), ("李明", false),
            ("이준", false), ("Kim", false), ("Bo Li", false), ("ß1", false),
        ])
    func shortValues(text: String, isTooShort: Bool) {
        for kind in [KnownValueSet.Value.Kind.name, .exact] {
            let set = KnownValueSet([KnownValueSet.Value(text, kind, index: 5)])
            #expect(set.tooShort == (isTooShort ? [5] : []))
            #expect(set.isEmpty == isTooShort)
            let found = set.matches(in: "(\(text))").map(\.value)
            #expect(found == (isTooShort ? [] : [5]))
        }
    }

    @Test("Values can share words, indices and texts")
    func sharedValues() {
        let set = KnownValueSet([
            KnownValueSet.Value("Anna Müller", .name, index: 1), KnownValueSet.Value("Anna Maier", .name, index: 2),
            KnownValueSet.Value("Anna Müller", .name, index: 3), KnownValueSet.Value("Müller", .exact, index: 1),
        ])
        let text = "Anna Müller"
        let matches = set.matches(in: text)
        #expect(matches.filter { $0.range == 0..<12 }.map(\.value).sorted() == [1, 3])
        #expect(matches.filter { $0.range == 0..<4 }.map(\.value) == [2])
        #expect(matches.filter { $0.range == 5..<12 }.map(\.value) == [1])
        #expect(matches.count == 4)
    }

    @Test("Nothing is found by an empty set")
    func emptySet() {
        let set = KnownValueSet([])
        #expect(set.isEmpty)
        #expect(set.matches(in: "Jana").isEmpty)
    }
}
