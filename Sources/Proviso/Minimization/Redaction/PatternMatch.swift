/// What a recognizer found at a place.
struct PatternMatch: Equatable, Sendable {
    let type: PatternType
    /// Bytes of the text.
    let range: Range<Int>
    let grade: RecognitionGrade
}

/// The types that are recognized by their pattern, as small numbers.
enum PatternType: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case email
    case url
    case ipv4Address
    case ipv6Address
    case macAddress
    case phoneNumber
    case bitcoinAddress
    case ethereumAddress
    case writtenDate
    case coordinates
    case uuid
    case jsonWebToken
    case privateKey
    case apiKey

    /// The type as others know it.
    var recognizedType: RecognizedType {
        switch self {
        case .email: .email
        case .url: .url
        case .ipv4Address: .ipv4Address
        case .ipv6Address: .ipv6Address
        case .macAddress: .macAddress
        case .phoneNumber: .phoneNumber
        case .bitcoinAddress: .bitcoinAddress
        case .ethereumAddress: .ethereumAddress
        case .writtenDate: .writtenDate
        case .coordinates: .coordinates
        case .uuid: .uuid
        case .jsonWebToken: .jsonWebToken
        case .privateKey: .privateKey
        case .apiKey: .apiKey
        }
    }
}
