"""The filter of tables with Python's own csv and hashlib: `python3 with_csv.py TASK KEYFILE < INPUT > OUTPUT`."""

import csv
import sys

from columns import COLUMNS
from rules import BLOCK, network_of, pseudonymizers, year_of


def main(arguments):
    task, key_file = arguments[1:]
    source = open(0, encoding="utf-8", newline="", buffering=BLOCK, closefd=False)
    sink = open(1, "w", encoding="utf-8", newline="", buffering=BLOCK, closefd=False)
    rows, writer = csv.reader(source), csv.writer(sink, lineterminator="\n")
    places = {name: index for index, name in enumerate(next(rows))}
    writer.writerow(COLUMNS)
    kept = [places[name] for name in COLUMNS]
    if task == "csv-project":
        writer.writerows([row[index] for index in kept] for row in rows)
    else:
        writer.writerows(changed(rows, kept, *pseudonymizers(key_file)))
    sink.flush()


def changed(rows, kept, person, device):
    person, device = person.pseudonym, device.pseudonym
    # Where each stands in the row that is written.
    national_id, dob, imei, ip = (COLUMNS.index(name) for name in ("national_id", "dob", "imei", "ip"))
    for row in rows:
        row = [row[index] for index in kept]
        row[national_id] = person(row[national_id])
        row[dob] = year_of(row[dob])
        row[imei] = device(row[imei])
        row[ip] = network_of(row[ip])
        # None, where a value cannot be handled, is written as an empty cell.
        yield row


if __name__ == "__main__":
    main(sys.argv)
