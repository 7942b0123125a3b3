"""Whether the output of a tool agrees with that of redact: byte for byte, or by content where its form is another."""

import csv
import json
from itertools import islice, zip_longest

from measure import digest

# Lines that are compared by content; the number of lines is compared for all.
COMPARED_LINES = 20_000
PSEUDONYMS = ("national_id", "imei")


def disagreement(agreement, expected, output):
    """What is different, or None. Places alone are told: the records may be somebody's."""
    if agreement == "bytes":
        return None if digest(expected) == digest(output) else first_difference(expected, output)
    if count_lines(expected) != count_lines(output):
        return "the number of lines"
    read = read_table if agreement.startswith("CSV") else read_records
    pseudonyms = {}
    pairs = zip_longest(read(expected), read(output))
    for number, (own, other) in enumerate(islice(pairs, COMPARED_LINES), 1):
        if own is not None and other is not None and agreement.endswith("pseudonyms"):
            if not match(own, other, pseudonyms):
                return f"which persons or devices are the same, first in line {number}"
        if own != other:
            return f"the content, first in line {number}"
    return None


def first_difference(expected, output):
    with open(expected, "rb") as left, open(output, "rb") as right:
        number = 1
        while (line := left.readline()) == right.readline() and line:
            number += 1
    return f"the bytes, first in line {number}"


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def read_records(path):
    """The records as nested dictionaries without what is null or empty, which redact leaves out and others write."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield without_empty(json.loads(line))


def without_empty(value):
    if isinstance(value, dict):
        pairs = ((name, without_empty(part)) for name, part in value.items())
        return {name: part for name, part in pairs if part not in (None, {}, [])}
    if isinstance(value, list):
        return [without_empty(part) for part in value]
    return value


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def match(own, other, pseudonyms):
    """Takes the pseudonyms out of two records, and says whether they stand for the same ones as before."""
    for name in PSEUDONYMS:
        left, right = take(own, name) or None, take(other, name) or None
        if (left is None) != (right is None):
            return False
        # In both directions, so that neither tool has one pseudonym for two persons.
        if pseudonyms.setdefault(("redact", name, left), right) != right:
            return False
        if pseudonyms.setdefault(("peer", name, right), left) != left:
            return False
    return True


def take(record, name):
    for part in [record, record.get("subject"), record.get("device")]:
        if isinstance(part, dict) and name in part:
            return part.pop(name)
    return None
