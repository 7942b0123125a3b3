/// Cuts a URL down to its host, origin or path. User information, query and fragment always go.
///
/// Programs differ in how they read what is no URI, and one that finds another host than we did would be told what the
/// policy hides. So what is kept must be as RFC 3986 has it, and stricter where readers are known to differ: a host is
/// a name of unreserved characters or an IPv6 address in brackets, without percent signs, and nowhere is there a space,
/// a control character or a backslash.
///
/// - **Does not guarantee**: that a path has nothing personal in it, such as `/users/17` or `/a;jsessionid=17`.
/// - **Source**: `Formats/Policy`, `url`; RFC 3986 sections 3 and 4.2.
enum URLTransform {
    /// Appends the part, with scheme and host in lower case; false for a text that has no such part or is no URL.
    static func apply(_ text: Span<UInt8>, part: FieldTransform.URLPart, into output: inout ByteBuffer) -> Bool {
        guard hasNoneRefused(text) else { return false }
        let end = endOfPath(text)
        if !text.isEmpty, text[0] == UInt8(ascii: "/") {
            // Behind two slashes stands a host without a scheme, which is another one in every place where the target
            // is followed.
            let isRelative = text.count == 1 || text[1] != UInt8(ascii: "/")
            guard part == .path, isRelative, isPath(text, 0..<end) else { return false }
            output.append(text, 0..<end)
            return true
        }
        guard let colon = endOfScheme(text), colon + 2 < end, text[colon + 1] == UInt8(ascii: "/"),
            text[colon + 2] == UInt8(ascii: "/"), let authority = Authority(text, from: colon + 3, to: end)
        else { return false }
        if part != .host {
            appendLowerCased(text, 0..<colon + 3, to: &output)
        }
        appendLowerCased(text, authority.host, to: &output)
        if part != .host, !authority.port.isEmpty {
            output.append(UInt8(ascii: ":"))
            output.append(text, authority.port)
        }
        if part == .path {
            guard isPath(text, authority.end..<end) else { return false }
            output.append(text, authority.end..<end)
        }
        return true
    }

    /// Where the host and the port lie.
    private struct Authority {
        let host: Range<Int>
        /// Empty where there is none.
        let port: Range<Int>
        /// Where the path begins.
        let end: Int

        init?(_ text: Span<UInt8>, from start: Int, to limit: Int) {
            var end = start
            var hostStart = start
            while end < limit, text[end] != UInt8(ascii: "/") {
                if text[end] == UInt8(ascii: "@") {
                    // A second one: which of them ends the user information is read both ways.
                    guard hostStart == start, isUserInformation(text, start..<end) else { return nil }
                    hostStart = end + 1
                }
                end += 1
            }
            guard let hostEnd = endOfHost(text, hostStart..<end) else { return nil }
            var portStart = hostEnd
            if hostEnd < end {
                guard text[hostEnd] == UInt8(ascii: ":") else { return nil }
                portStart += 1
                guard isPort(text, portStart..<end) else { return nil }
            }
            (host, port, self.end) = (hostStart..<hostEnd, portStart..<end, end)
        }
    }

    private static func hasNoneRefused(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            if text[index] <= UInt8(ascii: " ") || text[index] == 0x7F || text[index] == UInt8(ascii: "\\") {
                return false
            }
        }
        return true
    }

    /// Where the query or the fragment begins.
    private static func endOfPath(_ text: Span<UInt8>) -> Int {
        for index in text.indices where text[index] == UInt8(ascii: "?") || text[index] == UInt8(ascii: "#") {
            return index
        }
        return text.count
    }

    /// Where the colon is behind a scheme, a letter and then letters, digits, `+`, `-` and `.`.
    private static func endOfScheme(_ text: Span<UInt8>) -> Int? {
        for index in text.indices {
            let byte = text[index]
            if isASCIILetter(byte) { continue }
            if index == 0 { return nil }
            if byte == UInt8(ascii: ":") { return index }
            guard
                isASCIIDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".")
            else { return nil }
        }
        return nil
    }

    private static func endOfHost(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        if text[first] == UInt8(ascii: "[") {
            for index in range where text[index] == UInt8(ascii: "]") {
                return AddressTransform.isV6(text.extracting(first + 1..<index)) ? index + 1 : nil
            }
            return nil
        }
        var end = first
        while end < range.upperBound, isUnreserved(text[end]) { end += 1 }
        return end > first ? end : nil
    }

    /// Digits of a number below 65536, or none at all.
    private static func isPort(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 5 else { return false }
        var number = 0
        for index in range {
            guard isASCIIDigit(text[index]) else { return false }
            number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
        }
        return number < 65_536
    }

    private static func isUserInformation(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        consists(text, range, of: { isUnreserved($0) || isSubDelimiter($0) || $0 == UInt8(ascii: ":") })
    }

    private static func isPath(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        consists(
            text, range,
            of: {
                isUnreserved($0) || isSubDelimiter($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@")
                    || $0 == UInt8(ascii: "/")
            })
    }

    /// Whether there are only some characters, and percent signs with two hexadecimal digits.
    private static func consists(_ text: Span<UInt8>, _ range: Range<Int>, of isAllowed: (UInt8) -> Bool) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if text[index] == UInt8(ascii: "%") {
                guard index + 2 < range.upperBound, isHexadecimal(text[index + 1]), isHexadecimal(text[index + 2])
                else { return false }
                index += 2
            } else if !isAllowed(text[index]) {
                return false
            }
            index += 1
        }
        return true
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: isASCIILetter(byte) || isASCIIDigit(byte)
        }
    }

    private static func isSubDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        // & ' ( ) * + ,
        case UInt8(ascii: "&")...UInt8(ascii: ","): true
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: ";"), UInt8(ascii: "="): true
        default: false
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isASCIIDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }

    private static func appendLowerCased(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout ByteBuffer) {
        for index in range { output.append(lowerCased(text[index])) }
    }
}
