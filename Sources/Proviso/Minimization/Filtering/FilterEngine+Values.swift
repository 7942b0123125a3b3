/// What rules make of values in JSON.
extension FilterEngine {
    /// Writes what a rule's steps make of the value at the scanner's position.
    mutating func transform(_ bytes: Span<UInt8>, rule: Int32, depth: Int) -> Written {
        let start = scanner.position
        let source: Source
        var isNumber = false
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let token = scanner.scanString(bytes)
            if token.isFault { return .fault }
            if token.hasEscapes {
                text.removeAll()
                JSONText.decode(bytes, token.start..<token.end, into: &text)
                source = .text
            } else {
                let mark = output.count
                output.append(UInt8(ascii: "\""))
                if let isHandled = makeDirectly(rule, of: bytes.extracting(token.start..<token.end)) {
                    return finish(isHandled: isHandled, rule: rule, from: mark, at: start)
                }
                output.truncate(to: mark)
                source = .record(token.start..<token.end)
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard scanner.skipNumber(bytes) else { return .fault }
            source = .record(start..<scanner.position)
            isNumber = true
        default: return transformOther(bytes, policy.steps[Int(rule)], rule: rule, depth: depth)
        }
        switch make(policy.steps[Int(rule)], of: source, isNumber: isNumber, bytes) {
        case .string: Self.appendString(text, to: &output)
        case .plain:
            output.append(UInt8(ascii: "\""))
            Self.append(text, to: &output)
            output.append(UInt8(ascii: "\""))
        case .number: Self.append(text, to: &output)
        case .unchanged:
            // As it stands in the record, with its escapes.
            output.append(bytes, start..<scanner.position)
            tally.add(.kept, rule: rule)
            return .something
        case .replacement(let json, _): output.append(json)
        case .unhandled(let step): return unhandled(rule: rule, step: step, at: start)
        }
        tally.add(.changed, rule: rule)
        return .something
    }

    /// Ends the string that a direct step has written, or takes it back.
    @inline(__always)
    private mutating func finish(isHandled: Bool, rule: Int32, from mark: Int, at start: Int) -> Written {
        guard isHandled else {
            output.truncate(to: mark)
            return unhandled(rule: rule, step: 0, at: start)
        }
        output.append(UInt8(ascii: "\""))
        tally.add(.changed, rule: rule)
        return .something
    }

    /// Booleans, null, objects and arrays: only a step that replaces everything takes them, and coordinates are arrays.
    private mutating func transformOther(
        _ bytes: Span<UInt8>, _ steps: [CompiledPolicy.Step], rule: Int32, depth: Int
    ) -> Written {
        let start = scanner.position
        if case .replace(let json, _) = steps[0].operation {
            guard scanner.skipValue(bytes, depth: depth) else { return .fault }
            output.append(json)
        } else if case .roundGeo(let decimals) = steps[0].operation, steps.count == 1,
            bytes[start] == UInt8(ascii: "[")
        {
            let mark = output.count
            switch roundCoordinates(bytes, decimals, depth: depth) {
            case .something: break
            case .fault: return .fault
            case .nothing:
                output.truncate(to: mark)
                scanner.position = start
                return unhandled(bytes, rule: rule, step: 0, depth: depth)
            }
        } else {
            return unhandled(bytes, rule: rule, step: 0, depth: depth)
        }
        tally.add(.changed, rule: rule)
        return .something
    }

    /// Writes an array of numbers, or of such arrays, with every number rounded. Nothing, and the scanner anywhere, if there is something
    /// else in it, or nothing.
    private mutating func roundCoordinates(_ bytes: Span<UInt8>, _ decimals: Int, depth: Int) -> Written {
        guard scanner.openArray(depth: depth) else { return .fault }
        output.append(UInt8(ascii: "["))
        var isFirst = true
        var count = 0
        while scanner.nextElement(bytes, &isFirst) {
            if count > 0 { output.append(UInt8(ascii: ",")) }
            count += 1
            let start = scanner.position
            switch bytes[start] {
            case UInt8(ascii: "["):
                let written = roundCoordinates(bytes, decimals, depth: depth + 1)
                if written != .something { return written }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard scanner.skipNumber(bytes) else { return .fault }
                let literal = bytes.extracting(start..<scanner.position)
                if !GeoTransform.number(literal, decimals: decimals, into: &output) { return .nothing }
            default: return .nothing
            }
        }
        if scanner.fault != nil { return .fault }
        output.append(UInt8(ascii: "]"))
        return count > 0 ? .something : .nothing
    }

