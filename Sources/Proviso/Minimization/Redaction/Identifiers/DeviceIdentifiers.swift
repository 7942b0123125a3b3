extension RecognizedType {
    /// The number of a mobile phone or another device in a mobile network, IMEI.
    public static let mobileDevice = RecognizedType(unchecked: "imei")
    /// The identification number of a vehicle, VIN.
    public static let vehicle = RecognizedType(unchecked: "vin")
}

/// The identifiers of things that lead to their owners.
enum DeviceIdentifiers {
    static let rules: [IdentifierRule] = [
        // 3GPP TS 23.003, section 6.2.1 and annex B.
        IdentifierRule(.mobileDevice, .checked, oneIn: 10, forms: ["DDDDDDDDDDDDDDD", "DD DDDDDD DDDDDD D"]) {
            LuhnCheck.isValid($0)
        },
        IdentifierRule(
            .vehicle, .checked, oneIn: 11, grade: .likely, forms: ["AAAAAAAAAAAAADDDD"],
            check: { isCheckedVehicle($0) && hasLetters($0) }),
        IdentifierRule(.vehicle, .checked, oneIn: 11, forms: ["AAAAAAAAAAAAADDDD"], check: isCheckedVehicle),
        // European makers put Z where they say nothing, and the check digit is among that.
        IdentifierRule(.vehicle, .structural, oneIn: 10_000, forms: ["AAAzzzAAAAAAADDDD", "AAAAAAzzzAAAADDDD"]) {
            isVehicle($0)
        },
        // Outside of North America and China most makers put something else where the check digit is.
        IdentifierRule(.vehicle, .weak, forms: ["AAAAAAAAAAAAADDDD"], check: isVehicle),
    ]

    /// - **Source**: ISO 3779:2009, section 4.
    static func isVehicle(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where unusedLetters.contains(text[index]) { return false }
        return true
    }

    /// - **Source**: 49 CFR 565.15(c).
    static func isCheckedVehicle(_ text: Span<UInt8>) -> Bool {
        guard isVehicle(text) else { return false }
        let weights: InlineArray<17, Int> = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for index in text.indices { sum += vehicleValue(text.value(at: index)) * weights[index] }
        return text[8] == vehicleCheck[sum]
    }

    /// Numbers of digits alone are rare, and much else has seventeen digits.
    private static func hasLetters(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !isASCIIDigit(text[index]) { return true }
        return false
    }

    /// A to H count 1 to 8, J to R 1 to 9, S to Z 2 to 9.
    private static func vehicleValue(_ value: Int) -> Int {
        switch value {
        case ..<10: value
        case ..<19: value - 9
        case ..<28: value - 18
        default: value - 26
        }
    }

    private static let unusedLetters: CharacterSet36 = "IOQ"
    private static let vehicleCheck: CheckCharacters = "0123456789X"
}
