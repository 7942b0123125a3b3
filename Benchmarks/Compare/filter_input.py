"""Makes what is filtered: the sample records, the same as a table, and beginnings of both."""

import csv
import json
import subprocess
from itertools import islice

from measure import stop


def generate(generator, seed, records, path):
    with open(path, "wb") as file:
        status = subprocess.run([generator.absolute(), "--seed", str(seed), str(records)], stdout=file).returncode
    if status != 0:
        stop(f"the generator ended with code {status}", 70)
    return path


def beginning(source, records, path):
    """The first records of a file. The notes have line feeds as escapes, so that in NDJSON a record is a line."""
    with open(source, "rb") as file, open(path, "wb") as target:
        target.writelines(islice(file, records))
    return path


def flatten(source, path):
    """The records as a table, a column for each field; events as JSON, thus with quotes; notes with line feeds."""
    with open(source, "rb") as file, open(path, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(name for name, _ in COLUMNS)
        writer.writerows(map(row_of, map(json.loads, file)))
    return path


def row_of(record):
    row = []
    for _, steps in COLUMNS:
        value = record
        for step in steps:
            value = value.get(step, {})
        row.append("" if value == {} else as_cell(value))
    return row


def as_cell(value):
    if isinstance(value, list):
        if value and isinstance(value[0], str):
            return ";".join(value)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


COLUMNS = [
    (path.rpartition(".")[2], path.split("."))
    for path in """
    case_id opened updated status priority subject.national_id subject.name subject.also_known_as subject.dob
    subject.sex subject.nationality subject.address.street subject.address.city subject.address.postcode
    subject.address.country contact.phone contact.email contact.preferred_language device.imei device.model device.os
    device.ip device.user_agent events reporter.badge reporter.unit role note tags
    """.split()
]
