import ExportServer
import Hummingbird
import HummingbirdTesting
import Proviso
import Testing

@Suite struct MinimizedExportTests {
    private let policy = """
        proviso: policy/v1
        purpose: "Case export"
        recipient: partner.example
        fields:
          "$.case_id": keep
          "$.subject.dob": { generalize: year }
        """

    private func response(to body: String) async throws -> (status: Int, body: String) {
        let filter = try RecordFilter(MinimizationPolicy(text: policy))
        let router = Router()
        MinimizedExport(filter) { _ in }.addRoutes(to: router)
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/minimized", method: .post, body: ByteBuffer(string: body)) { response in
                (response.status.code, String(buffer: response.body))
            }
        }
    }

    @Test func `what the policy lets through is the answer`() async throws {
        let response = try await response(
            to: """
                {"case_id":"C-1","subject":{"name":"Ana","dob":"1984-07-19"}}
                {"case_id":"C-2","note":"call back"}
                """)
        #expect(response.status == 200)
        #expect(response.body == "{\"case_id\":\"C-1\",\"subject\":{\"dob\":\"1984\"}}\n{\"case_id\":\"C-2\"}\n")
    }

    @Test func `a bad record ends the answer, and nothing of it leaves`() async {
        await #expect(throws: (any Error).self) {
            try await response(to: "{\"case_id\":\"C-1\"}\n{\"case_id\":\"C-2\",\"case_id\":\"C-3\"}\n")
        }
    }
}
