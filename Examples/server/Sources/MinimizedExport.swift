public import Hummingbird
public import Proviso

/// Lets records through that one system sends to another, minimized under a policy, while they arrive.
///
/// `POST /minimized` takes NDJSON and answers with what the policy lets through. Nothing is held but a record that is cut off, so an
/// export of any size takes the memory of a small one.
public struct MinimizedExport: Sendable {
    private let filter: RecordFilter
    private let keep: @Sendable (FilterReport) -> Void

    /// An export under a policy; one filter serves all requests. `keep` is given the report of each.
    public init(_ filter: RecordFilter, keep: @escaping @Sendable (FilterReport) -> Void) {
        self.filter = filter
        self.keep = keep
    }

    /// Adds the route.
    public func addRoutes(to router: some RouterMethods<BasicRequestContext>) {
        router.post("minimized") { request, _ in
            // The response begins before the input has ended. At a bad record the connection is cut: the client sees that the answer
            // is not whole, and has nothing of the bad record.
            let records = filter.minimize(request.body.map(\.readableBytesView), whenDone: keep)
            return Response(
                status: .ok, headers: [.contentType: "application/x-ndjson"],
                body: ResponseBody { writer in
                    for try await part in records { try await writer.write(ByteBuffer(bytes: part)) }
                    try await writer.finish(nil)
                })
        }
    }
}
