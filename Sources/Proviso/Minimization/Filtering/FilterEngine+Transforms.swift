/// Carrying out the steps of a rule that transforms.
extension FilterEngine {
    /// Where the text lies that the next step takes.
    private enum Source {
        /// In the record, between these bytes.
        case record(Range<Int>)
        /// In `text`.
        case text
    }

    /// Writes what a rule's steps make of the value at the scanner's position.
    mutating func transform(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        let start = scanner.position
        let steps = policy.steps[Int(node.rule)]
        var source: Source
        var isNumber = false
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let token = scanner.scanString(bytes)
            if token.isFault { return .fault }
            source = .record(token.start..<token.end)
            if token.hasEscapes {
                text.removeAll()
                JSONText.decode(bytes, token.start..<token.end, into: &text)
                source = .text
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard scanner.skipNumber(bytes) else { return .fault }
            source = .record(start..<scanner.position)
            isNumber = true
        default:
            // Booleans, null, objects and arrays: only a step that replaces everything takes them.
            guard case .replace(let json) = steps[0] else { return unhandled(bytes, node, step: 0, depth: depth) }
            guard scanner.skipValue(bytes, depth: depth) else { return .fault }
            output.append(json)
            tally.add(.changed, rule: node.rule)
            return .something
        }
        for index in steps.indices {
            let isHandled: Bool
            switch steps[index] {
            case .replace(let json):
                output.append(json)
                tally.add(.changed, rule: node.rule)
                return .something
            case .pseudonymize(let pseudonymizer, let prefixes, _):
                let mark = output.count
                let prefixes = isNumber ? [] : prefixes
                switch source {
                case .record(let range):
                    let identifier = bytes.extracting(range)
                    isHandled =
                        (!isNumber || pseudonymizer.canonicalization.handles(number: identifier))
                        && Self.appendPseudonym(pseudonymizer, prefixes, identifier, &output, &canonical)
                case .text: isHandled = Self.appendPseudonym(pseudonymizer, prefixes, text, &output, &canonical)
                }
                if isHandled {
                    tally.add(.changed, rule: node.rule)
                    return .something
                }
                output.truncate(to: mark)
            default:
                nextText.removeAll()
                switch source {
                case .record(let range):
                    isHandled = Self.apply(steps[index], bytes.extracting(range), isNumber: isNumber, into: &nextText)
                case .text: isHandled = Self.apply(steps[index], text, isNumber: isNumber, into: &nextText)
                }
                swap(&text, &nextText)
                source = .text
                isNumber = false
            }
            if !isHandled {
                scanner.position = start
                return unhandled(bytes, node, step: index, depth: depth)
            }
        }
        Self.appendString(text, to: &output)
        tally.add(.changed, rule: node.rule)
        return .something
    }

    private static func apply(
        _ step: CompiledPolicy.Step, _ input: borrowing ByteBuffer, isNumber: Bool, into output: inout ByteBuffer
    ) -> Bool {
        input.withSpan { apply(step, $0, isNumber: isNumber, into: &output) }
    }

    private static func apply(
        _ step: CompiledPolicy.Step, _ input: Span<UInt8>, isNumber: Bool, into output: inout ByteBuffer
    ) -> Bool {
        switch step {
        case .mask(let options, _): MaskTransform.apply(input, options, into: &output)
        case .generalize(let precision, _): !isNumber && DateTransform.apply(input, precision, into: &output)
        case .truncateIP(let v4, let v6, _): !isNumber && AddressTransform.apply(input, v4: v4, v6: v6, into: &output)
        case .pseudonymize, .replace, .unhandled: preconditionFailure("FilterEngine: a step that does not make a text")
        }
    }

    private static func appendString(_ text: borrowing ByteBuffer, to output: inout ByteBuffer) {
        text.withSpan { JSONText.appendString($0, to: &output) }
    }

    private static func appendPseudonym(
        _ pseudonymizer: Pseudonymizer, _ prefixes: [[UInt8]], _ identifier: borrowing ByteBuffer,
        _ output: inout ByteBuffer, _ canonical: inout ByteBuffer
    ) -> Bool {
        identifier.withSpan { appendPseudonym(pseudonymizer, prefixes, $0, &output, &canonical) }
    }

    /// Writes a pseudonym as a JSON string, behind the prefix that stays in clear. False if the identifier has no canonical form.
    @inline(__always)
    private static func appendPseudonym(
        _ pseudonymizer: Pseudonymizer, _ prefixes: [[UInt8]], _ identifier: Span<UInt8>, _ output: inout ByteBuffer,
        _ canonical: inout ByteBuffer
    ) -> Bool {
        output.append(UInt8(ascii: "\""))
        var start = 0
        if !prefixes.isEmpty, let prefix = prefixes.first(where: { isPrefix($0, of: identifier) }) {
            JSONText.appendContent(prefix.span, to: &output)
            start = prefix.count
        }
        // A pseudonym has letters, digits and underscores only: nothing to escape.
        let isHandled = pseudonymizer.append(
            identifier.extracting(start..<identifier.count), to: &output, scratch: &canonical)
        output.append(UInt8(ascii: "\""))
        return isHandled
    }

    private static func isPrefix(_ prefix: [UInt8], of text: Span<UInt8>) -> Bool {
        guard prefix.count <= text.count else { return false }
        for index in prefix.indices where prefix[index] != text[index] { return false }
        return true
    }
}

extension CompiledPolicy.Step {
    /// What happens where the step cannot handle a value.
    var otherwise: Otherwise {
        switch self {
        case .pseudonymize(_, _, let otherwise), .mask(_, let otherwise), .generalize(_, let otherwise),
            .truncateIP(_, _, let otherwise), .unhandled(let otherwise):
            otherwise
        case .replace: .drop
        }
    }
}
