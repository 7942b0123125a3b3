import ProvisoCrypto
import Testing

/// Files that pass from us to the `age` program and back.
@Suite(.enabled(if: AgeProgram.executable != nil, "there is no age on the search path"))
struct AgeProgramTests {
    @Test(arguments: [0, 1, 65535, 65536, 65537, 131072, 200_000])
    func `age opens what we sealed, for each recipient`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        let file = try AgeFiles.seal(content, to: [first.recipient, second.recipient], pieceByteCount: 10_000)
        for result in [try AgeProgram.open(file, with: first), try AgeProgram.open(file, with: second)] {
            #expect(result.status == 0)
            #expect(result.output == content)
        }
        let stranger = try AgeProgram.open(file, with: AgeIdentity.generate())
        #expect(stranger.status != 0 && stranger.output.isEmpty)
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 131072, 200_000])
    func `we open what age sealed, for each recipient`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        let file = try AgeProgram.seal(content, to: [first.recipient, second.recipient])
        for opened in [try AgeFiles.open(file, with: first), try AgeFiles.open(file, with: second)] {
            #expect(opened.error == nil)
            #expect(opened.content == content)
        }
        #expect(try AgeFiles.open(file, with: AgeIdentity.generate()).error == .noIdentityMatched)
    }

    @Test(.enabled(if: Python.executable != nil, "there is no python3 to answer age at a terminal"))
    func `age opens what we sealed under a passphrase`() throws {
        let content = Array("a sentence\n".utf8)
        for workFactor in [1, 10, AgePassphrase.standardWorkFactor] {
            let passphrase = try AgeFiles.passphrase("correct horse")
            let file = try AgeFiles.seal(content, passphrase: passphrase, workFactor: workFactor)
            let opened = try AgeProgram.open(file, passphrase: "correct horse")
            #expect(opened.status == 0)
            #expect(opened.output == content)
        }
        let file = try AgeFiles.seal(content, passphrase: AgeFiles.passphrase("correct horse"))
        let refused = try AgeProgram.open(file, passphrase: "wrong horse")
        #expect(refused.status != 0 && refused.output.isEmpty)
    }

    @Test(.enabled(if: Python.executable != nil, "there is no python3 to answer age at a terminal"))
    func `we open what age sealed under a passphrase`() throws {
        let content = [UInt8](repeating: 9, count: 70_000)
        let file = try AgeProgram.seal(content, passphrase: "correct horse")
        let opened = try AgeFiles.open(file, with: AgeIdentities(passphrase: AgeFiles.passphrase("correct horse")))
        #expect(opened.error == nil)
        #expect(opened.content == content)
        let wrong = AgeIdentities(passphrase: try AgeFiles.passphrase("wrong horse"))
        #expect(try AgeFiles.open(file, with: wrong).error == .noIdentityMatched)
    }

    @Test(arguments: [0, 1, 65536, 70_000])
    func `armor passes from us to age and back`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let identity = try AgeIdentity.generate()
        let ours = try AgeFiles.seal(content, to: [identity.recipient], isArmored: true)
        let opened = try AgeProgram.open(ours, with: identity)
        #expect(opened.status == 0)
        #expect(opened.output == content)
        let theirs = try AgeProgram.seal(content, to: [identity.recipient], isArmored: true)
        #expect(theirs.starts(with: "-----BEGIN AGE ENCRYPTED FILE-----".utf8))
        #expect(try AgeFiles.open(theirs, with: identity).content == content)
    }
}
