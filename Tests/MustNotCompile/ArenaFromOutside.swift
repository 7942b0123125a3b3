// line: 6
// error: cannot find 'KeyArenaBuilder' in scope
import Proviso

func arenaFromOutside() throws {
    _ = try KeyArenaBuilder(capacity: 1)
}
