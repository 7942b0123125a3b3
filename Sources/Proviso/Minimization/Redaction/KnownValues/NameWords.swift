/// Words that take part in names without being names.
///
/// - **Cost**: one look at a table by the hash of the word.
struct NameWords: Sendable {
    static let shared = NameWords()

    /// `von`, `de la`, `al-`, `bin`: such a word is no part of a name unless there would be too few without it, as in
    /// `Le Van`.
    private let particles: Set<UInt64>
    /// `Dr.`, `Prof.`, `Mrs`: never part of a name.
    private let titles: Set<UInt64>
    /// Names that are ordinary words too, and found within a whole name only.
    private let ordinary: Set<UInt64>

    private init() {
        particles = Self.hashes(Self.particleText)
        titles = Self.hashes(Self.titleText)
        ordinary = Self.hashes(Self.ordinaryText)
    }

    func isParticle(_ hash: SymbolHash) -> Bool { particles.contains(hash.value) }
    func isTitle(_ hash: SymbolHash) -> Bool { titles.contains(hash.value) }
    func isOrdinary(_ hash: SymbolHash) -> Bool { ordinary.contains(hash.value) }

    private static func hashes(_ text: String) -> Set<UInt64> {
        let bytes = Array(text.utf8)
        var hashes: Set<UInt64> = []
        var hash = SymbolHash()
        var index = 0
        while index < bytes.count {
            let scalar = TextFolding.shared.scalar(at: index, in: bytes.span)
            index += scalar.byteCount
            if scalar.kind == .separator {
                hashes.insert(hash.value)
                hash = SymbolHash()
            } else if scalar.symbol != 0 {
                hash.add(scalar.symbol)
                if scalar.secondSymbol != 0 { hash.add(scalar.secondSymbol) }
            }
        }
        hashes.insert(hash.value)
        return hashes
    }

    private static let particleText = """
        von van der den vom zu zum zur auf de la le las los lo del della dello dei degli di da do dos das du des ter \
        ten te op het af av til y e i al el ul bin ibn bint bt binti ap ab фон ван де дер ди да ля بن ابن بنت ال של \
        בן
        """

    private static let titleText = """
        dr prof mr mrs ms mx herr herrn frau fräulein hr fr fa sir dame lady lord jr sr jun sen ii iii iv dipl ing \
        med phil jur rer nat mag msc bsc phd mba md esq rev rabbi imam sheikh mme mlle sra srta don doña dott \
        dottssa sig pan pani inż mgr dhr mevr пан пані проф господин السيد السيدة الدكتور
        """

    private static let ordinaryText = """
        will mark rose may april june august grace hope faith joy king queen prince duke earl knight bishop pope \
        young white black brown green gray grey long short little love hunter baker cook page best good bill grant \
        chase chance christian german french english general major dean angel rich olive stone wood woods hill hills \
        field fields bank banks bush church gold silver star west north east south street park lane case cash moon \
        snow price bell bridge rivers waters mason archer judge marshal power powers wise strong swift bond cross \
        gates glass hand hands head house justice lamb land light march miles more peace pool power reader root sand \
        save self spring summer winter autumn still stock storm temple tower town trust wall ward water wells wild \
        winner world worth victoria virginia georgia carolina ireland england holland france paris london florence \
        sydney austin houston dallas jordan israel china india asia koch klein groß lang kurz weiß schwarz braun \
        grün grau alt neu jung herbst frühling stein berg feld wald bach busch baum vogel fuchs wolf hirsch adler \
        könig kaiser graf herzog ritter richter bauer mann engel sonntag montag freitag ernst frei reich stark schön \
        märz kaufmann schäfer bäcker jäger förster gärtner wirt pfarrer papst sauer süß heiß licht winkel brunnen \
        hammer nagel kern blum blume horn haupt bein fuß kopf sturm donner blitz frost kühn petit grand blanc noir \
        roux marchand boulanger simple berger chevalier comte fleur rosa cruz flores iglesias reyes guerra campos \
        torres ríos santos ángel dolores consuelo esperanza león blanco rubio delgado bueno mayor justo pastor \
        marino costa monti villa conti vita gioia russo verdi franco wilk zając król mazur sowa róża sikora любовь \
        вера надежда роман роза мороз кравець мельник коваль бондар віра надія любов гончар швець سعيد جميل كريم \
        شريف صالح سلام أمين 和平 建国 国庆 平和 希望 正義 光明 明日
        """
}
