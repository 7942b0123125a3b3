import Testing

@testable import Proviso

@Suite struct AddressTransformTests {
    // MARK: IPv4

    @Test(arguments: [
        ("203.0.113.77", 24, "203.0.113.0"), ("203.0.113.77", 20, "203.0.112.0"), ("203.0.113.77", 16, "203.0.0.0"),
        ("203.0.113.77", 8, "203.0.0.0"), ("203.0.113.77", 31, "203.0.113.76"), ("203.0.113.77", 0, "0.0.0.0"),
        ("0.0.0.0", 24, "0.0.0.0"), ("255.255.255.255", 1, "128.0.0.0"), ("192.168.100.200", 24, "192.168.100.0"),
        ("10.9.8.7", 30, "10.9.8.4"), ("1.1.1.1", 25, "1.1.1.0"), ("1.1.1.199", 25, "1.1.1.128"),
        ("127.0.0.1", 24, "127.0.0.0"),
    ])
    func `an IPv4 address becomes the one of its network`(address: String, v4: Int, network: String) {
        #expect(truncated(address, v4: v4) == network)
        // Also where it is written as IPv6: RFC 4291, section 2.5.5.2.
        for prefix in ["::ffff:", "::FFFF:", "0:0:0:0:0:ffff:", "0000::0000:ffff:", "0:0::ffff:", "::0:ffff:"] {
            #expect(truncated(prefix + address, v4: v4, v6: 0) == network, "\(prefix)")
        }
    }

    @Test(arguments: 0...31)
    func `every length of an IPv4 prefix keeps so many bits`(length: Int) {
        // The bits of a byte from the left.
        let parts = [0, 128, 192, 224, 240, 248, 252, 254, 255]
        let expected = (0..<4).map { "\(parts[min(max(length - 8 * $0, 0), 8)])" }.joined(separator: ".")
        #expect(truncated("255.255.255.255", v4: length) == expected)
        #expect(truncated("::ffff:ffff:ffff", v4: length) == expected)
    }

    @Test func `a mapped address in hexadecimal is an IPv4 address too, and its neighbors are not`() {
        #expect(truncated("::ffff:cb00:714d") == "203.0.113.0")
        #expect(truncated("0:0:0:0:0:FFFF:CB00:714D") == "203.0.113.0")
        #expect(truncated("::ffff:0:0") == "0.0.0.0")
        #expect(truncated("::fffe:203.0.113.76", v6: 127) == "::fffe:cb00:714c")
        #expect(truncated("::203.0.113.76", v6: 127) == "::cb00:714c")
        #expect(truncated("::ffff:0:203.0.113.76", v6: 127) == "::ffff:0:cb00:714c")
        #expect(truncated("1::ffff:203.0.113.76", v6: 127) == "1::ffff:cb00:714c")
        #expect(truncated("64:ff9b::203.0.113.76", v6: 127) == "64:ff9b::cb00:714c")
    }

    // MARK: IPv6

