import Proviso
import Testing

@Suite struct RandomizedPseudonymizerTests {
    @Test func `every pseudonym is another one, and its text reads back`() throws {
        let witnesses = RandomizedPseudonymizer("witness")
        var pseudonyms: Set<RandomizedPseudonym> = []
        for _ in 0..<1000 {
            let pseudonym = try witnesses.pseudonym()
            #expect(pseudonym.type == "witness")
            #expect(pseudonym.description.hasPrefix("witness_x_"))
            #expect(pseudonym.description.utf8.count == "witness_x_".utf8.count + 26)
            #expect(try RandomizedPseudonym(pseudonym.description) == pseudonym)
            pseudonyms.insert(pseudonym)
        }
        #expect(pseudonyms.count == 1000)
        // Another pseudonymizer of the same type goes on elsewhere.
        #expect(!pseudonyms.contains(try RandomizedPseudonymizer("witness").pseudonym()))
    }

    @Test(arguments: [
        "", "person", "person_x", "person_x_", "person__emfdyj4fpopzgh44tspvjekkv4",
        "person_1_emfdyj4fpopzgh44tspvjekkv4", "person_0_emfdyj4fpopzgh44tspvjekkv4",
        "person_X_emfdyj4fpopzgh44tspvjekkv4", "person_xx_emfdyj4fpopzgh44tspvjekkv4",
        "person_x_emfdyj4fpopzgh44tspvjekkv5", "person_x_emfdyj4fpopzgh44tspvjekkv",
        "person_x_emfdyj4fpopzgh44tspvjekkv4a", "person_x_EMFDYJ4FPOPZGH44TSPVJEKKV4",
        "person_x_pfqzsppyntkg2qjr32e2hfjnhhftix6d", "Person_x_emfdyj4fpopzgh44tspvjekkv4",
        "abcdefghijklmnopq_x_emfdyj4fpopzgh44tspvjekkv4", "_x_emfdyj4fpopzgh44tspvjekkv4",
        "person_x_emfdyj4fpopzgh44tspvjekkv4_", "person_x_emfdyj4fpopzgh44tspvjekkv4\n",
        " person_x_emfdyj4fpopzgh44tspvjekkv4", "person_1r_emfdyj4fpopzgh44tspvjekkv4",
    ])
    func `any other text is refused, and not said`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try RandomizedPseudonym(text) }
        #expect(error?.code == .valueInvalid)
        #expect(
            error?.description == "a text that is not a randomized pseudonym; "
                + "give one of the form TYPE_x_BODY, as it was written")
    }

    @Test func `no key made it: it is no linkable pseudonym, and counts for no version`() throws {
        var inventory = KeyInventory()
        for type in ["x", "person", "abcdefghijklmnop"] as [PseudonymType] {
            let text = try RandomizedPseudonymizer(type).pseudonym().description
            #expect(throws: ProvisoError.self) { try LinkablePseudonym(text) }
            inventory.add(text)
            inventory.add(#"{"id":"\#(text)"}"#)
        }
        #expect(inventory.versions.isEmpty)
        // The same inventory does see the other kind.
        inventory.add("person_1_emfdyj4fpopzgh44tspvjekkv4")
        #expect(inventory.versions == [KeyVersion(1)])
    }
}
