/// Invented case records, one after the other, as an exchange between authorities might carry them.
///
/// The same persons come back, in other spellings, so that pseudonyms join; their circle grows as the records go on.
/// Nothing is kept but a few numbers: persons and devices are made anew from theirs. Many fields are missing now and then.
struct RecordGenerator {
    private let seed: UInt64
    private var random: SplitMix64
    private var recordCount = 0

    /// The beginning of 2025, and the two years over which cases are spread.
    private static let firstOpening = 1_735_689_600
    private static let openingSpan = 2 * 365 * 86_400

    init(seed: UInt64) {
        self.seed = seed
        // Numbers of its own, so that the course of the records and the persons in them are independent.
        random = SplitMix64(seed: seed, index: .max)
    }

    /// Appends one record, without a line feed.
    mutating func appendRecord(to output: inout OutputBuffer) {
        recordCount += 1
        let personIndex = random.next(below: personCount)
        let person = Person(seed: seed, index: personIndex)
        let opened = Self.firstOpening + (recordCount * 61 + random.next(below: 3_600)) % Self.openingSpan

        appendCase(openedAt: opened, in: person.country, to: &output)
        appendSubject(person, to: &output)
        appendContact(person, to: &output)
        if !random.oneIn(32) { appendDevice(ofPerson: personIndex, to: &output) }
        appendEvents(before: opened, around: person.place, to: &output)
        appendRemarks(on: person, to: &output)
    }

    /// How many persons may have come up so far: enough at the start that no one fills the first page.
    private var personCount: Int { 50 + recordCount / 3 }
}

extension RecordGenerator {
    private mutating func appendCase(openedAt opened: Int, in country: Country, to output: inout OutputBuffer) {
        output.append("{\"case_id\":\"C-")
        output.append(CivilTime(secondsSince1970: opened).year, width: 4)
        output.append(UInt8(ascii: "-"))
        output.append(recordCount, width: 7)
        output.append("\",\"opened\":\"")
        output.appendTimestamp(opened, offsetMinutes: country.offsetMinutes)
        if random.oneIn(2) {
            output.append("\",\"updated\":\"")
            output.appendTimestamp(opened + random.next(below: 40 * 86_400), offsetMinutes: country.offsetMinutes)
        }
        output.append("\",\"status\":\"")
        output.append(random.pick(Vocabulary.statuses))
        output.append("\",\"priority\":")
        output.append(1 + random.next(below: 5))
    }

    private mutating func appendSubject(_ person: Person, to output: inout OutputBuffer) {
        // Some systems write every letter beyond ASCII as an escape; a filter must read both alike.
        let escaped = random.oneIn(8)
        output.append(",\"subject\":{\"national_id\":\"")
        output.appendIdentity(person, spelling: random.next(below: 7))
        output.append("\",\"name\":\"")
        output.appendName(person, escaped: escaped)
        if random.oneIn(4) {
            output.append("\",\"also_known_as\":\"")
            output.appendAlias(person, escaped: escaped)
        }
        output.append("\",\"dob\":\"")
        output.append(person.birthYear, width: 4)
        output.append(UInt8(ascii: "-"))
        output.append(person.birthMonth, width: 2)
        output.append(UInt8(ascii: "-"))
        output.append(person.birthDay, width: 2)
        output.append(person.isFemale ? "\",\"sex\":\"F" : "\",\"sex\":\"M")
        output.append("\",\"nationality\":\"")
        output.append(person.nationality)
        output.append("\",\"address\":{\"street\":\"")
        output.append(person.street)
        output.append(UInt8(ascii: " "))
        output.append(person.houseNumber)
        output.append("\",\"city\":\"")
        output.append(person.place.name)
        output.append("\",\"postcode\":\"")
        output.append(person.postcode, width: 5)
        output.append("\",\"country\":\"")
        output.append(person.country.code)
        output.append("\"}}")
    }

    private mutating func appendContact(_ person: Person, to output: inout OutputBuffer) {
        output.append(",\"contact\":{\"phone\":\"")
        output.appendPhone(person)
        if random.oneIn(2) {
            output.append("\",\"email\":\"")
            output.appendMailAddress(person)
        }
        if random.oneIn(3) {
            output.append("\",\"preferred_language\":\"")
            output.append(person.language)
        }
        output.append("\"}")
    }

    private mutating func appendDevice(ofPerson personIndex: Int, to output: inout OutputBuffer) {
        // Now and then someone else's: a device that joins two persons is what an analyst looks for.
        let owner = random.oneIn(12) ? random.next(below: personCount) : personIndex
        let device = Device(seed: seed, ofPerson: owner)
        output.append(",\"device\":{\"imei\":\"")
        output.appendEquipmentNumber(device, spaced: random.oneIn(5))
        if random.oneIn(2) {
            output.append("\",\"model\":\"")
            output.append(device.model)
        }
        output.append("\",\"os\":\"")
        output.append(device.system)
        output.append("\",\"ip\":\"")
        output.appendAddress(number: random.next(), isVersion6: random.oneIn(5))
        if random.oneIn(4) {
            output.append("\",\"user_agent\":\"")
            output.append(device.browser)
        }
        output.append("\"}")
    }

    private mutating func appendEvents(before opened: Int, around home: Place, to output: inout OutputBuffer) {
        output.append(",\"events\":[")
        // Half of the cases have none, and few have many.
        let count = max(0, random.next(below: 8) - 3) * random.next(below: 2)
        for index in 0..<count {
            output.append(index == 0 ? "{\"at\":\"" : ",{\"at\":\"")
            output.appendTimestamp(opened - random.next(below: 30 * 86_400), offsetMinutes: 0)
            output.append("\",\"kind\":\"")
            if random.oneIn(3) {
                output.append(random.pick(Vocabulary.sightingKinds))
                output.append("\",\"place\":\"")
                let place = random.oneIn(2) ? home : random.pick(Place.all)
                output.append(place.name)
                output.append("\",\"lat\":")
                output.appendDecimal(place.latitude * 100 + random.next(below: 1_000), places: 4)
                output.append(",\"lon\":")
                output.appendDecimal(place.longitude * 100 + random.next(below: 1_000), places: 4)
            } else {
                output.append(random.pick(Vocabulary.paymentKinds))
                output.append("\",\"amount\":")
                output.appendDecimal(1 + random.next(below: 2_000_000), places: 2)
            }
            output.append(UInt8(ascii: "}"))
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func appendRemarks(on person: Person, to output: inout OutputBuffer) {
        output.append(",\"reporter\":{\"badge\":\"B-")
        output.append(random.next(below: 10_000), width: 4)
        if random.oneIn(2) {
            output.append("\",\"unit\":\"")
            output.append(random.pick(Vocabulary.units))
        }
        output.append("\"},\"role\":\"")
        output.append(random.pick(Vocabulary.roles))
        if !random.oneIn(3) {
            output.append("\",\"note\":\"")
            output.appendNote(random.pick(Note.all), about: person)
        }
        output.append(UInt8(ascii: "\""))
        appendTags(to: &output)
        output.append(UInt8(ascii: "}"))
    }

    private mutating func appendTags(to output: inout OutputBuffer) {
        let count = random.next(below: 3)
        // A list without elements is left out by half of the systems and written by the others.
        if count == 0, random.oneIn(2) { return }
        let first = random.next(below: Vocabulary.tags.count)
        output.append(",\"tags\":[")
        for index in 0..<count {
            output.append(index == 0 ? "\"" : ",\"")
            output.append(Vocabulary.tags[(first + index) % Vocabulary.tags.count])
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: "]"))
    }
}
