import Testing

@testable import Proviso

@Suite struct RetentionIDTests {
    @Test func `an id has 1 to 256 bytes, and so has a subject`() throws {
        let long = String(repeating: "é", count: 128)
        #expect(try RetentionID(long).description == long)
        #expect(try SubjectReference(long).description == long)
        for text in ["", " ", " a", "a ", "a\nb", "a\u{202E}b", "\u{200B}", long + "a"] {
            #expect(refusal { _ = try RetentionID(text) } == .valueInvalid)
            #expect(refusal { _ = try SubjectReference(text) } == .valueInvalid)
        }
    }

    @Test func `ids that only look alike are two, and in the order of their bytes`() throws {
        let (composed, decomposed) = (try RetentionID("caf\u{E9}"), try RetentionID("cafe\u{301}"))
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed && !(composed < decomposed))
        #expect(try SubjectReference("caf\u{E9}") != SubjectReference("cafe\u{301}"))
        let names = try ["Z", "a", "a/", "a0", "b", "é", "\u{1F600}"].map { name throws in try RetentionID(name) }
        #expect(names.shuffled().sorted() == names)
    }

    @Test func `the id of a package is its own`() throws {
        let id = try StatementID(String(repeating: "0a", count: 16))
        #expect(RetentionID(id).description == id.description)
    }
}

@Suite struct RetentionTargetTests {
    @Test func `a target covers its own items, and everything covers each`() throws {
        let item = try SampleItem.note("x", subject: "s", caseName: "c")
        for (target, covers) in try [
            (RetentionTarget.item(item.id), true), (.item(RetentionID("s")), false), (.subject(named: "s"), true),
            (.subject(named: "x"), false), (.case(named: "c"), true), (.case(named: "s"), false), (.everything, true),
        ] {
            #expect(target.covers(item) == covers)
        }
        let alone = try SampleItem.note("y")
        #expect(
            try !RetentionTarget.subject(named: "s").covers(alone) && !RetentionTarget.case(named: "c").covers(alone))
    }

    @Test func `a target reads back from its word and name, and nothing else is one`() throws {
        for target in try [
            RetentionTarget.item(RetentionID("a b")), .subject(named: "cafe\u{301}"), .case(named: "26/114"),
            .everything,
        ] {
            #expect(try RetentionTarget(word: target.word, name: target.name) == target)
        }
        for (word, name) in [("item", ""), ("everything", "x"), ("Item", "a"), ("", ""), ("subject", " ")] {
            #expect(refusal { _ = try RetentionTarget(word: word, name: name) } == .valueInvalid)
        }
        #expect(RetentionTarget.everything.description == "everything")
        #expect(try RetentionTarget.case(named: "26/114").description == "case 26/114")
    }
}

@Suite struct RetentionEventTests {
    @Test(arguments: ["", "Ended", "ended ", "1", "a b", "hold-released", String(repeating: "a", count: 65)])
    func `an event has a word for its name, and none that holds make`(name: String) throws {
        #expect(refusal { _ = try RetentionEvent(name, on: .case(named: "c"), at: day(0)) } == .valueInvalid)
    }

    @Test func `an event of everything is refused`() {
        #expect(refusal { _ = try RetentionEvent("ended", on: .everything, at: day(0)) } == .valueInvalid)
    }
}

@Suite struct JustificationTests {
    @Test(arguments: ["", " ", "a\nb", "a\u{202E}b", " a", String(repeating: "a", count: 4097)])
    func `a reason and who decided are visible words, which an error does not repeat`(text: String) {
        for (reason, by) in [(text, "clerk"), ("because", text)] {
            let error = #expect(throws: ProvisoError.self) { try Justification(reason: reason, by: by) }
            #expect(error?.code == .valueInvalid)
        }
    }
}
