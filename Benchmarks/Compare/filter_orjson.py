"""Does the task of Examples/redact/sample/policy.yaml with orjson and hashlib, NDJSON to NDJSON.

    python3 filter_orjson.py KEYFILE < records.ndjson > filtered.ndjson

For the records of sample-records its output is that of `redact`, byte for byte. It is written for speed, and for this
one policy: the rules are the code below. What it leaves out, and `redact` does, is listed by compare.py.
"""

import base64
import gc
import hashlib
import os
import socket
import struct
import sys
import unicodedata
from datetime import date

try:
    import orjson
except ModuleNotFoundError:
    sys.stderr.write("filter_orjson.py: orjson is not installed; python3 -m pip install orjson\n")
    sys.exit(69)

DOMAIN = "fiu.example/case-114"
EPOCH = "2026-q4"
KEY_VERSION = 0  # that of a bare key file

BLOCK = 1 << 20
CONTAINERS = (dict, list)
# Stands for a field that is missing; of a container's type, so that one test drops both.
MISSING = {}


def main(arguments):
    if len(arguments) != 2:
        return fail("usage: filter_orjson.py KEYFILE < INPUT > OUTPUT", 64)
    try:
        root = read_key(arguments[1])
    except (OSError, ValueError):
        return fail("the key file cannot be read as one line proviso-key-v1:...", 78)
    person = Pseudonymizer(root, "person", "alphanumeric")
    device = Pseudonymizer(root, "device", "digits")
    # Records hold no cycles, so that counting references frees them all.
    gc.disable()
    source = open(0, "rb", buffering=BLOCK, closefd=False)
    sink = open(1, "wb", buffering=BLOCK, closefd=False)
    try:
        status = filter_lines(source, sink, person.pseudonym, device.pseudonym)
        sink.flush()
    except BrokenPipeError:
        # Otherwise the interpreter complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    return status


def filter_lines(source, sink, person, device):
    loads, dumps, write = orjson.loads, orjson.dumps, sink.write
    with_newline = orjson.OPT_APPEND_NEWLINE
    number = 0
    for line in source:
        number += 1
        try:
            record = loads(line)
        except orjson.JSONDecodeError:
            if not line.strip():
                continue
            return fail(f"line {number} is not JSON", 65)
        if type(record) is not dict:
            return fail(f"line {number} is not an object", 65)
        output = filter_record(record, person, device)
        if output:
            write(dumps(output, option=with_newline))
    return 0


def filter_record(record, person, device):
    output = {}
    for name, value in record.items():
        if name in KEPT:
            if type(value) not in CONTAINERS:
                output[name] = value
        elif name == "subject":
            if type(value) is dict and (subject := filter_subject(value, person)):
                output[name] = subject
        elif name == "device":
            if type(value) is dict and (part := filter_device(value, device)):
                output[name] = part
        elif name == "events":
            if type(value) is list and (events := filter_events(value)):
                output[name] = events
    return output


KEPT = frozenset(["case_id", "opened", "status", "role"])


def filter_subject(subject, person):
    output = {}
    for name, value in subject.items():
        if name == "national_id":
            if (pseudonym := person(value)) is not None:
                output[name] = pseudonym
        elif name == "dob":
            if (year := year_of(value)) is not None:
                output[name] = year
        elif name == "address":
            if type(value) is dict and type(country := value.get("country", MISSING)) not in CONTAINERS:
                output[name] = {"country": country}
    return output


def filter_device(part, device):
    output = {}
    for name, value in part.items():
        if name == "imei":
            if (pseudonym := device(value)) is not None:
                output[name] = pseudonym
        elif name == "ip":
            if (network := network_of(value)) is not None:
                output[name] = network
    return output


def filter_events(events):
    return [
        {"kind": kind}
        for event in events
        if type(event) is dict and type(kind := event.get("kind", MISSING)) not in CONTAINERS
    ]


def year_of(value):
    """The year of a date YYYY-MM-DD, or None. `redact` takes other forms too, which the sample records do not have."""
    if type(value) is not str or len(value) != 10 or value[4] != "-" or value[7] != "-":
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return value[:4]


