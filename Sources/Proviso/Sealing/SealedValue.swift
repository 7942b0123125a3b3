public import ProvisoCrypto

/// One value, sealed to a recipient's public key together with what it belongs to.
///
/// ```swift
/// let context = SealedValue.Context(policy: policy.digest, path: try FieldPath("$.subject.phone"))
/// let sealed = SealedValue("+31 20 555 0100", to: recipient, context: context)
/// let phone = try sealed.open(with: identity, context: context)
/// ```
///
/// - **Guarantees**: the recipient alone can open it; a change is noticed; it opens under the context alone that it was sealed under, so nobody can
///   move it to another field or under another policy; values of similar length have the same length.
/// - **Does not guarantee**: who sealed it: whoever knows the recipient can seal a value. Nor that it is fresh: an older value of the same field and
///   policy can be put in its place.
/// - **Cost**: 253 characters of text for most short values; about 60 µs to seal, and 30 µs to open with an identity.
/// - **Source**: `Formats/SealedValues`; libsodium, *Sealed boxes*.
public struct SealedValue: Hashable, Sendable, CustomStringConvertible {
    /// What a value belongs to.
    public struct Context: Hashable, Sendable {
        /// The digest of the policy that it is disclosed under; nil where there is none.
        public let policy: ContentDigest?
        /// The place in the record.
        public let path: FieldPath

        /// A context; to open a value takes the same.
        public init(policy: ContentDigest?, path: FieldPath) {
            self.policy = policy
            self.path = path
        }

        /// What stands before the value.
        fileprivate var encoding: [UInt8] {
            var encoder = CanonicalEncoder()
            encoder.append(SealedValue.label)
            encoder.append(policy?.bytes)
            encoder.append(path.description)
            return encoder.bytes
        }
    }

    private static let label = "proviso-sealed-1"
    /// What stands before the box in the text.
    static let prefix = Array("proviso-sealed-v1:".utf8)

    private let box: [UInt8]

    /// Seals a value to the holder of an age identity.
    public init(_ value: Span<UInt8>, to recipient: AgeRecipient, context: Context) {
        self.init(value, to: recipient.publicKey, context: context)
    }

    /// Seals a text's UTF-8 to the holder of an age identity.
    public init(_ value: String, to recipient: AgeRecipient, context: Context) {
        self.init(value.utf8Span.span, to: recipient, context: context)
    }

    /// Seals a value to the holder of a key.
    public init(_ value: Span<UInt8>, to recipient: AgreementPublicKey, context: Context) {
        let encoding = context.encoding
        var message: [UInt8] = []
        defer { wipe(&message) }
        // With room for all of it, so that growing leaves no copy of the value behind.
        message.reserveCapacity(SizeClass.paddedByteCount(encoding.count + value.count))
        message += encoding
        for index in value.indices { message.append(value[index]) }
        SizeClass.pad(&message)
        box = SealedBox.seal(message, to: recipient)
    }

    /// A sealed value from its text, `proviso-sealed-v1:` and base64url.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for any other text.
    public init(text: String) throws(ProvisoError) {
        let utf8 = text.utf8Span.span
        guard text.utf8.starts(with: Self.prefix),
            let box = Base64.decode(utf8.extracting(Self.prefix.count..<utf8.count), .urlUnpadded),
            SizeClass.isPaddedByteCount(box.count - SealedBox.overheadByteCount)
        else {
            throw ProvisoError(
                .valueInvalid, "not a sealed value: it must be proviso-sealed-v1: and unpadded base64url",
                remedy: "take the text as it was made")
        }
        self.box = box
    }

    /// The text, which is the same as long as the value is not sealed again.
    public var description: String {
        String(decoding: Self.prefix, as: UTF8.self) + Base64.encode(box.span, .urlUnpadded)
    }

    /// The value, opened with the identity of its recipient. It is the caller's to wipe.
    ///
    /// - **Throws**: `CryptoError.payloadInvalid` if it was changed, or sealed to another recipient or under another context.
    public func open(with identity: borrowing AgeIdentity, context: Context) throws(CryptoError) -> [UInt8] {
        try Self.value(in: try identity.open(sealedBox: box.span), context: context)
    }

    /// The same with the recipient's key.
    ///
    /// - **Cost**: about 60 µs, because the public half is computed each time.
    /// - **Throws**: as ``open(with:context:)-(AgeIdentity,_)``.
    public func open(with key: borrowing AgreementKey, context: Context) throws(CryptoError) -> [UInt8] {
        try Self.value(in: try key.open(sealedBox: box.span), context: context)
    }

    /// Takes a message apart, and wipes it.
    private static func value(in message: consuming [UInt8], context: Context) throws(CryptoError) -> [UInt8] {
        var message = message
        defer { wipe(&message) }
        let encoding = context.encoding
        guard let end = SizeClass.contentByteCount(message.span), end >= encoding.count,
            ConstantTime.areEqual(message.span.extracting(0..<encoding.count), encoding.span)
        else { throw .payloadInvalid }
        return Array(message[encoding.count..<end])
    }
}
