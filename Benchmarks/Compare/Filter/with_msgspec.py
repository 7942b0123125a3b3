"""The filter with msgspec and hashlib: `python3 with_msgspec.py TASK KEYFILE < INPUT > OUTPUT`.

The types name what is kept, so that msgspec skips the rest without making objects of it.
"""

import sys

import msgspec
from msgspec import UNSET, Struct, UnsetType

from rules import BLOCK, network_of, pseudonymizers, year_of


class Address(Struct, gc=False):
    country: str | UnsetType = UNSET


class Subject(Struct, gc=False, omit_defaults=True):
    national_id: str | UnsetType = UNSET
    dob: str | UnsetType = UNSET
    address: Address | UnsetType = UNSET


class Device(Struct, gc=False, omit_defaults=True):
    imei: str | UnsetType = UNSET
    ip: str | UnsetType = UNSET


class Event(Struct, gc=False):
    kind: str | UnsetType = UNSET


class Record(Struct, gc=False, omit_defaults=True):
    """In the order in which fields are written. A list without elements is a default, and is left out."""

    case_id: str
    opened: str
    status: str
    subject: Subject
    device: Device | UnsetType = UNSET
    events: list[Event] = []
    role: str | UnsetType = UNSET


def main(arguments):
    task, key_file = arguments[1:]
    decode, encode = msgspec.json.Decoder(Record).decode_lines, msgspec.json.Encoder().encode_lines
    change = change_nothing if task == "project" else changes(*pseudonymizers(key_file))
    source, sink = open(0, "rb", buffering=0, closefd=False), open(1, "wb", buffering=0, closefd=False)
    rest = b""
    while block := source.read(BLOCK):
        lines, newline, end = block.rpartition(b"\n")
        if newline:
            records = decode(rest + lines)
            change(records)
            write(sink, encode(records))
            rest = end
        else:
            rest += block
    if rest:
        records = decode(rest)
        change(records)
        write(sink, encode(records))


def changes(person, device):
    person, device = person.pseudonym, device.pseudonym

    def change(records):
        for record in records:
            subject = record.subject
            subject.national_id = or_unset(person(subject.national_id))
            subject.dob = or_unset(year_of(subject.dob))
            if (part := record.device) is not UNSET:
                part.imei = or_unset(device(part.imei))
                part.ip = or_unset(network_of(part.ip))

    return change


def change_nothing(records):
    pass


def or_unset(value):
    return UNSET if value is None else value


def write(sink, data):
    view = memoryview(data)
    while view:
        view = view[sink.write(view):]


if __name__ == "__main__":
    main(sys.argv)
