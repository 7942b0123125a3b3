#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes on their way to standard output, written in large blocks.
struct OutputBuffer {
    private static let blockSize = 256 * 1024
    private var bytes: [UInt8] = []

    init() {
        // Room for one record beyond the block, so that the array never grows.
        bytes.reserveCapacity(Self.blockSize + 16 * 1024)
    }

    /// Ends a record, and writes what has gathered once it fills a block.
    mutating func endLine() throws(WriteFailure) {
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.blockSize { try flush() }
    }

    mutating func flush() throws(WriteFailure) {
        try Self.writeAll(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends text as it stands: the caller has escaped it.
    @inline(__always)
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends text with everything beyond ASCII as `\uXXXX`, as many JSON writers do.
    mutating func appendEscaped(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                for unit in UTF16.encode(scalar)! { appendEscape(unit) }
            }
        }
    }

    /// Appends a number that is not negative, with zeros in front of it up to `width` digits.
    mutating func append(_ number: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while digits < width || number / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends a decimal number given in units of its last place: 1250 with two places is `12.50`.
    mutating func appendDecimal(_ units: Int, places: Int) {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        if units < 0 { append(UInt8(ascii: "-")) }
        let magnitude = abs(units)
        append(magnitude / scale)
        append(UInt8(ascii: "."))
        append(magnitude % scale, width: places)
    }

    mutating func appendHex(_ number: Int, uppercase: Bool) {
        append(String(number, radix: 16, uppercase: uppercase))
    }

    private mutating func appendEscape(_ unit: UInt16) {
        append("\\u")
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(unit >> UInt16(shift) & 15)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private static func writeAll(_ bytes: [UInt8]) throws(WriteFailure) {
        var written = 0
        while written < bytes.count {
            // Sound: the buffer is lent for the call, and no more is written than it has left.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(STDOUT_FILENO, buffer.baseAddress! + written, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw .readerGone
            } else if errno != EINTR {
                throw .failed
            }
        }
    }
}

enum WriteFailure: Error {
    /// Nobody reads any more, as behind `| head`: no error of ours.
    case readerGone
    case failed
}
