import Testing

@testable import Proviso

@Suite struct ConfidenceTests {
    @Test func `0 to 100 percent are in order`() {
        let all = (0...100).map { Confidence(percent: $0) }
        #expect(all == all.sorted())
        #expect(Set(all).count == 101)
        #expect(Confidence.certain == Confidence(percent: 100))
        #expect(Confidence.usualThreshold.percent == 50)
        #expect(Confidence(percent: 7).description == "7 %")
    }

    @Test(arguments: [-1, 101, Int.max, Int.min])
    func `another percentage stops the program`(percent: Int) async {
        await #expect(processExitsWith: .failure) { [percent] in _ = Confidence(percent: percent) }
    }
}
