#if YAML

internal import CYAML

/// The events of a YAML text, one after the other, as libyaml finds them.
///
/// Everything unsafe about libyaml is in this file.
@safe
struct YAMLEvents: ~Copyable {
    // Invariant: both are allocated here and freed in `deinit` only; libyaml keeps pointers to both, so they never
    // move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>

    struct Event {
        let kind: Kind
        /// Whether an anchor names it.
        let anchor: String?
        let hasTag: Bool
        /// Where it begins and ends, in scalars of the text.
        let start: Int
        let end: Int
    }

    enum Kind {
        case streamStart
        case streamEnd
        case documentStart(hasDirective: Bool)
        case documentEnd
        case alias(String)
        case scalar(String, isPlain: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    /// Why the text is not YAML, in libyaml's words.
    struct Fault: Error {
        let sentence: String
        let position: Position

        enum Position {
            case scalar(Int)
            case byte(Int)
        }
    }

    /// Copies the text, which must be UTF-8 without a byte order mark.
    init(_ bytes: [UInt8]) {
        // Sound: libyaml initializes the memory that it is given, and reads `bytes.count` bytes of the text, all
        // initialized.
        unsafe text = .allocate(capacity: max(bytes.count, 1))
        unsafe parser = .allocate(capacity: 1)
        unsafe _ = text.initialize(from: bytes)
        let status = unsafe yaml_parser_initialize(parser)
        precondition(status == 1, "YAMLEvents: out of memory")
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
    }

    deinit {
        // Sound: initialized in `init`, used by nobody any more; the text is freed after the parser that points to it.
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next event; not to be called after the end of the stream or a fault.
    mutating func next() throws(Fault) -> Event {
        // Sound: libyaml fills the event, or leaves it cleared when it fails; its texts are copied below before they
        // are freed.
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw fault() }
        defer { unsafe yaml_event_delete(&event) }
        let (kind, anchor, hasTag) = unsafe Self.content(of: event)
        return unsafe Event(
            kind: kind, anchor: anchor, hasTag: hasTag, start: event.start_mark.index, end: event.end_mark.index)
    }

    // Sound: of the union, only the member that the event's type names is read, and its texts end with a zero byte.
    private static func content(of event: yaml_event_t) -> (Kind, anchor: String?, hasTag: Bool) {
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return (.streamStart, nil, false)
        case YAML_DOCUMENT_START_EVENT:
            let document = unsafe event.data.document_start
            let hasDirective =
                unsafe document.version_directive != nil
                || document.tag_directives.start != document.tag_directives.end
            return (.documentStart(hasDirective: hasDirective), nil, false)
        case YAML_DOCUMENT_END_EVENT: return (.documentEnd, nil, false)
        case YAML_ALIAS_EVENT: return unsafe (.alias(string(event.data.alias.anchor) ?? ""), nil, false)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = unsafe String(decoding: bytes, as: UTF8.self)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe (.scalar(text, isPlain: isPlain), string(scalar.anchor), scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe (.sequenceStart, string(start.anchor), start.tag != nil)
        case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, nil, false)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe (.mappingStart, string(start.anchor), start.tag != nil)
        case YAML_MAPPING_END_EVENT: return (.mappingEnd, nil, false)
        default: return (.streamEnd, nil, false)
        }
    }

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        // Sound: libyaml ends its texts with a zero byte.
        unsafe text.map { unsafe String(cString: $0) }
    }

    private func fault() -> Fault {
        // Sound: the parser is alive, and its problem is a constant text or nil.
        let sentence = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "no sense in it"
        if unsafe parser.pointee.error == YAML_READER_ERROR {
            return Fault(sentence: sentence, position: .byte(unsafe parser.pointee.problem_offset))
        }
        return Fault(sentence: sentence, position: .scalar(unsafe parser.pointee.problem_mark.index))
    }
}

#endif
