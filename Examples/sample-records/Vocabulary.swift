/// A real country with its offset from UTC; what is said to happen there is invented.
struct Country {
    let code: String
    let offsetMinutes: Int

    static let all = [
        Country(code: "NL", offsetMinutes: 60), Country(code: "GR", offsetMinutes: 120),
        Country(code: "IN", offsetMinutes: 330), Country(code: "GB", offsetMinutes: 0),
        Country(code: "US", offsetMinutes: -300), Country(code: "UA", offsetMinutes: 120),
        Country(code: "JO", offsetMinutes: 180), Country(code: "SG", offsetMinutes: 480),
        Country(code: "NP", offsetMinutes: 345), Country(code: "DE", offsetMinutes: 60),
    ]
}

/// An invented town, with coordinates in hundredths of a degree.
struct Place {
    let name: String
    let latitude: Int
    let longitude: Int

    static let all = [
        Place(name: "Norvale", latitude: 5_231, longitude: 472),
        Place(name: "Port Ilse", latitude: 5_388, longitude: 812),
        Place(name: "Kalamara", latitude: 3_702, longitude: 2_411),
        Place(name: "Ashwick", latitude: 5_144, longitude: -73),
        Place(name: "Sankt Ebba", latitude: 5_871, longitude: 1_790),
        Place(name: "Lone Elm", latitude: 3_996, longitude: -9_521),
        Place(name: "Verkhola", latitude: 4_967, longitude: 3_012),
        Place(name: "Wadi Sahra", latitude: 3_018, longitude: 3_571),
        Place(name: "Marigaon", latitude: 2_640, longitude: 8_533),
        Place(name: "Puerto Alba", latitude: -3_365, longitude: -7_059),
    ]
}

/// The words of which records are made. Nothing here needs to be escaped in JSON.
enum Vocabulary {
    static let statuses = ["open", "open", "open", "pending", "closed", "archived"]
    static let roles = ["suspect", "suspect", "convicted", "witness", "victim", "reporting-party", "contact"]
    static let paymentKinds = ["transfer", "withdrawal", "deposit", "purchase"]
    static let sightingKinds = ["crossing", "call", "sighting", "login"]
    static let units = ["fin-crime", "border-2", "cyber", "harbor", "liaison"]
    static let tags = ["cash", "urgent", "cross-border", "minor", "mla", "review", "id-check"]
    static let streets = ["Linden Row", "Harbor St", "Mill Lane", "Rue Basse", "Am Kai", "Olive Sq"]
    /// Domains that RFC 2606 and RFC 6761 set aside.
    static let mailDomains = ["example.org", "mail.example", "example.net", "post.example", "case.test", "example.com"]
    /// Numbers that regulators set aside for films and books.
    static let phoneRanges = [
        PhoneRange("+447700900", freeDigits: 3), PhoneRange("+442079460", freeDigits: 3),
        PhoneRange("+120255501", freeDigits: 2), PhoneRange("+3363998", freeDigits: 4),
        PhoneRange("+493023125", freeDigits: 3), PhoneRange("+6125550", freeDigits: 4),
    ]
    static let models = ["Kestrel 7", "Kestrel 8", "Orbit X2", "Lumo 3", "Tern S"]
    static let systems = ["Android 14", "Android 15", "Android 16", "KaiOS 3.1", "iOS 19.1"]
    static let browsers = ["Wayfare/12.4", "Skiff/3.0", "Wayfare/13.1", "Petrel/88"]
}

struct PhoneRange {
    let prefix: String
    let freeDigits: Int
    let size: Int

    init(_ prefix: String, freeDigits: Int) {
        self.prefix = prefix
        self.freeDigits = freeDigits
        size = (0..<freeDigits).reduce(1) { size, _ in size * 10 }
    }
}