def network_of(value):
    """The /24 or /48 network of an address, or None. The C library's functions are ten times as fast as `ipaddress`."""
    if type(value) is not str:
        return None
    try:
        if ":" not in value:
            return socket.inet_ntop(socket.AF_INET, socket.inet_pton(socket.AF_INET, value)[:3] + b"\0")
        address = socket.inet_pton(socket.AF_INET6, value)
    except (OSError, ValueError):
        return None
    if address.startswith(V4_MAPPED):
        return socket.inet_ntop(socket.AF_INET, address[12:15] + b"\0")
    return socket.inet_ntop(socket.AF_INET6, address[:6] + bytes(10))


V4_MAPPED = bytes(10) + b"\xff\xff"


class Pseudonymizer:
    """Linkable pseudonyms of one type under one canonicalization; the keys are derived once."""

    def __init__(self, root, type_name, canonicalization, domain=DOMAIN, epoch=EPOCH, version=KEY_VERSION):
        role_key = keyed_hash(root, b"proviso-role---1", encode("linkable"))
        domain_key = keyed_hash(role_key, b"proviso-domain-1", encode(domain, epoch, None))
        self.type_key = keyed_hash(domain_key, b"proviso-type---1", encode(type_name, canonicalization))
        # Copying a hash that has its key already is faster than to begin one anew.
        self.keyed = hashlib.blake2b(key=self.type_key, person=b"proviso-pseudo-1", digest_size=16)
        self.prefix = f"{type_name}_{version}_"
        self.deleted, self.foreign = CANONICALIZATIONS[canonicalization]

    def pseudonym(self, value):
        """The pseudonym of a string, or None where the canonicalization cannot handle it."""
        if type(value) is not str:
            return None
        # The categories of a few letters differ between versions of Unicode; the sample has none of them.
        if not value.isascii() and any(
            unicodedata.category(letter).startswith(self.foreign) for letter in value if letter > "\x7f"
        ):
            return None
        identifier = value.encode("ascii", "ignore").translate(UPPERCASE, self.deleted)
        return self.prefix + self.body(identifier) if identifier else None

    def body(self, identifier):
        hash = self.keyed.copy()
        hash.update(identifier)
        return base32(hash.digest())


UPPERCASE = bytes(range(256)).upper()
DIGITS = b"0123456789"
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# By name: the ASCII characters that are left out, and the categories of other characters that cannot be handled.
CANONICALIZATIONS = {
    "digits": (bytes(set(range(128)) - set(DIGITS)), ("N",)),
    "alphanumeric": (bytes(set(range(128)) - set(DIGITS + LETTERS)), ("N", "L", "M", "Cn")),
}


def base32(digest):
    """RFC 4648 base32 of 16 bytes, lower case, unpadded; two characters at a time, a third of b32encode's time."""
    high, low = HALVES(digest)
    # Cut into 50, 50 and 28 bits, because Python is slower with numbers beyond 60; two zero bits fill up the last.
    first, second, third = high >> 14, (high & 0x3FFF) << 36 | low >> 28, (low & 0xFFFFFFF) << 2
    return "".join((
        PAIRS[first >> 40], PAIRS[first >> 30 & 1023], PAIRS[first >> 20 & 1023], PAIRS[first >> 10 & 1023],
        PAIRS[first & 1023], PAIRS[second >> 40], PAIRS[second >> 30 & 1023], PAIRS[second >> 20 & 1023],
        PAIRS[second >> 10 & 1023], PAIRS[second & 1023], PAIRS[third >> 20], PAIRS[third >> 10 & 1023],
        PAIRS[third & 1023],
    ))


HALVES = struct.Struct(">QQ").unpack
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = [a + b for a in ALPHABET for b in ALPHABET]


def keyed_hash(key, person, data):
    return hashlib.blake2b(data, key=key, person=person, digest_size=32).digest()


def encode(*items):
    """Proviso's canonical encoding: the count, then each item as 00 if absent, or 01, length and bytes."""
    encoded = struct.pack("<Q", len(items))
    for item in items:
        data = item.encode() if isinstance(item, str) else item
        encoded += b"\0" if data is None else b"\1" + struct.pack("<Q", len(data)) + data
    return encoded


def read_key(path):
    with open(path, "rb") as file:
        label, _, text = file.read().strip().partition(b":")
    key = base64.urlsafe_b64decode(text + b"=")
    if label != b"proviso-key-v1" or len(key) != 32:
        raise ValueError("not a key file")
    return key


def fail(message, code):
    sys.stderr.write(f"filter_orjson.py: {message}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv))
