"""Does the task of Examples/redact/sample/policy.yaml with orjson and hashlib, NDJSON to NDJSON.

    python3 filter_orjson.py KEYFILE < records.ndjson > filtered.ndjson

For the records of sample-records its output is that of `redact`, byte for byte. It is written for speed, and for this
one policy: the rules are the code below. What it leaves out, and `redact` does, is listed by compare.py.
"""

import gc
import os
import socket
import sys
from datetime import date

from pseudonymizer import Pseudonymizer, read_key

try:
    import orjson
except ModuleNotFoundError:
    sys.stderr.write("filter_orjson.py: orjson is not installed; python3 -m pip install orjson\n")
    sys.exit(69)

DOMAIN = "fiu.example/case-114"
EPOCH = "2026-q4"

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
    person = Pseudonymizer(root, "person", "alphanumeric", DOMAIN, EPOCH)
    device = Pseudonymizer(root, "device", "digits", DOMAIN, EPOCH)
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


def fail(message, code):
    sys.stderr.write(f"filter_orjson.py: {message}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv))
