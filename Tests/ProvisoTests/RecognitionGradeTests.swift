import Testing

@testable import Proviso

@Suite struct RecognitionGradeTests {
    @Test func `the twelve figures are those of the specification`() {
        let figures = RecognitionGrade.allCases.map { grade in
            [ContextEvidence.none, .supporting, .contrary].map { grade.confidence($0).percent }
        }
        #expect(figures == [[10, 80, 5], [40, 85, 15], [75, 92, 35], [95, 99, 90]])
    }

    @Test func `with what is said nearby a surer grade is a surer finding, and words for it make it surer`() {
        for evidence in ContextEvidence.allCases {
            let figures = RecognitionGrade.allCases.map { $0.confidence(evidence) }
            #expect(figures == figures.sorted())
        }
        for grade in RecognitionGrade.allCases {
            #expect(grade.confidence(.contrary) < grade.confidence(.none))
            #expect(grade.confidence(.none) < grade.confidence(.supporting))
        }
    }

    @Test func `the usual threshold takes likely ones without a word, and others with one`() {
        func isTaken(_ grade: RecognitionGrade, _ evidence: ContextEvidence) -> Bool {
            grade.confidence(evidence) >= .usualThreshold
        }
        #expect(RecognitionGrade.allCases.map { isTaken($0, .none) } == [false, false, true, true])
        #expect(RecognitionGrade.allCases.map { isTaken($0, .supporting) } == [true, true, true, true])
        #expect(RecognitionGrade.allCases.map { isTaken($0, .contrary) } == [false, false, false, true])
    }

    @Test func `a lower grade is the next one, and the lowest stays`() {
        #expect(RecognitionGrade.allCases.map(\.lowered) == [.weak, .weak, .possible, .likely])
        #expect(RecognitionGrade.allCases == RecognitionGrade.allCases.sorted())
    }
}
