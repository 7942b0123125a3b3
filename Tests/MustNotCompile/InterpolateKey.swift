// line: 7
// error: no exact matches in call to instance method 'appendInterpolation'
import Proviso

func interpolateKey() throws -> String {
    let key = try RootKey.generate()
    return "the key is \(key)"
}
