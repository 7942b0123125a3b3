/// A name in Latin letters and as its bearer writes it.
struct Name {
    let latin: String
    let native: String
    /// The Latin form as it stands in the mail address.
    let mailbox: String

    init(_ latin: String, _ native: String) {
        self.latin = latin
        self.native = native
        mailbox = latin.lowercased()
    }
}

/// Names, languages and countries that go together. The names are common ones, and no person is meant.
struct Culture {
    /// Women's names at even places, men's at odd ones.
    let given: [Name]
    let family: [Name]
    let languages: [String]
    let nationalities: [String]
    let script: Script

    enum Script {
        case latin
        case other
        /// The family name comes first, and no blank stands between the names.
        case han
    }

    static let all = [western, arabic, cyrillic, greek, han, devanagari, hebrew]

    private static let western = Culture(
        given: [
            Name("Chloe", "Chloé"), Name("Jose", "José"), Name("Zoe", "Zoë"), Name("Lukasz", "Łukasz"),
            Name("Ines", "Inês"), Name("Jurgen", "Jürgen"), Name("Asa", "Åsa"), Name("Tomas", "Tomáš"),
            Name("Marta", "Marta"), Name("Paul", "Paul"), Name("Siobhan", "Siobhán"), Name("Rene", "René"),
        ],
        family: [
            Name("Muller", "Müller"), Name("Garcia", "García"), Name("Dvorak", "Dvořák"),
            Name("Lindstrom", "Lindström"), Name("Fernandes", "Fernandes"), Name("Nowak", "Nowak"),
            Name("Lefevre", "Lefèvre"), Name("ONeill", "O'Neill"),
        ],
        languages: ["en", "fr", "es", "pt", "de"], nationalities: ["FR", "ES", "PT", "DE", "PL", "IE"],
        script: .latin)

    private static let arabic = Culture(
        given: [
            Name("Layla", "ليلى"), Name("Omar", "عمر"), Name("Noor", "نور"), Name("Karim", "كريم"),
            Name("Salma", "سلمى"), Name("Yusuf", "يوسف"), Name("Huda", "هدى"), Name("Tariq", "طارق"),
        ],
        family: [
            Name("Haddad", "حداد"), Name("Mansour", "منصور"), Name("Saleh", "صالح"), Name("Nasser", "ناصر"),
            Name("Khoury", "خوري"), Name("Darwish", "درويش"), Name("Fares", "فارس"), Name("Zaidan", "زيدان"),
        ],
        languages: ["ar", "fr"], nationalities: ["JO", "LB", "EG", "MA", "SY"], script: .other)

    private static let cyrillic = Culture(
        given: [
            Name("Olena", "Олена"), Name("Dmytro", "Дмитро"), Name("Vira", "Віра"), Name("Borys", "Борис"),
            Name("Nadia", "Надія"), Name("Pavlo", "Павло"), Name("Iryna", "Ірина"), Name("Stepan", "Степан"),
        ],
        family: [
            Name("Kovalenko", "Коваленко"), Name("Petrenko", "Петренко"), Name("Lysenko", "Лисенко"),
            Name("Marchuk", "Марчук"), Name("Bondar", "Бондар"), Name("Moroz", "Мороз"),
            Name("Tkachenko", "Ткаченко"), Name("Kravets", "Кравець"),
        ],
        languages: ["uk", "bg", "ru"], nationalities: ["UA", "BG", "KZ", "MD"], script: .other)

    private static let greek = Culture(
        given: [
            Name("Eleni", "Ελένη"), Name("Nikos", "Νίκος"), Name("Sofia", "Σοφία"), Name("Giorgos", "Γιώργος"),
            Name("Danai", "Δανάη"), Name("Petros", "Πέτρος"), Name("Katerina", "Κατερίνα"), Name("Andreas", "Ανδρέας"),
        ],
        family: [
            Name("Alexiou", "Αλεξίου"), Name("Georgiou", "Γεωργίου"), Name("Ioannou", "Ιωάννου"),
            Name("Stavrou", "Σταύρου"), Name("Nikolaou", "Νικολάου"), Name("Dimitriou", "Δημητρίου"),
        ],
        languages: ["el"], nationalities: ["GR", "CY"], script: .other)

    private static let han = Culture(
        given: [
            Name("Mei", "梅"), Name("Wei", "伟"), Name("Lan", "兰"), Name("Jun", "军"),
            Name("Xiulan", "秀兰"), Name("Zhiqiang", "志强"), Name("Yue", "月"), Name("Bo", "波"),
        ],
        family: [
            Name("Wang", "王"), Name("Li", "李"), Name("Zhang", "张"), Name("Liu", "刘"),
            Name("Chen", "陈"), Name("Zhao", "赵"), Name("Lin", "林"), Name("Ouyang", "欧阳"),
        ],
        languages: ["zh", "en"], nationalities: ["CN", "SG", "MY"], script: .han)

    private static let devanagari = Culture(
        given: [
            Name("Asha", "आशा"), Name("Rohan", "रोहन"), Name("Priya", "प्रिया"), Name("Arjun", "अर्जुन"),
            Name("Meera", "मीरा"), Name("Vikram", "विक्रम"), Name("Kavita", "कविता"), Name("Suresh", "सुरेश"),
        ],
        family: [
            Name("Sharma", "शर्मा"), Name("Patel", "पटेल"), Name("Gupta", "गुप्ता"), Name("Thapa", "थापा"),
            Name("Verma", "वर्मा"), Name("Joshi", "जोशी"), Name("Rao", "राव"), Name("Mehta", "मेहता"),
        ],
        languages: ["hi", "ne", "mr"], nationalities: ["IN", "NP"], script: .other)

    private static let hebrew = Culture(
        given: [
            Name("Noa", "נועה"), Name("David", "דוד"), Name("Tamar", "תמר"), Name("Yonatan", "יונתן"),
            Name("Miriam", "מרים"), Name("Eitan", "איתן"), Name("Shira", "שירה"), Name("Amos", "עמוס"),
        ],
        family: [
            Name("Levi", "לוי"), Name("Mizrahi", "מזרחי"), Name("Peretz", "פרץ"), Name("Biton", "ביטון"),
            Name("Katz", "כץ"), Name("Shapira", "שפירא"), Name("Dayan", "דיין"), Name("Golan", "גולן"),
        ],
        languages: ["he", "en"], nationalities: ["IL"], script: .other)
}
