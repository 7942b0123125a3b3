/// A field of a line of the combined log format, in the order of the line.
///
/// - **Source**: Apache HTTP Server, module `mod_log_config`, the formats `common` and `combined`; nginx, module
///   `ngx_http_log_module`, the format `combined`.
enum CombinedLogField: Int, CaseIterable {
    case host, ident, user, time, method, target, `protocol`, status, bytes, referer, agent

    /// How a policy names it.
    var name: String {
        switch self {
        case .host: "host"
        case .ident: "ident"
        case .user: "user"
        case .time: "time"
        case .method: "method"
        case .target: "target"
        case .protocol: "protocol"
        case .status: "status"
        case .bytes: "bytes"
        case .referer: "referer"
        case .agent: "agent"
        }
    }
}