    @Test(arguments: [
        ("2001:DB8:1:2::3", 32, "2001:db8::"), ("2001:db8:1:2:3:4:5:6", 48, "2001:db8:1::"),
        ("2001:db8:1:2:3:4:5:6", 64, "2001:db8:1:2::"),
        ("2001:db8:1:2:3:4:5:6", 63, "2001:db8:1:2::"), ("2001:db8:1:3:3:4:5:6", 63, "2001:db8:1:2::"),
        ("2001:db8:1:2:3:4:5:7", 127, "2001:db8:1:2:3:4:5:6"), ("ffff:ffff::", 0, "::"), ("ffff:ffff::1", 1, "8000::"),
        ("ffff:ffff::1", 15, "fffe::"), ("ffff:ffff::1", 16, "ffff::"), ("ffff:ffff::1", 17, "ffff:8000::"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 124, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 111, "ffff:ffff:ffff:ffff:ffff:ffff:fffe:0"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 112, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:0"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 96, "ffff:ffff:ffff:ffff:ffff:ffff::"),
        ("::1", 48, "::"), ("::1", 127, "::"), ("::2", 127, "::2"), ("fe80::1234:5678", 10, "fe80::"), ("::", 48, "::"),
        ("::fffe:1.2.3.4", 96, "::fffe:0:0"),
    ])
    func `an IPv6 address becomes the one of its network`(address: String, v6: Int, network: String) {
        #expect(truncated(address, v6: v6) == network)
    }

    /// RFC 5952, section 4, with the examples of the section that each row is about.
    @Test(arguments: [
        // 4.1: no leading zeros.
        ("2001:0db8::0002", "2001:db8::2"),
        ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0aaa", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaa"),
        ("2001:db8:0000:2:0003:4:0005:6", "2001:db8:0:2:3:4:5:6"),
        // 4.2.1: shortened as much as possible.
        ("2001:db8:0:0:0:0:2:2", "2001:db8::2:2"), ("2001:db8:0::2:2", "2001:db8::2:2"), ("0:0:0:0:0:0:0:0", "::"),
        ("0:0::0", "::"),
        ("0:0:0:0:0:0:0:2", "::2"), ("1:0:0:0:0:0:0:0", "1::"), ("1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"),
        ("0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"),
        // 4.2.2: one group of zeros alone is not shortened.
        ("2001:db8:0:1:1:1:1:2", "2001:db8:0:1:1:1:1:2"), ("2001:db8::1:1:1:1:2", "2001:db8:0:1:1:1:1:2"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("0:2:0:4:0:6:0:8", "0:2:0:4:0:6:0:8"),
        // 4.2.3: the longest run, and the first of equals.
        ("2001:0:0:1:0:0:0:2", "2001:0:0:1::2"), ("2001:db8:0:0:1:0:0:2", "2001:db8::1:0:0:2"),
        ("1:0:0:0:5:0:0:0", "1::5:0:0:0"),
        ("0:0:3:0:0:0:7:8", "0:0:3::7:8"), ("0:0:3:4:0:0:7:8", "::3:4:0:0:7:8"), ("1:0:0:4:5:0:0:0", "1:0:0:4:5::"),
        ("0:0:3:4:5:6:0:0", "::3:4:5:6:0:0"), ("1:0:3:0:0:6:0:8", "1:0:3::6:0:8"),
        // 4.3: lower case.
        ("2001:DB8::AbCd:EF", "2001:db8::abcd:ee"),
    ])
    func `an address is printed as RFC 5952 prints it`(address: String, printed: String) {
        #expect(truncated(address, v6: 127) == printed)
        #expect(truncated(printed, v6: 127) == printed)
    }

    // MARK: Anything else

    @Test(arguments: [
        "", " ", ".", ":", ":::", "localhost", "example.org", "1", "1.2", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3",
        "1.2.3.4.", "1.2.3.4.5",
        "256.0.0.1", "1.2.3.256", "1.2.3.999", "1.2.3.1000", "203.0.113.077", "01.2.3.4", "1.2.3.00", "0x1.2.3.4",
        "1.2.3.4a", "-1.2.3.4",
        "+1.2.3.4", "1.2.3.4/24", "203.0.113.0/24", "1.2.3.4:80", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "1.2.3.4\u{0}",
        "1,2,3,4",
        "1.2.3.\u{FF14}", "1.2.3.٤", "3232235777", "1.2.3.4%eth0",
        "fe80::1%eth0", "::1%0", "[::1]", "[::1]:80", "::1/128", "2001:db8::/32", " ::1", "::1 ", "::1\n", "::1\u{0}",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3",
        "::1::", ":::1", "1:::2",
        "::1:", ":1::", ":1", "1:", "1:2:3:4:5:6:7:", ":2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "12345::", "00001::",
        "::00000", "g::", "::g", "::-1",
        "::+1", "::0x1", "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::1.2.3.04", "::ffff:1.2.3.4/24",
        "::ffff:1.2.3.4:80", "1.2.3.4::",
        "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "::1:2:3:4:5:6:1.2.3.4",
        "::ffff:1.2.3.4.",
        "::ffff:.2.3.4", "1.2.3.4::1.2.3.4", "::\u{FF11}", "::é", "2001:db8::1::", "2001-db8::1", "fe80::1%",
        "::1.2.3.4%1",
    ])
    func `what is not an address alone is refused, and nothing is written`(text: String) {
        var output = ByteBuffer()
        let isAddress = AddressTransform.apply(Array(text.utf8).span, v4: 24, v6: 48, into: &output)
        #expect(!isAddress)
        #expect(output.count == 0)
    }

    @Test func `bytes that are not text are refused`() {
        for bytes: [UInt8] in [[0x80], [0xFF, 0x3A, 0x3A], Array("1.2.3.".utf8) + [0xB1], Array("::".utf8) + [0x00]] {
            var output = ByteBuffer()
            let isAddress = AddressTransform.apply(bytes.span, v4: 24, v6: 48, into: &output)
            #expect(!isAddress)
        }
    }

    @Test func `a network is written behind what is there, and is the network of itself`() {
        var output = ByteBuffer()
        output.append("ip=")
        let isFirst = AddressTransform.apply(Array("1.2.3.4".utf8).span, v4: 8, v6: 48, into: &output)
        let isSecond = AddressTransform.apply(Array("a:b::c".utf8).span, v4: 8, v6: 16, into: &output)
        #expect(isFirst && isSecond && output.text == "ip=1.0.0.0a::")
        for address in ["203.0.113.77", "2001:db8:1:2:3:4:5:6", "::ffff:1.2.3.4"] {
            let network = truncated(address)
            #expect(network != nil && truncated(network ?? "") == network)
        }
    }

    // MARK: Another implementation

    /// What Python is asked to cut down.
    private struct Case: Encodable {
        let address: String
        let v4: Int
        let v6: Int
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python's ipaddress computes the same networks and refuses the same texts`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let cases = (0..<6000).map { number in
            var address = Self.address(&generator)
            if number.isMultiple(of: 2) { address = Self.mutated(address, &generator) }
            return Case(
                address: address, v4: Int.random(in: 0...31, using: &generator),
                v6: Int.random(in: 0...127, using: &generator))
        }
        let program = """
            import ipaddress, json, sys

            def network(case):
                # Python knows zones, which we refuse.
                if "%" in case["address"]:
                    return None
                try:
                    address = ipaddress.ip_address(case["address"])
                except ValueError:
                    return None
                if address.version == 6 and address.ipv4_mapped is not None:
                    address = address.ipv4_mapped
                length = case["v4"] if address.version == 4 else case["v6"]
                return str(ipaddress.ip_network((address, length), strict=False).network_address)

            print(json.dumps([network(case) for case in json.load(sys.stdin)]))
            """
        let networks = try Python.run(program, input: cases, as: [String?].self)
        #expect(networks.count == cases.count)
        for (one, network) in zip(cases, networks) {
            #expect(
                truncated(one.address, v4: one.v4, v6: one.v6) == network,
                "seed \(testSeed): \(one.address.debugDescription), v4 \(one.v4), v6 \(one.v6)")
        }
        // Neither side of the comparison is nearly empty.
        #expect(networks.count { $0 == nil } > 600 && networks.count { $0 != nil } > 3000)
    }

    /// A random address in a random form of RFC 4291, section 2.2.
    private static func address(_ generator: inout SeededGenerator) -> String {
        func v4() -> String {
            (0..<4).map { _ in "\(UInt8.random(in: 0...255, using: &generator))" }.joined(separator: ".")
        }
        let kind = Int.random(in: 0..<5, using: &generator)
        if kind == 0 { return v4() }
        var groups = (0..<8).map { _ -> String in
            // Zeros are frequent, so that there are several runs of them.
            let group =
                Bool.random(using: &generator)
                ? 0 : UInt16.random(in: 0...0xFFFF, using: &generator) >> [0, 0, 8].randomElement(using: &generator)!
            let digits = String(group, radix: 16, uppercase: Bool.random(using: &generator))
            return String(repeating: "0", count: Int.random(in: 0...4 - digits.count, using: &generator)) + digits
        }
        if kind == 1 { groups.replaceSubrange(0..<6, with: ["0", "0", "0", "0", "0", "ffff"]) }
        if Int.random(in: 0..<3, using: &generator) == 0 { groups.replaceSubrange(6..<8, with: [v4()]) }
        let zeros = groups.indices.filter { groups[$0].allSatisfy { $0 == "0" } }
        guard let first = zeros.randomElement(using: &generator), Bool.random(using: &generator) else {
            return groups.joined(separator: ":")
        }
        var end = first + 1
        while end < groups.count, zeros.contains(end), Bool.random(using: &generator) { end += 1 }
        return groups[..<first].joined(separator: ":") + "::" + groups[end...].joined(separator: ":")
    }

    /// A text with one or two small changes.
    private static func mutated(_ text: String, _ generator: inout SeededGenerator) -> String {
        var characters = Array(text)
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
            let character = Array("0123456789abcdefABCDEFg::::..../[] é").randomElement(using: &generator)!
            let index = Int.random(in: 0..<max(characters.count, 1), using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: characters.insert(character, at: min(index, characters.count))
            case 1 where !characters.isEmpty: characters.remove(at: index)
            case _ where !characters.isEmpty: characters[index] = character
            default: break
            }
        }
        return String(characters)
    }

    private func truncated(_ address: String, v4: Int = 24, v6: Int = 48) -> String? {
        var output = ByteBuffer()
        return AddressTransform.apply(Array(address.utf8).span, v4: v4, v6: v6, into: &output) ? output.text : nil
    }
}
