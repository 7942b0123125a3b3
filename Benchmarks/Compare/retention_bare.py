"""Deletes with Python's sqlite3 what a retention engine would erase, from the same tables: the rows and nothing else.

    python3 retention_bare.py DATABASE

No hold is looked for, nothing is recorded and nothing is certified. The order, the indexes, the size of the transactions and the
durability are the engine's: the most overdue first in each class, 4096 items a transaction, synchronous FULL, secure_delete ON, the
log emptied at the end. Prints one line of JSON.
"""

import json
import sqlite3
import sys
import time

BATCH_SIZE = 4096


def main():
    database = sqlite3.connect(sys.argv[1], isolation_level=None)
    for setting in ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -16384"]:
        database.execute(f"PRAGMA {setting}").fetchall()
    begin, begin_cpu = time.perf_counter(), time.process_time()
    count = sum(delete_class(database, number) for (number,) in database.execute("SELECT number FROM proviso_class").fetchall())
    busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        sys.exit("somebody else uses the database")
    print(json.dumps({
        "count": count, "wall_seconds": time.perf_counter() - begin, "cpu_seconds": time.process_time() - begin_cpu}))


def delete_class(database, number):
    count = 0
    while True:
        database.execute("BEGIN IMMEDIATE")
        rows = database.execute(
            """SELECT number, substr(parts, length('row record/') + 1) FROM proviso_item INDEXED BY proviso_item_created
            WHERE class = ? AND state = 'kept' AND own_end IS NULL ORDER BY created, id LIMIT ?""",
            (number, BATCH_SIZE)).fetchall()
        database.executemany("DELETE FROM record WHERE id = ?", [(int(record),) for _, record in rows])
        database.executemany("DELETE FROM proviso_item WHERE number = ?", [(item,) for item, _ in rows])
        database.execute("COMMIT")
        if not rows:
            return count
        count += len(rows)


main()
