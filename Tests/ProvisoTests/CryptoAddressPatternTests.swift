import Testing

@testable import Proviso

@Suite struct CryptoAddressPatternTests {
    private let bitcoin = PatternExamples(.bitcoinAddress, .word { CryptoAddressPattern.match(in: $0, word: $1) })
    private let ethereum = PatternExamples(.ethereumAddress, .word { CryptoAddressPattern.match(in: $0, word: $1) })

    /// Of digests of words that were made up.
    @Test func `addresses of Bitcoin are found by their checksums`() {
        bitcoin.expect(
            .distinct,
            [
                "⟦187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7⟧", "to ⟦1PNRVF4Czk7EjtzH9WoqBysHCCbHHT7SWU⟧.",
                "bitcoin:⟦152rXLsWY82epdN1uZP9QfTcb6ddWHiTrc⟧?amount=1", "(⟦1PHRSQLYx5nk81XWsbKikdCkhomMm8LSKY⟧)",
                "⟦111REqhJdJUFWwjpL1eD3tiAKWBd1GH11⟧", "⟦3KD8RhBxoxFA3m3s8pENxUHw8WbbKqxTmc⟧",
                "⟦3DA7hVzMyKCcBo4kAuVjGCTN2AGQSuPGnz⟧,", "\"⟦38G9Yumcz7UgHzVDHTggyufFATvF4dNhL8⟧\"",
                "⟦bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4da0ch0⟧", "⟦BC1QRZKRUU6R7QTGJRZ3P6FLJDFXZ95ANCL4DA0CH0⟧",
                "⟦bc1q8aumk76rtvzny9j3mthaxaxdc6qacph65e0rwn3cxdac3jsydh4qgwu4qj⟧",
                "⟦bc1py5h3pjpkzr4u5xs9ns96aqj4aw30jkly68tme75f6ujg4qke7ygseh256z⟧",
                "地址⟦bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4da0ch0⟧。", "⟦bc1s3c6s66dj4k⟧",
                "⟦17K2yjrTnvp8pPmYLDMr2VTxkCsKc1Z2dj⟧ ⟦3CWR6jPTtppQTxdP8TjqNc1WKS8e65dD65⟧",
            ])
    }

    @Test func `what has another checksum is no address of Bitcoin`() {
        bitcoin.expectNone([
            "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo8", "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo",
            "1187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7", "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eO7",
            "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3el7", "mjkmKyb2GkzkbkQNxpuJsT4Z29wXLNSCwr",
            "3tc2vgb4RzodYfuNRCGASQkjZh9RRtMMXy", "3KD8RhBxoxFA3m3s8pENxUHw8WbbKqxTmd",
            "_187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7", "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7é",
            "bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4da0ch1", "bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4cpl5jd",
            "bc1py5h3pjpkzr4u5xs9ns96aqj4aw30jkly68tme75f6ujg4qke7ygsvt6clq",
            "bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4v5r8gdgg", "bc1Qrzkruu6r7qtgjrz3p6fljdfxz95ancl4da0ch0", "bc1",
            "bc1qqqqqqqqqqqq", "bc1b08n2jc9kv3u5xs9ns96aqj4aw30jkly", "11111111111111111111111111111111111",
            "33333333333333333333333333", "d41d8cd98f00b204e9800998ecf8427e", "123456789123456789123456789123",
        ])
    }

    @Test func `addresses of Ethereum are found by their shape`() {
        ethereum.expect(
            .likely,
            [
                "⟦0x00112233445566778899aabbccddeeff00112233⟧", "to ⟦0x00112233445566778899AABBCCDDEEFF00112233⟧.",
                "⟦0x52908400098527886E0F7030069857D2E4169EE7⟧,",
                "ethereum:⟦0xabcdefabcdefabcdefabcdefabcdefabcdefabcd⟧?value=1",
                "(⟦0X00112233445566778899aabbccddeeff00112233⟧)", "=⟦0x0000000000000000000000000000000000000001⟧;",
            ])
        ethereum.expectNone([
            "0x0000000000000000000000000000000000000000", "0xffffffffffffffffffffffffffffffffffffffff",
            "0x00112233445566778899aabbccddeeff0011223", "0x00112233445566778899aabbccddeeff001122334",
            "0x00112233445566778899aabbccddeeff0011223g", "00112233445566778899aabbccddeeff00112233", "0x7fff5fbff8a0",
            "_0x00112233445566778899aabbccddeeff00112233", "0x00112233445566778899aabbccddeeff00112233_",
            "0x00112233445566778899aabbccddeeff00112233é", "1x00112233445566778899aabbccddeeff00112233",
            "0y00112233445566778899aabbccddeeff00112233",
            "0x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "0x", "0xdeadbeef",
        ])
    }
}
