#!/usr/bin/env python3
"""Writes worked sealed values to ../Vectors/sealed-values.json, and opens each of them again.

    python3 make_sealed_values.py            make every case, open it, and write the file
    python3 make_sealed_values.py --check    open the cases that are there, and write nothing

It is written from SealedValues.md (in Proviso's documentation, under Formats), and shares nothing with the Swift code.
A sealed box has a random key of its own, so another run writes other texts. The recipients' keys come from fixed seeds
and are no secrets. Needs the package `pynacl`.
"""

import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

FILE = Path(__file__).resolve().parent.parent / "Vectors" / "sealed-values.json"
PREFIX = "proviso-sealed-v1:"
LABEL = b"proviso-sealed-1"


def enc(*items):
    return len(items).to_bytes(8, "little") + b"".join(
        b"\0" if item is None else b"\1" + len(item).to_bytes(8, "little") + item for item in items
    )


def size_class(length):
    for size in (32, 64, 128, 256):
        if length <= size:
            return size
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return (length + step - 1) // step * step


def padded(content):
    return (content + b"\x80").ljust(size_class(len(content) + 1), b"\0")


def text(key, message):
    box = SealedBox(key.public_key).encrypt(message)
    return PREFIX + urlsafe_b64encode(box).decode().rstrip("=")


def seal(key, policy, path, value):
    return text(key, padded(enc(LABEL, policy, path.encode()) + value))


def open_(key, policy, path, sealed):
    if not sealed.startswith(PREFIX):
        return None
    body = sealed[len(PREFIX) :]
    box = urlsafe_b64decode(body + "=" * (-len(body) % 4))
    if urlsafe_b64encode(box).decode().rstrip("=") != body:
        return None
    try:
        message = SealedBox(key).decrypt(box)
    except CryptoError:
        return None
    content = message.rstrip(b"\0")
    context = enc(LABEL, policy, path.encode())
    if not content.endswith(b"\x80") or padded(content[:-1]) != message or not content[:-1].startswith(context):
        return None
    return content[len(context) : -1]


def cases():
    keys = [PrivateKey(bytes(range(1, 33))), PrivateKey(bytes(range(101, 133)))]
    policy, other = bytes(range(32)), bytes(range(1, 33))

    def case(about, sealed, value, policy=policy, path="$.note", key=keys[0]):
        return {
            "about": about,
            "secretKey": bytes(key).hex(),
            "policy": policy.hex() if policy else None,
            "path": path,
            "text": sealed,
            "value": None if value is None else value.hex(),
        }

    # With this path the context has 89 bytes, so 38 more fit into 128.
    for length in (0, 1, 37, 38, 39, 165, 166, 167, 3000):
        value = bytes(i % 251 for i in range(length))
        yield case(f"{length} bytes", seal(keys[0], policy, "$.note", value), value)
    for value in (b"\x80", b"\0\0\0", b"\x80\0", "Łukasz Østergård".encode()):
        yield case(f"the value {value.hex()}", seal(keys[1], policy, "$.note", value), value, key=keys[1])
    for path in ("$.a", "$['message-id']", "$.events[*].at", "$.*", "$.Größe", "@.name"):
        yield case(f"the path {path}", seal(keys[0], policy, path, b"v"), b"v", path=path)
    yield case("no policy", seal(keys[0], None, "$.note", b"v"), b"v", policy=None)

    note = enc(LABEL, policy, b"$.note")
    yield case("another policy", seal(keys[0], other, "$.note", b"v"), None)
    yield case("no policy where there is one", seal(keys[0], None, "$.note", b"v"), None)
    yield case("a policy where there is none", seal(keys[0], policy, "$.note", b"v"), None, policy=None)
    yield case("another path", seal(keys[0], policy, "$.nota", b"v"), None)
    yield case("a longer path", seal(keys[0], policy, "$.notes", b"v"), None)
    yield case("another recipient", seal(keys[1], policy, "$.note", b"v"), None)
    yield case("another label", text(keys[0], padded(enc(b"proviso-sealed-2", policy, b"$.note") + b"v")), None)
    yield case("one item more", text(keys[0], padded(enc(LABEL, policy, b"$.note", b"v"))), None)
    yield case("nothing before the value", text(keys[0], padded(b"v" * 100)), None)
    yield case("half of the context", text(keys[0], padded(note[:50])), None)
    yield case("another padding byte", text(keys[0], (note + b"v\x81").ljust(128, b"\0")), None)
    yield case("no padding byte", text(keys[0], (note + b"v").ljust(128, b"\0")), None)
    yield case("zeros alone", text(keys[0], bytes(128)), None)
    yield case("the next size", text(keys[0], (note + b"v\x80").ljust(256, b"\0")), None)
    yield case("no room for the padding byte", text(keys[0], note + bytes([1] * 39)), None)


def main():
    if sys.argv[1:] == ["--check"]:
        rows = json.loads(FILE.read_text())
    else:
        rows = list(cases())
    for row in rows:
        policy = bytes.fromhex(row["policy"]) if row["policy"] else None
        opened = open_(PrivateKey(bytes.fromhex(row["secretKey"])), policy, row["path"], row["text"])
        expected = None if row["value"] is None else bytes.fromhex(row["value"])
        if opened != expected:
            sys.exit(f"{row['about']}: opened to {opened!r}")
    if sys.argv[1:] != ["--check"]:
        FILE.write_text("[\n" + ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")
    print(f"{len(rows)} cases are right")


if __name__ == "__main__":
    main()
