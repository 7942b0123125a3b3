import Testing

@testable import Proviso

@Suite struct ScannedFindingTests {
    @Test func `a finding keeps what it was made with, whatever the numbers`() {
        for type in [0, 1, 113, TypeSet.capacity - 1] {
            for percent in [0, 50, 100] {
                let finding = ScannedFinding(
                    start: 5, end: 1 << 40, type: type, confidence: Confidence(percent: percent), reason: .knownValue,
                    list: 1, value: 1 << 20)
                #expect(finding.typeNumber == type)
                #expect(finding.confidence.percent == percent)
                #expect(finding.list == 1 && finding.value == 1 << 20)
                #expect(finding.start == 5 && finding.end == 1 << 40)
            }
        }
    }

    @Test func `a finding of no list has neither list nor value`() {
        let finding = ScannedFinding(start: 0, end: 1, type: 3, confidence: .certain, reason: .recognizer)
        #expect(finding.list == -1 && finding.value == -1)
    }

    @Test func `every reason comes back from its byte`() {
        for grade in RecognitionGrade.allCases {
            for evidence in ContextEvidence.allCases {
                let reason = ScannedFinding.Reason(grade, evidence)
                #expect(reason.reason == .pattern(grade, evidence))
                #expect(reason.isSupported == (evidence == .supporting))
            }
        }
        #expect(ScannedFinding.Reason.knownValue.reason == .knownValue)
        #expect(ScannedFinding.Reason.recognizer.reason == .recognizer)
        #expect(ScannedFinding.Reason.remainder.reason == .remainder)
        for reason in [ScannedFinding.Reason.knownValue, .recognizer, .remainder] { #expect(!reason.isSupported) }
    }

    @Test func `a remainder has no value any more`() {
        var finding = ScannedFinding(
            start: 0, end: 1, type: 3, confidence: .certain, reason: .knownValue, list: 0, value: 2)
        finding.becomeRemainder()
        #expect(finding.reason == .remainder && finding.list == -1 && finding.value == -1)
        #expect(finding.typeNumber == 3 && finding.confidence == .certain)
    }
}