    /// Keeps or transforms a single value that passes a rule's test, and withholds any other.
    mutating func filterElement(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int) -> Written {
        let start = scanner.position
        guard let answer = answer(policy.elementTests[Int(node.detail)], bytes, depth: depth) else { return .fault }
        guard answer == .holds else {
            tally.add(.dropped, rule: node.rule)
            return .nothing
        }
        scanner.position = start
        if !policy.steps[Int(node.rule)].isEmpty { return transform(bytes, rule: node.rule, depth: depth) }
        tally.add(.kept, rule: node.rule)
        return copy(bytes, depth: depth)
    }

    /// Passes over a value and says whether it passes a test; nil at a fault.
    private mutating func answer(_ test: CompiledTest, _ bytes: Span<UInt8>, depth: Int) -> Answer? {
        let start = scanner.position
        switch bytes[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
            return scanner.skipValue(bytes, depth: depth) ? .unknown : nil
        case UInt8(ascii: "\""):
            let token = scanner.scanString(bytes)
            if token.isFault { return nil }
            guard token.hasEscapes else { return test.answer(bytes.extracting(token.start..<token.end), .string) }
            text.removeAll()
            JSONText.decode(bytes, token.start..<token.end, into: &text)
            return Self.answer(test, text)
        case let first:
            guard scanner.skipNumberOrWord(bytes) else { return nil }
            let isBoolean = first == UInt8(ascii: "t") || first == UInt8(ascii: "f")
            return test.answer(bytes.extracting(start..<scanner.position), isBoolean ? .boolean : .number)
        }
    }

    /// Writes the members that a rule makes of the value at the scanner's position, and gives their number; -1 at a fault.
    mutating func derive(_ bytes: Span<UInt8>, _ node: PathTable.Node, depth: Int, isFirst: Bool) -> Int {
        let start = scanner.position
        var count = 0
        for field in policy.derivations[Int(node.detail)] {
            scanner.position = start
            let mark = output.count
            if !isFirst || count > 0 { output.append(UInt8(ascii: ",")) }
            output.append(field.json)
            output.append(UInt8(ascii: ":"))
            let rule = Int32(field.rule)
            switch field.keeps ? keep(bytes, rule: rule, depth: depth) : transform(bytes, rule: rule, depth: depth) {
            case .something: count += 1
            case .nothing: output.truncate(to: mark)
            case .fault: return -1
            }
        }
        return count
    }

    /// Discloses a single value unchanged.
    @inline(__always)
    mutating func keep(_ bytes: Span<UInt8>, rule: Int32, depth: Int) -> Written {
        let byte = bytes[scanner.position]
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            return unhandled(bytes, rule: rule, step: 0, depth: depth)
        }
        tally.add(.kept, rule: rule)
        return copy(bytes, depth: depth)
    }

    /// The content of a string or cell without what escapes it.
    static func decode(
        _ record: Span<UInt8>, _ range: Range<Int>, of table: TablePlan?, into buffer: inout ByteBuffer
    ) {
        if table == nil {
            JSONText.decode(record, range, into: &buffer)
        } else {
            RowScanner.appendContent(
                of: RowScanner.Cell(
                    start: range.lowerBound, end: range.upperBound, isQuoted: true, hasDoubledQuotes: true),
                record, to: &buffer)
        }
    }

    private static func answer(_ test: CompiledTest, _ text: borrowing ByteBuffer) -> Answer {
        text.withSpan { test.answer($0, .string) }
    }

    private static func append(_ text: borrowing ByteBuffer, to output: inout ByteBuffer) {
        text.withSpan { output.append($0) }
    }

    private static func appendString(_ text: borrowing ByteBuffer, to output: inout ByteBuffer) {
        text.withSpan { JSONText.appendString($0, to: &output) }
    }
}
