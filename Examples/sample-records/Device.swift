/// The telephone of an invented person, made anew from the person's number.
struct Device {
    /// The fourteen digits before the check digit. They begin with 001, which is set aside for test equipment.
    let equipmentNumber: Int
    let checkDigit: Int
    let model: String
    let system: String
    let browser: String

    init(seed: UInt64, ofPerson index: Int) {
        // The complement keeps these numbers apart from those of which the person is made.
        var random = SplitMix64(seed: ~seed, index: UInt64(index))
        equipmentNumber = 100_000_000_000 + random.next(below: 100_000_000_000)
        checkDigit = Self.luhnDigit(after: equipmentNumber)
        model = random.pick(Vocabulary.models)
        system = random.pick(Vocabulary.systems)
        browser = random.pick(Vocabulary.browsers)
    }

    private static func luhnDigit(after number: Int) -> Int {
        var remaining = number
        var sum = 0
        var isDoubled = true
        while remaining > 0 {
            let digit = remaining % 10
            sum += isDoubled ? digit * 2 / 10 + digit * 2 % 10 : digit
            isDoubled.toggle()
            remaining /= 10
        }
        return (10 - sum % 10) % 10
    }
}

extension OutputBuffer {
    /// Appends the IMEI, plain or in the groups in which it is printed on a box.
    mutating func appendEquipmentNumber(_ device: Device, spaced: Bool) {
        let separator = spaced ? " " : ""
        append(device.equipmentNumber / 1_000_000_000_000, width: 2)
        append(separator)
        append(device.equipmentNumber / 1_000_000 % 1_000_000, width: 6)
        append(separator)
        append(device.equipmentNumber % 1_000_000, width: 6)
        append(separator)
        append(device.checkDigit)
    }

    /// Appends an address out of the ranges set aside for documentation (RFC 5737, RFC 3849), made from a random number.
    mutating func appendAddress(number: UInt64, isVersion6: Bool) {
        let host = Int(number & 0xFF)
        guard isVersion6 else {
            append(["192.0.2.", "198.51.100.", "203.0.113."][Int(number >> 8 & 0xFF) % 3])
            return append(host)
        }
        // Several spellings of one network, as in real logs: the short form, upper case, and all eight groups.
        let site = Int(number >> 16 & 0xFFFF)
        let isUppercase = number >> 32 & 3 == 0
        append(isUppercase ? "2001:DB8:" : "2001:db8:")
        appendHex(site, uppercase: isUppercase)
        append(number >> 34 & 1 == 0 ? "::" : ":0:0:0:0:")
        appendHex(host + 1, uppercase: isUppercase)
    }
}
