"""The rules of the sample policy as Python functions, and the loop over lines: what the peers in Python share."""

import gc
import os
import socket
import sys
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
from pseudonymizer import Pseudonymizer, read_key  # noqa: E402

DOMAIN = "fiu.example/case-114"
EPOCH = "2026-q4"

BLOCK = 1 << 20
CONTAINERS = (dict, list)
# Stands for a field that is missing; of a container's type, so that one test drops both.
MISSING = {}


def pseudonymizers(key_file):
    """The functions that make pseudonyms of a person's and of a device's number."""
    root = read_key(key_file)
    person = Pseudonymizer(root, "person", "alphanumeric", DOMAIN, EPOCH)
    device = Pseudonymizer(root, "device", "digits", DOMAIN, EPOCH)
    return person, device


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


def minimize(record, person, device, year, network):
    """One record as the policy has it. The sample's order of fields is taken for granted, which is a tenth faster."""
    output = {}
    for name in FIRST_KEPT:
        if type(value := record.get(name, MISSING)) not in CONTAINERS:
            output[name] = value
    if type(part := record.get("subject")) is dict and (part := minimize_subject(part, person, year)):
        output["subject"] = part
    if type(part := record.get("device")) is dict and (part := minimize_device(part, device, network)):
        output["device"] = part
    if type(events := record.get("events")) is list and (events := minimize_events(events)):
        output["events"] = events
    if type(value := record.get("role", MISSING)) not in CONTAINERS:
        output["role"] = value
    return output


FIRST_KEPT = ("case_id", "opened", "status")


def minimize_subject(subject, person, year):
    output = {}
    if (value := person(subject.get("national_id"))) is not None:
        output["national_id"] = value
    if (value := year(subject.get("dob"))) is not None:
        output["dob"] = value
    if type(address := subject.get("address")) is dict:
        if type(country := address.get("country", MISSING)) not in CONTAINERS:
            output["address"] = {"country": country}
    return output


def minimize_device(part, device, network):
    output = {}
    if (value := device(part.get("imei"))) is not None:
        output["imei"] = value
    if (value := network(part.get("ip"))) is not None:
        output["ip"] = value
    return output


def minimize_events(events):
    return [
        {"kind": kind}
        for event in events
        if type(event) is dict and type(kind := event.get("kind", MISSING)) not in CONTAINERS
    ]


def project(record):
    return minimize(record, kept, kept, kept, kept)


def kept(value):
    return value if type(value) not in CONTAINERS else None


def filter_lines(arguments, loads, dumps):
    """Filters standard input to standard output, line by line, with a module's functions from and to JSON bytes."""
    if len(arguments) != 3 or arguments[1] not in ("project", "whole"):
        stop("usage: TASK KEYFILE < INPUT > OUTPUT, where TASK is project or whole", 64)
    if arguments[1] == "project":
        change = project
    else:
        person, device = (each.pseudonym for each in pseudonymizers(arguments[2]))

        def change(record):
            return minimize(record, person, device, year_of, network_of)

    # Records hold no cycles, so that counting references frees them all.
    gc.disable()
    source = open(0, "rb", buffering=BLOCK, closefd=False)
    sink = open(1, "wb", buffering=BLOCK, closefd=False)
    try:
        for number, line in enumerate(source, 1):
            try:
                record = loads(line)
            except ValueError:
                if not line.strip():
                    continue
                stop(f"line {number} is not JSON", 65)
            if type(record) is not dict:
                stop(f"line {number} is not an object", 65)
            if output := change(record):
                sink.write(dumps(output))
        sink.flush()
    except BrokenPipeError:
        # Otherwise the interpreter complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def stop(message, code):
    sys.stderr.write(f"{Path(sys.argv[0]).name}: {message}\n")
    sys.exit(code)
