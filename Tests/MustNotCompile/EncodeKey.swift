// line: 8
// error: instance method 'encode' requires that 'SecretKey<RootRole>' conform to 'Encodable'
import Foundation
import Proviso

func encodeKey() throws -> Data {
    let key = try RootKey.generate()
    return try JSONEncoder().encode(key)
}
