import Testing

@testable import Proviso

@Suite struct AddressPatternTests {
    private let v4 = PatternExamples(.ipv4Address) { AddressPattern.matchIPv4(in: $0, at: $1) }
    private let v6 = PatternExamples(.ipv6Address) { AddressPattern.matchIPv6(in: $0, at: $1) }
    private let hardware = PatternExamples(.macAddress) { AddressPattern.matchMAC(in: $0, at: $1) }

    // MARK: IPv4

    @Test func `IPv4 addresses are found without port and prefix`() {
        v4.expect(
            .likely,
            [
                "⟦192.0.2.1⟧", "from ⟦192.0.2.1⟧:443 to ⟦198.51.100.7⟧:80", "⟦192.0.2.0⟧/24", "[⟦203.0.113.99⟧]",
                "⟦203.0.113.99⟧.", "ip=⟦192.0.2.1⟧,", "⟦10.0.0.1⟧", "⟦10.0.0.1⟧-⟦10.0.0.20⟧", "http://⟦192.0.2.1⟧/x",
                "地址⟦192.0.2.1⟧。", "⟦239.0.2.1⟧", "⟦8.8.8.8⟧:53", "⟦1.1.1.1⟧/32", "\"⟦192.0.2.1⟧\"", "-⟦192.0.2.1⟧",
                "⟦127.0.0.1⟧: refused", "..⟦192.0.2.1⟧", "jana@⟦192.0.2.1⟧",
            ])
    }

    @Test func `what may be a version, a mask or a name is possible only`() {
        v4.expect(
            .possible,
            [
                "version ⟦1.2.3.4⟧", "⟦8.8.8.8⟧", "⟦0.0.0.0⟧", "⟦255.255.255.0⟧", "Chrome/⟦120.0.0.0⟧ Safari",
                "lib-⟦5.15.0.91⟧.so", "⟦192.0.2.7⟧.example.net", "⟦192.0.2.7⟧-beta", "⟦0.0.0.0⟧:80",
            ])
    }

    @Test func `other numbers with dots are no IPv4 address`() {
        v4.expectNone([
            "1.2.3", "1.2.3.4.5", "192.0.2.256", "192.0.2.01", "v192.0.2.1", "192.0.2.1a", "192.0.2.1_", "_192.0.2.1",
            "192.0.2.", "192..2.1", "1.234.567,89", "192.0.2.1.9", "9.192.0.2.1", "05.03.2024", "192,0,2,1",
            "1920.0.2.1", "192.0.2.1000", "192 .0.2.1", "é192.0.2.1", "192.0.2.1é", "0192.0.2.1",
        ])
    }

    // MARK: IPv6

    @Test func `IPv6 addresses that are in use are found with their zones`() {
        v6.expect(
            .distinct,
            [
                "⟦2001:db8::1:2⟧", "⟦2001:db8:1234:5678:0:0:2:1⟧", "[⟦2001:db8::1⟧]:443", "⟦2001:db8:1::⟧/48",
                "⟦fe80::1:2⟧", "⟦fe80::1ff:fe23:4567:890a%eth0⟧", "⟦FE80::A1:2%3⟧.", "from ⟦2001:db8::a:1⟧: refused",
                "⟦fd00:1234::5⟧,", "⟦ff02::1:2⟧", "⟦::ffff:192.0.2.1⟧", "⟦64:ff9b::192.0.2.33⟧",
                "⟦2001:DB8:85A3:8D3:1319:8A2E:370:7348⟧", "地址⟦2001:db8::1⟧。", "⟦2001:db8:1f2:2:3:4:192.0.2.1⟧",
            ])
    }

    @Test func `other IPv6 addresses are likely`() {
        v6.expect(
            .likely,
            [
                "⟦fe80::1⟧", "⟦2001::1⟧", "⟦ff02::1⟧", "⟦1:2:3:4:5:6:7:a⟧", "⟦::1:2:3:4⟧", "⟦::ffff:c000:201⟧",
                "⟦1:2:3::4⟧",
            ])
        v6.expect(.possible, ["⟦1:2:3:4:5:6:7:8⟧", "⟦dead:beef::1⟧"])
    }

    @Test func `times, code and other things with colons are no IPv6 address`() {
        v6.expectNone([
            "12:30:45", "12:30", "std::vector", "a::b", "core::fmt::Debug", "::1", "::", "[1::2]", "[10::5]", "x[1:2]",
            "dead::beef", "A::B1", "abc::def", "00:00:5e:00:53:01", "00-00-5e-00-53-01", "2001:db8:1", "2001:db8::1::2",
            "12345:db8::1", "2001:db8::12345", "g2001:db8::1", "2001:db8::1g", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7",
            "00:11:22:33:44:55:66:77", "::before", "::add", "fd::add", "2001:db8::1é", "2024-03-05T12:30:00", "1:1::",
            ":", "a:b:c:d", "SHA256:ab:cd:ef:01:23:45:67:89:ab:cd", "3:16", "_2001:db8::1", "2001:db8::1.2.3.4.5",
            "x::2001:db8::1",
        ])
    }

    // MARK: Hardware

    @Test func `hardware addresses are found`() {
        hardware.expect(
            .distinct,
            [
                "⟦00:00:5e:00:53:01⟧", "⟦00:00:5E:00:53:AF⟧", "ether ⟦00:00:5e:00:53:01⟧ txqueuelen",
                "(⟦00:00:5e:00:53:01⟧)", "mac=⟦00:00:5e:00:53:01⟧;", "⟦00:00:5e:00:53:01⟧.", "地址⟦00:00:5e:00:53:01⟧。",
            ])
        hardware.expect(
            .likely,
            [
                "⟦00-00-5e-00-53-01⟧", "⟦0000.5e00.5301⟧", "⟦00-00-5E-00-53-AF⟧,", "⟦00:11:22:33:44:55⟧",
                "⟦02:00:5e:10:00:00:53:01⟧", "⟦02-00-5e-10-00-00-53-01⟧",
            ])
        hardware.expect(.possible, ["⟦20-24-03-05-12-30⟧", "⟦1234.5678.9012⟧", "⟦face.dead.beef⟧"])
    }

    @Test func `other pairs of digits are no hardware address`() {
        hardware.expectNone([
            "00:00:5e:00:53", "00:00:5e:00:53:01:02", "00:00:5e:00:53:0", "00:00:5e:00:53:0g", "0:00:5e:00:53:01",
            "00:00:5e:00:53-01", "00-00:5e:00:53:01", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "12:30:45",
            "2024-03-05", "x00:00:5e:00:53:01", "00:00:5e:00:53:01x", "00:00:5e:00:53:001", "0000.5e00",
            "0000.5e00.5301.0000", "ffff.ffff.ffff", "1.2.3.4", "2001:db8::1", "00:00:5e:00:53:01:02:03:04",
            "00 00 5e 00 53 01", "_00:00:5e:00:53:01", "12345678-1234-1234-1234-123456789012",
        ])
    }
}
