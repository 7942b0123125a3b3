#!/usr/bin/env python3
"""Writes the worked disclosure packages in `packages`, and opens each of them again.

    python3 make_packages.py            build every case, open it, and write it
    python3 make_packages.py --check    open the files that are there, and write nothing

It is written from Statement.md, Package.md and Report.md (in Proviso's documentation, under Formats) and from
c2sp.org/age and c2sp.org/signed-note, and shares nothing with the Swift code: where the two agree, they agree about the
documents. Keys, nonces and identifiers come from fixed seeds, so that a second run writes the same bytes; they are no
secrets. Needs Python 3.9 or later, and the package `cryptography`.

Each layer has functions that write it and functions that read it: bech32, age, note, statement, tar, package. Then
follow the cases, each of which says the one thing in which it differs from a plain package.
"""

import base64
import hashlib
import hmac
import json
import re
import sys
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FOLDER = Path(__file__).resolve().parent / "packages"
CODES = set(
    "age-header age-no-identity age-payload tar-header tar-name tar-order tar-time tar-size tar-padding tar-truncated "
    "note-size note-form note-signature note-unknown-signer statement-type statement-field statement-value "
    "statement-party terms-recipient terms-not-yet terms-expired manifest-terms manifest-members manifest-size "
    "manifest-digest manifest-records".split()
)
# A note that is larger than 1 MiB is a member that is, and the archive is read before the note: `tar-size`.
NOT_IN_PACKAGES = {"note-size"}


class Refused(Exception):
    """A package is refused, with one word of the tables."""


def refuse_unless(condition, code):
    if not condition:
        raise Refused(code)


def seed(label, size=32):
    """Bytes that look random and are the same in each run."""
    return hashlib.blake2b(b"proviso testkit: " + label.encode(), digest_size=size).digest()


# --- bech32 (BIP 173, without its limit on the length) --------------------------------------------------------------

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32_checksum(prefix, values):
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check


def bech32_encode(prefix, data):
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    check = bech32_checksum(prefix, values + [0] * 6) ^ 1
    return prefix + "1" + "".join(BECH32[v] for v in values + [check >> 5 * (5 - i) & 31 for i in range(6)])


def bech32_decode(prefix, text):
    """The bytes of a lower-case text, or None."""
    head, one, tail = text.rpartition("1")
    if head != prefix or not one or len(tail) < 6 or any(c not in BECH32 for c in tail):
        return None
    values = [BECH32.index(c) for c in tail]
    if bech32_checksum(prefix, values) != 1:
        return None
    bits = "".join(f"{value:05b}" for value in values[:-6])
    rest = len(bits) % 8
    if rest > 4 or "1" in bits[len(bits) - rest :]:
        return None
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - rest, 8))


# --- age ------------------------------------------------------------------------------------------------------------

AGE_V1 = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024


class Identity:
    def __init__(self, label):
        self.secret = seed("age identity of " + label)
        self.recipient = bech32_encode("age", age_public(self.secret))
        self.text = bech32_encode("age-secret-key-", self.secret).upper()


def age_public(secret):
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def age_shared(secret, public):
    return X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(public))


def hkdf(ikm, salt, info):
    """32 bytes of HKDF-SHA-256, which are its first block."""
    return hmac.digest(hmac.digest(salt, ikm, "sha256"), info + b"\x01", "sha256")


def raw64(data):
    return base64.b64encode(data).rstrip(b"=")


def age_stanza(arguments, body):
    text = raw64(body)
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    if len(text) % 64 == 0:
        lines.append(b"")  # a body ends with a line that is not full
    return b"-> " + b" ".join(arguments) + b"\n" + b"".join(line + b"\n" for line in lines)


def age_x25519_stanza(file_key, recipient, ephemeral):
    share = age_public(ephemeral)
    key = hkdf(age_shared(ephemeral, recipient), share + recipient, b"age-encryption.org/v1/X25519")
    return age_stanza([b"X25519", raw64(share)], ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None))


def age_mac(file_key, text):
    return hmac.digest(hkdf(file_key, b"", b"header"), text, "sha256")


def age_chunk(key, number, final):
    return ChaCha20Poly1305(key), number.to_bytes(11, "big") + (b"\x01" if final else b"\x00")


def age_payload(file_key, nonce, content, ends_final=True):
    key, sealed = hkdf(file_key, nonce, b"payload"), nonce
    chunks = [content[i : i + CHUNK] for i in range(0, len(content), CHUNK)] or [b""]
    for number, chunk in enumerate(chunks):
        cipher, chunk_nonce = age_chunk(key, number, ends_final and number == len(chunks) - 1)
        sealed += cipher.encrypt(chunk_nonce, chunk, None)
    return sealed


def age_decode64(text):
    """Base64 without padding, if it is canonical."""
    refuse_unless(re.fullmatch(rb"[A-Za-z0-9+/]*", text) and len(text) % 4 != 1, "age-header")
    data = base64.b64decode(text + b"=" * (-len(text) % 4))
    refuse_unless(raw64(data) == text, "age-header")
    return data


def age_open_header(file, secret):
    """The file key, and where the payload begins."""
    refuse_unless(file.startswith(AGE_V1), "age-header")
    position, stanzas = len(AGE_V1), []

    def line():
        nonlocal position
        end = file.find(b"\n", position)
        refuse_unless(end >= 0, "age-header")
        start, position = position, end + 1
        return file[start:end]

    while (first := line()).startswith(b"-> "):
        arguments, body = first[3:].split(b" "), b""
        refuse_unless(all(re.fullmatch(rb"[\x21-\x7e]+", argument) for argument in arguments), "age-header")
        while True:
            row = line()
            refuse_unless(len(row) <= 64, "age-header")
            body += row
            if len(row) < 64:
                break
        stanzas.append((arguments, age_decode64(body)))
    refuse_unless(stanzas and re.fullmatch(rb"--- [A-Za-z0-9+/]{43}", first), "age-header")
    mac, covered = age_decode64(first[4:]), file[: position - len(first) - 1] + b"---"

    file_key = None
    for arguments, body in stanzas:
        if arguments[0] != b"X25519":
            continue
        share = age_decode64(arguments[1]) if len(arguments) == 2 else b""
        refuse_unless(len(share) == 32 and len(body) == 32, "age-header")
        try:
            shared = age_shared(secret, share)
        except ValueError:  # all zero: a share of low order
            raise Refused("age-header") from None
        key = hkdf(shared, share + age_public(secret), b"age-encryption.org/v1/X25519")
        try:
            file_key = file_key or ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
        except InvalidTag:
            pass
    refuse_unless(file_key, "age-no-identity")
    refuse_unless(hmac.compare_digest(mac, age_mac(file_key, covered)), "age-header")
    return file_key, position


def age_open_payload(file, position, file_key):
    """The content, chunk by chunk: what comes first is met first."""
    nonce, position = file[position : position + 16], position + 16
    refuse_unless(len(nonce) == 16, "age-header")
    key, number = hkdf(file_key, nonce, b"payload"), 0
    while True:
        sealed, position = file[position : position + CHUNK + 16], position + CHUNK + 16
        final = position >= len(file)
        cipher, chunk_nonce = age_chunk(key, number, final)
        try:
            chunk = cipher.decrypt(chunk_nonce, sealed, None)
        except (InvalidTag, ValueError):
            raise Refused("age-payload") from None
        refuse_unless(chunk or number == 0, "age-payload")
        yield chunk
        if final:
            return
        number += 1


# --- the note -------------------------------------------------------------------------------------------------------


class Signer:
    def __init__(self, name, label=""):
        self.name, self.key = name, Ed25519PrivateKey.from_private_bytes(seed(f"signing key {name} {label}"))
        public = b"\x01" + self.key.public_key().public_bytes_raw()
        self.id = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        self.vkey = f"{name}+{self.id.hex()}+{base64.b64encode(public).decode()}"


def signature_line(name, signature):
    return b"\xe2\x80\x94 " + name.encode() + b" " + base64.b64encode(signature) + b"\n"


def note_write(text, signers):
    return text + b"\n" + b"".join(signature_line(s.name, s.id + s.key.sign(text)) for s in signers)


def note_read(data, known):
    """The text, and those of the known keys `{(name, ID): public key}` that signed it."""
    refuse_unless(len(data) <= 1 << 20, "note-size")
    try:
        note = data.decode()
    except UnicodeDecodeError:
        raise Refused("note-form") from None
    refuse_unless(not re.search(r"[\x00-\x09\x0b-\x1f]", note), "note-form")
    text, separator, tail = note.rpartition("\n\n")
    refuse_unless(separator and tail.endswith("\n"), "note-form")
    text, lines = (text + "\n").encode(), tail[:-1].split("\n")
    refuse_unless(len(lines) <= 64, "note-form")

    signatures = []
    for line in lines:
        match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})", line)
        refuse_unless(match and len(match[2]) % 4 == 0, "note-form")
        signature = base64.b64decode(match[2])
        refuse_unless(base64.b64encode(signature).decode() == match[2] and 5 <= len(signature) <= 8192, "note-form")
        signatures.append(((match[1], signature[:4]), signature[4:]))

    good = [(key, signature) for key, signature in signatures if key in known]
    for key, signature in good:
        try:
            refuse_unless(len(signature) == 64, "note-signature")
            Ed25519PublicKey.from_public_bytes(known[key]).verify(signature, text)
        except InvalidSignature:
            raise Refused("note-signature") from None
    refuse_unless(good, "note-unknown-signer")
    return text, [key for key, _ in good]


# --- the statement --------------------------------------------------------------------------------------------------


def instant(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text) or text < "1970":
        raise ValueError(text)
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def seconds(text):
    return int(instant(text).timestamp())


def form(pattern):
    return lambda value: re.fullmatch(pattern, value)


def is_party(value):
    return value and len(value.encode()) <= 256


def is_recipient(value):
    key, space, party = value.partition(" ")
    return space and len(bech32_decode("age", key) or b"") == 32 and is_party(party) and not party[0].isspace()


STREAM = "[a-z0-9][a-z0-9_-]{0,39}"
PART_NAME, REPORT_NAME = rf"{STREAM}\.[0-9]{{4}}\.ndjson", rf"{STREAM}\.report\.json"
SHA256, BLAKE2B = "sha256:[0-9a-f]{64}", "blake2b-256:[0-9a-f]{64}"
NUMBER = "(0|[1-9][0-9]{0,14})"
IS_ID, IS_TEXT = form("[0-9a-f]{32}"), form(".+")
TABLES = {
    "terms": [
        ("id", "1", IS_ID),
        ("sender", "1", is_party),
        ("recipient", "+", is_recipient),
        ("purpose", "1", IS_TEXT),
        ("legal-basis", "*", IS_TEXT),
        ("case", "?", IS_TEXT),
        ("handling", "*", IS_TEXT),
        ("created", "1", instant),
        ("not-before", "?", instant),
        ("erase-by", "1", instant),
        ("review-by", "?", instant),
        ("onward-sharing", "1", form("prohibited|with-consent|permitted")),
        ("contact", "?", IS_TEXT),
        ("authorization", "?", form(SHA256)),
    ],
    "manifest": [
        ("id", "1", IS_ID),
        ("sender", "1", is_party),
        ("created", "1", instant),
        ("terms", "1", form(SHA256)),
        ("records", "+", form(f"{STREAM} {BLAKE2B} (-|fp_[a-z2-7]{{26}})")),
        ("member", "+", form(f"({PART_NAME}|{REPORT_NAME}) {NUMBER} application/(x-ndjson|json) {BLAKE2B}")),
    ],
}


def statement_write(kind, fields):
    return f"proviso/{kind}/v1\n".encode() + b"".join(f"{key}: {value}\n".encode() for key, value in fields)


def statement_read(data, kind, trust):
    """The fields `{key: [values]}` of a note by somebody who may say it, and its digest."""
    text, signed = note_read(data, {key: public for key, (_, public, _) in trust.items()})
    first, *lines = text.decode()[:-1].split("\n")
    refuse_unless(first == f"proviso/{kind}/v1", "statement-type")

    # An empty or an overlong value is a value without its form, and a repeated one is a repeated field.
    found = [re.fullmatch("([a-z][a-z0-9-]{0,31}): (.*)", line) for line in lines]
    refuse_unless(all(found), "statement-field")
    found, fields = [(match[1], match[2]) for match in found], {}
    for key, times, _ in TABLES[kind]:
        values = fields[key] = []
        while found and found[0][0] == key:
            values.append(found.pop(0)[1])
        most = 64 if key == "recipient" else len(lines) if times in "+*" else 1
        refuse_unless((1 if times in "1+" else 0) <= len(values) <= most, "statement-field")
        refuse_unless(len(set(values)) == len(values), "statement-field")
    refuse_unless(not found, "statement-field")

    try:
        for key, _, has_form in TABLES[kind]:
            for value in fields[key]:
                refuse_unless(value and value == value.strip() and len(value.encode()) <= 4096, "statement-value")
                # By the Unicode version of this Python. No case depends on which it is.
                invisible = any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in value)
                refuse_unless(not invisible and has_form(value), "statement-value")
        if kind == "terms":
            created, erase_by = instant(fields["created"][0]), instant(fields["erase-by"][0])
            refuse_unless(created < instant("2242-03-16T12:56:32Z") and created < erase_by, "statement-value")
            for not_before in map(instant, fields["not-before"]):
                refuse_unless(created <= not_before < erase_by, "statement-value")
            for review_by in map(instant, fields["review-by"]):
                refuse_unless(created < review_by <= erase_by, "statement-value")
    except ValueError:
        raise Refused("statement-value") from None

    sender = fields["sender"][0]
    refuse_unless(any(kind in trust[key][0] and trust[key][2] == sender for key in signed), "statement-party")
    return fields, "sha256:" + hashlib.sha256(text).hexdigest()


def trust_read(lines):
    """`{(name, ID): (types, public key, party)}` of the lines of a trust file."""
    trust = {}
    for line in lines:
        types, vkey, party = line.split(" ", 2)
        name, key_id, public = vkey.split("+", 2)
        public = base64.b64decode(public, validate=True)
        assert (
            public[0] == 1 and len(public) == 33 and set(types.split(",")) <= {"terms", "manifest", "certificate"}
        ), line
        key = (name, bytes.fromhex(key_id))
        assert key not in trust and all(known[1] != public[1:] for known in trust.values()), line
        trust[key] = (types.split(","), public[1:], party)
    return trust


# --- tar ------------------------------------------------------------------------------------------------------------

BLOCK = 512


def tar_checksum(header):
    header = bytearray(header)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def tar_header(name, size, time):
    header = (
        name.ljust(100, b"\0") + b"0000600\0" + b"0000000\0" * 2 + b"%011o\0%011o\0" % (size, time) + bytes(8) + b"0"
    )
    header += bytes(100) + b"ustar\x0000" + bytes(64) + b"0000000\0" * 2
    return tar_checksum(header.ljust(BLOCK, b"\0"))


def tar_padded_length(length):
    e = length.bit_length() - 1
    step = max(1 << e - e.bit_length(), BLOCK)  # the bit length of E is floor(log2 E) + 1
    return -(-length // step) * step


def fill(data):
    return data + bytes(-len(data) % BLOCK)


class TarReader:
    def __init__(self, chunks):
        self.chunks, self.buffer, self.position, self.created = chunks, b"", 0, None

    def read(self, count):
        """Up to that many bytes: fewer at the end."""
        while len(self.buffer) < count and (chunk := next(self.chunks, None)) is not None:
            self.buffer += chunk
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        self.position += len(data)
        return data

    def header(self):
        block = self.read(BLOCK)
        refuse_unless(len(block) == BLOCK, "tar-truncated")
        parsed = self.parsed(block)
        refuse_unless(parsed, "tar-header")
        return parsed

    @staticmethod
    def parsed(block):
        """Name, size and time; none unless it is, byte for byte, the header that we would write for them."""
        name, size, time = block[:100].split(b"\0")[0], block[124:135], block[136:147]
        if all(re.fullmatch(b"[0-7]{11}", digits) for digits in (size, time)):
            if len(name) < 100 and tar_header(name, int(size, 8), int(time, 8)) == block:
                return name.decode("latin-1"), int(size, 8), int(time, 8)
        return None

    def content(self, size):
        content = self.read(size)
        rest = self.read(-size % BLOCK)
        refuse_unless(len(content) == size and len(rest) == -size % BLOCK, "tar-truncated")
        refuse_unless(not any(rest), "tar-padding")
        return content

    def padding(self):
        """What follows the manifest."""
        length, first = tar_padded_length(self.position + 1024), self.read(BLOCK)
        refuse_unless(not any(first), "tar-padding")
        while block := self.read(BLOCK):
            refuse_unless(not any(block), "tar-padding")
        refuse_unless(self.position == length, "tar-padding")


# --- the package ----------------------------------------------------------------------------------------------------


def blake2b(data):
    return "blake2b-256:" + hashlib.blake2b(data, digest_size=32).hexdigest()


def open_package(file, identity, trust_lines, at):
    """The members `[(name, content)]`, or `Refused`."""
    trust, at = trust_read(trust_lines), instant(at)
    secret = bech32_decode("age-secret-key-", identity.lower())
    file_key, payload = age_open_header(file, secret)
    tar = TarReader(age_open_payload(file, payload, file_key))

    # The terms.
    name, size, time = tar.header()
    refuse_unless(is_member_name(name), "tar-name")
    refuse_unless(name == "terms.note", "tar-order")
    refuse_unless(size <= 1 << 20, "tar-size")
    members = [(name, tar.content(size))]
    terms, terms_digest = statement_read(members[0][1], "terms", trust)
    created = seconds(terms["created"][0])
    refuse_unless(time == created, "tar-time")
    recipient = bech32_encode("age", age_public(secret))
    refuse_unless(any(value.split(" ")[0] == recipient for value in terms["recipient"]), "terms-recipient")
    refuse_unless(instant(terms["created"][0]) - at <= timedelta(minutes=5), "terms-not-yet")
    refuse_unless(all(instant(value) <= at for value in terms["not-before"]), "terms-not-yet")
    refuse_unless(at < instant(terms["erase-by"][0]), "terms-expired")

    # The streams, up to the manifest.
    streams, current, parts = [], None, 0
    while True:
        name, size, time = tar.header()
        refuse_unless(is_member_name(name), "tar-name")
        stream, _, kind = name.partition(".")
        if kind == "note":
            refuse_unless(name == "manifest.note" and current is None and streams, "tar-order")
            limit = 1 << 20
        else:
            if current is None:
                refuse_unless(stream not in streams, "tar-order")
                streams.append(stream)
                current, parts = stream, 0
            refuse_unless(stream == current, "tar-order")
            if kind == "report.json":
                current, limit = None, 16 << 20
            else:
                parts, limit = parts + 1, 1 << 30
                refuse_unless(kind == f"{parts:04}.ndjson", "tar-order")
        refuse_unless(time == created, "tar-time")
        refuse_unless(size <= limit and (size or not kind.endswith("ndjson")), "tar-size")
        members.append((name, tar.content(size)))
        if kind == "note":
            break

    # The manifest.
    manifest, _ = statement_read(members[-1][1], "manifest", trust)
    same = all(manifest[key] == terms[key] for key in ("sender", "created")) and manifest["terms"] == [terms_digest]
    refuse_unless(same, "manifest-terms")
    listed, there = [value.split(" ") for value in manifest["member"]], members[1:-1]
    media = ["application/x-ndjson" if name.endswith("ndjson") else "application/json" for name, _ in there]
    refuse_unless(
        [(row[0], row[2]) for row in listed] == list(zip([name for name, _ in there], media)), "manifest-members"
    )
    refuse_unless([int(row[1]) for row in listed] == [len(content) for _, content in there], "manifest-size")
    refuse_unless([row[3] for row in listed] == [blake2b(content) for _, content in there], "manifest-digest")
    records = [value.split(" ") for value in manifest["records"]]
    refuse_unless([row[0] for row in records] == streams, "manifest-records")
    for stream, policy, fingerprint in records:
        reported = report_subject(dict(members)[f"{stream}.report.json"])
        refuse_unless((policy, fingerprint) == reported, "manifest-records")
    refuse_unless(
        all(content.endswith(b"\n") for name, content in there if name.endswith("ndjson")), "manifest-records"
    )
    tar.padding()
    return members


def is_member_name(name):
    return re.fullmatch(rf"terms\.note|manifest\.note|{PART_NAME}|{REPORT_NAME}", name)


def report_subject(content):
    """The policy's digest and the fingerprint that a report is about. A report that cannot be read is about none."""
    try:
        report = json.loads(content.decode())
        return "blake2b-256:" + report["policy"]["blake2b-256"], report.get("key-fingerprint", "-")
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def report_write(policy, records, fingerprint=None):
    report = {"proviso": "report/v1", "policy": {"purpose": "Inquiry 26/114", "recipient": "fiu.example"}}
    report["policy"]["blake2b-256"] = blake2b(policy).partition(":")[2]
    if fingerprint:
        report |= {"key-fingerprint": fingerprint, "key-memory": "locked"}
    report["records"] = {"read": records, "written": records, "left-out": {}}
    report["rules"] = [{"path": "$.case_id", "matched": records, "changed": 0, "dropped": 0, "unhandled": 0}]
    report |= {"unnamed": {}, "no-kind": {}}
    report["notice"] = (
        "Pseudonymized data are still personal data: whoever holds the key, or knows enough else, can tell "
    )
    report["notice"] += "who they are about."
    return json.dumps(report, separators=(",", ":")).encode() + b"\n"


def record_lines(*numbers):
    return b"".join(b'{"case_id":"C-%d"}\n' % number for number in numbers)


POLICY = b'proviso: policy/v1\npurpose: "Inquiry 26/114"\nrecipient: fiu.example\nfields: { "$.case_id": keep }\n'
CREATED, ERASE_BY = "2026-11-25T10:00:00Z", "2027-02-23T10:00:00Z"
POLICE, CUSTOMS = Signer("police.example/disclosure"), Signer("customs.example/disclosure")
WITNESS, NAMESAKE = Signer("notary.example/witness"), Signer("police.example/disclosure", "made by somebody else")
FIU, COURT, STRANGER = Identity("fiu.example"), Identity("court.example"), Identity("nobody who is named")


def trust_line(types, signer, party):
    return f"{types} {signer.vkey} {party}"


class Stream:
    def __init__(self, name, *parts, policy=POLICY, fingerprint=None, report=None):
        records = sum(part.count(b"\n") for part in parts)
        self.name, self.policy, self.fingerprint = name, policy, fingerprint
        self.members = [(f"{name}.{number:04}.ndjson", part) for number, part in enumerate(parts, 1)]
        self.members.append((f"{name}.report.json", report or report_write(policy, records, fingerprint)))


def large_stream(size):
    """One part of that size, in records of 128 bytes."""
    return Stream("cases", b'{"case_id":"%s"}\n' % (b"C" * 113) * (size // 128))


# What a case may change: settings, and what has been made so far, at the stages that a package passes through.
PLAIN = {
    "at": "2026-11-25T12:00:00Z",
    "identity": FIU,
    "trust": [trust_line("terms,manifest", POLICE, "police.example")],
    "recipients": [(FIU, "fiu.example")],  # whom the terms list
    "sealed_to": None,  # whom the stanzas are for, if these are others
    "streams": [Stream("cases", record_lines(17, 18))],
    "terms_signers": [POLICE],
    "manifest_signers": [POLICE],
    "time": None,  # the members', if it is not the one in the terms
    "length": tar_padded_length,  # the archive's, by what it has without padding
    "ends_final": True,  # whether the last chunk says that it is the last
    # Stages.
    "terms_fields": None,  # [(key, value)]
    "terms_text": None,  # what is signed
    "terms_note": None,  # with signatures
    "manifest_fields": None,
    "manifest_text": None,
    "manifest_note": None,
    "members": None,  # [(name, content)], terms and manifest among them
    "header": {},  # by a member's name: its header, before the checksum is taken,
    "summed_header": {},  # and after
    "archive": None,  # with padding
    "stanzas": None,  # [bytes]
    "mac": None,
    "payload": None,  # sealed
    "file": None,
}


def build(name, changes):
    """A package that is plain but for the changes: the file, and what it is to be opened with."""
    assert changes.keys() <= PLAIN.keys(), name
    case = PLAIN | changes

    def changed(stage, value):
        return case[stage](value) if case[stage] else value

    fields = [("id", seed(f"terms of {name}", 16).hex()), ("sender", "police.example")]
    fields += [("recipient", f"{identity.recipient} {party}") for identity, party in case["recipients"]]
    fields += [("purpose", "Inquiry 26/114: do our cases and theirs meet?"), ("handling", "TLP:AMBER")]
    fields += [("created", CREATED), ("erase-by", ERASE_BY), ("onward-sharing", "prohibited")]
    fields = changed("terms_fields", fields)
    terms_text = changed("terms_text", statement_write("terms", fields))
    terms = changed("terms_note", note_write(terms_text, case["terms_signers"]))
    sender, created = dict(fields)["sender"], dict(fields)["created"]

    members = [member for stream in case["streams"] for member in stream.members]
    fields = [("id", seed(f"manifest of {name}", 16).hex()), ("sender", sender), ("created", created)]
    fields += [("terms", "sha256:" + hashlib.sha256(terms_text).hexdigest())]
    fields += [("records", f"{s.name} {blake2b(s.policy)} {s.fingerprint or '-'}") for s in case["streams"]]
    for path, content in members:
        media = "application/x-ndjson" if path.endswith(".ndjson") else "application/json"
        fields.append(("member", f"{path} {len(content)} {media} {blake2b(content)}"))
    manifest_text = changed("manifest_text", statement_write("manifest", changed("manifest_fields", fields)))
    manifest = changed("manifest_note", note_write(manifest_text, case["manifest_signers"]))

    archive, time = b"", case["time"] or seconds(created) % 8**11
    for path, content in changed("members", [("terms.note", terms), *members, ("manifest.note", manifest)]):
        header = tar_checksum(case["header"].get(path, bytes)(tar_header(path.encode(), len(content), time)))
        archive += case["summed_header"].get(path, bytes)(header) + fill(content)
    archive = changed("archive", archive.ljust(case["length"](len(archive) + 1024), b"\0"))

    file_key, stanzas = seed(f"file key of {name}", 16), []
    for number, identity in enumerate(case["sealed_to"] or [identity for identity, _ in case["recipients"]]):
        ephemeral = seed(f"ephemeral secret {number} of {name}")
        stanzas.append(age_x25519_stanza(file_key, age_public(identity.secret), ephemeral))
    header = AGE_V1 + b"".join(changed("stanzas", stanzas)) + b"---"
    header += b" " + raw64(changed("mac", age_mac(file_key, header))) + b"\n"
    payload = age_payload(file_key, seed(f"nonce of {name}", 16), archive, case["ends_final"])
    file = changed("file", header + changed("payload", payload))
    return file, case["identity"].text, case["trust"], case["at"]


# --- small changes --------------------------------------------------------------------------------------------------
# Fields and members are both lists of (name, value).


def put(key, value):
    """The first item of this name says something else."""
    return edit(key, lambda old: value)


def edit(key, change):
    """The value of the first item of this name, changed."""

    def changed(items):
        at = [name for name, _ in items].index(key)
        return items[:at] + [(key, change(items[at][1]))] + items[at + 1 :]

    return changed


def before(key, *new):
    """New items before the first of this name."""

    def change(items):
        at = [name for name, _ in items].index(key)
        return items[:at] + list(new) + items[at:]

    return change


def renamed(old, new):
    return lambda items: [(new if name == old else name, value) for name, value in items]


def without(key):
    return lambda items: [item for item in items if item[0] != key]


def without_item(index):
    return lambda items: [item for item in items if item is not items[index]]


def picked(*indices):
    return lambda items: [items[index] for index in indices]


def swap(first, second):
    def change(items):
        items = list(items)
        items[first], items[second] = items[second], items[first]
        return items

    return change


def replace(old, new):
    """In bytes or a text in which the old stands once."""

    def change(data):
        assert data.count(old) == 1, old
        return data.replace(old, new)

    return change


def overwrite(offset, new):
    return lambda data: data[:offset] + new + data[offset + len(new) :]


def flip(offset):
    """The lowest bit of a byte, which is counted from the end if negative."""
    return lambda data: bytes(byte ^ (index == offset % len(data)) for index, byte in enumerate(data))


def signature(change):
    """The bytes in the last line of a note."""

    def changed(note):
        rest, _, text = note[:-1].rpartition(b" ")
        return rest + b" " + base64.b64encode(change(base64.b64decode(text))) + b"\n"

    return changed


def unused_bit(note):
    """A bit behind the end of what the last line's base64 stands for, which is one that has a `=`."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return note[:-3] + alphabet[alphabet.index(note[-3]) + 1 :][:1] + note[-2:]


def add_signatures(count, size=64):
    """Signatures of that size by keys that nobody knows."""
    lines = [
        signature_line(f"log.example/{number}", seed(f"unknown ID {number}", 4) + (seed("signature", 64) * size)[:size])
        for number in range(count)
    ]
    return lambda note: note + b"".join(lines)


def header_of(path, archive):
    return archive.index(path.encode() + b"\0")


def cut(path, offset=0):
    """The archive ends so far behind the beginning of a member's header."""
    return lambda archive: archive[: header_of(path, archive) + offset]


def flip_before(path):
    """The last byte before a member's header."""
    return lambda archive: flip(header_of(path, archive) - 1)(archive)


def x25519(share=bytes, body=bytes):
    """The share or the body of the only stanza."""

    def change(stanzas):
        arguments, text = stanzas[0].split(b"\n")[:2]
        old_share, old_body = (base64.b64decode(part + b"=") for part in (arguments.split(b" ")[2], text))
        return [age_stanza([b"X25519", raw64(share(old_share))], body(old_body))]

    return change


def armored(file):
    text = base64.b64encode(file)
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    mark = b"-----%s AGE ENCRYPTED FILE-----\n"
    return mark % b"BEGIN" + b"".join(line + b"\n" for line in lines) + mark % b"END"


# --- the cases ------------------------------------------------------------------------------------------------------

CASES = {}


def opened(name, about, **changes):
    assert f"opened-{name}" not in CASES, name
    CASES[f"opened-{name}"] = (about, None, changes)


def refused(code, name, about, **changes):
    assert f"{code}-{name}" not in CASES and code in CODES, name
    CASES[f"{code}-{name}"] = (about, code, changes)


def each_refused(code, stage, *cases, **changes):
    """Cases that make their change at the same stage: (name, about, change)."""
    for name, about, change in cases:
        refused(code, name, about, **{stage: change}, **changes)


TERMS, PART, REPORT, MANIFEST = "terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"
PART_SIZE = len(record_lines(17, 18))
THREE_PARTS = [Stream("cases", *map(record_lines, (1, 2, 3)))]
TWO_STREAMS = [
    Stream("cases", record_lines(1), record_lines(2)),
    Stream("tips", record_lines(3), policy=POLICY + b"#\n"),
]
# 66,048 bytes with tar's end, so 67,584 with padding: the second chunk of the seal holds nothing but zeros.
TWO_CHUNKS = [large_stream(60_928)]
POLICE_AND_CUSTOMS = PLAIN["trust"] + [trust_line("terms,manifest", CUSTOMS, "customs.example")]
OFFICES = [(Identity(f"office {number}"), f"office-{number}.example") for number in range(64)]

# Opened: recipients, streams.
opened("plain", "One recipient, one stream, one part.")
THREE_RECIPIENTS = [(COURT, "court.example"), (FIU, "fiu.example"), (STRANGER, "archive.example")]
opened("several-recipients", "Sealed to three recipients, and opened by the second.", recipients=THREE_RECIPIENTS)
opened(
    "most-recipients", "Sealed to 64 recipients, and opened by the last.", recipients=OFFICES, identity=OFFICES[63][0]
)
opened(
    "stanza-missing", "No stanza is for a recipient whom the terms list.", recipients=THREE_RECIPIENTS, sealed_to=[FIU]
)
opened(
    "unknown-stanzas",
    "Stanzas of unknown kinds stand around that of the recipient.",
    stanzas=lambda s: [age_stanza([b"example.com/enigma", b"4", b"%"], seed("body", 48)), *s, age_stanza([b"x"], b"")],
)
opened("several-parts", "The stream was cut into three parts.", streams=THREE_PARTS)
opened("several-streams", "Two streams, filtered under two policies.", streams=TWO_STREAMS)
opened("stream-without-records", "A stream has a report and no part.", streams=[Stream("cases")])
opened("two-chunks", "The second chunk of the seal holds nothing but the zeros of the padding.", streams=TWO_CHUNKS)

# Opened: terms.
opened(
    "every-field",
    "The terms have every field, and pseudonyms were made.",
    streams=[Stream("cases", record_lines(17), fingerprint="fp_vqjcyfmt2kpqxsu7pib46rdy34")],
    terms_fields=lambda fields: [
        *fields[:4],
        ("legal-basis", "Agreement of 2026-01-01, art. 8"),
        ("case", "26/114"),
        ("handling", "TLP:AMBER+STRICT"),
        ("created", CREATED),
        ("not-before", "2026-11-25T11:00:00Z"),
        ("erase-by", ERASE_BY),
        ("review-by", "2026-12-25T10:00:00Z"),
        ("onward-sharing", "with-consent"),
        ("contact", "desk@police.example"),
        ("authorization", "sha256:" + seed("an authorization").hex()),
    ],
)
opened(
    "repeated-fields",
    "The fields that may be repeated are.",
    terms_fields=before(
        "handling", ("legal-basis", "LED art. 8"), ("legal-basis", "MLA NL-2026-114"), ("handling", "H0")
    ),
)
KNOWN_CODES = (
    "TLP:RED,TLP:AMBER+STRICT,TLP:GREEN,TLP:CLEAR,PAP:RED,PAP:AMBER,PAP:GREEN,PAP:CLEAR,H0,H1,H2 after a call,H3 by two"
)
UNKNOWN_CODES = "EYES ONLY,tlp:amber,TLP:WHITE,H3,H4"
for name, about, codes in [
    ("known-codes", "Every known handling code, some with words.", KNOWN_CODES),
    ("unknown-codes", "Unknown handling codes, among them H3 without words, do not refuse the terms.", UNKNOWN_CODES),
]:
    opened(name, about, terms_fields=before("created", *[("handling", code) for code in codes.split(",")]))
opened(
    "scripts",
    "Parties and texts are in several scripts.",
    recipients=[(FIU, "Μονάδα Χρηματοοικονομικών Πληροφοριών")],
    trust=[trust_line("terms,manifest", POLICE, "警察庁 東京")],
    terms_fields=lambda fields: [
        *put("purpose", "Расследование 26/114 — 사건 대조 🔎")(put("sender", "警察庁 東京")(fields)),
        ("contact", "مكتب الاتصال; संपर्क कार्यालय; สำนักงาน; משרד; Zoë Łuczak"),
    ],
)
opened(
    "longest-values",
    "A text has 4,096 bytes, parties have 256, and a stream's name has 40.",
    recipients=[(FIU, "é" * 128)],
    trust=[trust_line("terms,manifest", POLICE, "s" * 256)],
    terms_fields=lambda fields: put("sender", "s" * 256)(put("purpose", "p" * 4096)(fields)),
    streams=[Stream("a-stream_of_forty_0123456789012345678901", record_lines(17))],
)

# Opened: signatures, trust.
opened("unknown-signature-on-terms", "An unknown key signed the terms too.", terms_signers=[WITNESS, POLICE])
opened("unknown-signature-on-manifest", "An unknown key signed the manifest too.", manifest_signers=[POLICE, WITNESS])
opened("namesake", "A key with a known name and another ID is not a known key.", terms_signers=[NAMESAKE, POLICE])
opened("large-signature", "An unknown key's signature has 2,420 bytes.", terms_note=add_signatures(1, 2420))
opened("most-signatures", "The terms have 64 signature lines.", terms_note=add_signatures(63))
opened(
    "second-signature",
    "A known key of another party signed the terms too.",
    terms_signers=[CUSTOMS, POLICE],
    trust=POLICE_AND_CUSTOMS,
)
opened(
    "several-trust-lines",
    "One key of the sender may sign terms and another manifests, and there are other parties.",
    manifest_signers=[WITNESS],
    trust=[
        trust_line("terms,manifest,certificate", CUSTOMS, "customs.example"),
        trust_line("terms", POLICE, "police.example"),
        trust_line("manifest,certificate", WITNESS, "police.example"),
    ],
)

# Opened: dates.
DECEMBER = before("erase-by", ("not-before", "2026-12-01T00:00:00Z"))
opened("at-created", "Opened in the second in which it was made.", at=CREATED)
opened("created-5-minutes-ahead", "The sender's clock is 5 minutes ahead.", at="2026-11-25T09:55:00Z")
opened("at-not-before", "Opened in the first second that is allowed.", terms_fields=DECEMBER, at="2026-12-01T00:00:00Z")
opened("before-erase-by", "Opened a second before it must be erased.", at="2027-02-23T09:59:59Z")
opened("leap-day", "To be erased on February 29 of a leap year.", terms_fields=put("erase-by", "2028-02-29T23:59:59Z"))
opened(
    "dates-that-touch",
    "Not before is the creation, and the review is when it must be erased.",
    terms_fields=lambda f: before("onward-sharing", ("review-by", ERASE_BY))(
        before("erase-by", ("not-before", CREATED))(f)
    ),
)
opened(
    "latest-created",
    "Made in the last second that the archive can say.",
    terms_fields=lambda f: put("created", "2242-03-16T12:56:31Z")(put("erase-by", "9999-12-31T23:59:59Z")(f)),
    at="2242-03-16T12:56:31Z",
)

# The seal.
each_refused(
    "age-header",
    "file",
    ("cut", "The file ends inside of a stanza.", lambda f: f[:60]),
    ("cut-at-mac", "The file ends where the MAC should begin.", lambda f: f[: f.index(b"\n---") + 4]),
    ("version", "Another version of age.", replace(b"org/v1\n", b"org/v2\n")),
    ("armor", "The file is armored.", armored),
    ("stanza-added", "A stanza was added after the MAC was taken.", replace(b"\n---", b"\n-> extra\n\n---")),
    ("line-ends", "The stanza's lines end with CR LF.", lambda f: f[:22] + f[22:].replace(b"\n", b"\r\n", 2)),
)
refused("age-header", "mac", "A bit of the MAC is flipped.", mac=flip(5))
refused("age-header", "share-zero", "The ephemeral share is of low order.", stanzas=x25519(share=lambda b: bytes(32)))
refused("age-header", "body-short", "The wrapped file key has 31 bytes.", stanzas=x25519(body=lambda b: b[:31]))
refused("age-no-identity", "sealed-to-another", "Sealed to somebody else.", sealed_to=[COURT])
refused("age-no-identity", "body", "A bit of the wrapped file key is flipped.", stanzas=x25519(body=flip(9)))
refused(
    "age-no-identity", "unknown", "The only stanza is of an unknown kind.", stanzas=lambda s: [age_stanza([b"x"], b"")]
)
each_refused(
    "age-payload",
    "payload",
    ("bit", "A bit of the sealed content is flipped.", flip(3000)),
    ("cut", "The file ends inside of a chunk.", lambda p: p[:-1]),
    ("empty", "The file ends before the first chunk.", lambda p: p[:16]),
    ("trailing", "A byte follows the last chunk.", lambda p: p + b"\0"),
)
refused("age-header", "nonce-cut", "The file ends inside of the payload's nonce.", payload=lambda p: p[:15])
refused("age-payload", "not-final", "The last chunk does not say that it is the last.", ends_final=False)
refused(
    "age-payload",
    "cut-at-chunk",
    "The file ends at a chunk's edge, and nothing but zeros is missing.",
    streams=TWO_CHUNKS,
    payload=lambda p: p[: 16 + CHUNK + 16],
)

# The archive: headers.
for name, about, offset, new in [
    ("after-name", "There are bytes behind the name's end.", 98, b"x"),
    ("mode", "The mode is 0644.", 100, b"0000644\0"),
    ("mode-form", "The mode ends with a space, as some programs write it.", 100, b"000600 \0"),
    ("owner", "The owner is 1000.", 108, b"0001750\0"),
    ("group", "The group is 1000.", 116, b"0001750\0"),
    ("size-form", "The size has spaces in place of zeros.", 124, b"%11o\0" % PART_SIZE),
    ("size-binary", "The size is in base 256, as of large files.", 124, b"\x80" + PART_SIZE.to_bytes(11, "big")),
    ("type-folder", "The type is 5, a folder.", 156, b"5"),
    ("type-link", "The type is 2, a symbolic link.", 156, b"2"),
    ("type-old", "The type is NUL, as before POSIX.", 156, b"\0"),
    ("type-pax", "The type is x, a pax header.", 156, b"x"),
    ("link", "The name of a link is there.", 157, b"terms.note"),
    ("magic", "The magic is that of GNU tar.", 257, b"ustar  \0"),
    ("owner-name", "The owner has a name.", 265, b"root"),
    ("device", "The device is not zero.", 329, b"0000001\0"),
    ("prefix", "The prefix is used.", 345, b"data"),
    ("last-byte", "The last byte is not zero.", 511, b"\x01"),
]:
    refused("tar-header", name, about, header={PART: overwrite(offset, new)})
refused("tar-header", "of-terms", "The terms' header has mode 0644.", header={TERMS: overwrite(100, b"0000644\0")})
refused(
    "tar-header", "of-manifest", "The manifest's header has mode 0644.", header={MANIFEST: overwrite(100, b"0000644\0")}
)
refused("tar-header", "checksum", "The checksum is off by one.", summed_header={PART: flip(153)})
refused(
    "tar-header",
    "checksum-form",
    "The checksum ends with a space and NUL.",
    summed_header={PART: overwrite(154, b" \0")},
)
refused(
    "tar-header",
    "zeros",
    "There are zeros where the manifest should be.",
    archive=lambda a: a[: header_of(MANIFEST, a)].ljust(len(a), b"\0"),
)

# The archive: names and their order.
for name, about, path in [
    ("folder", "A name has a slash.", "data/" + PART),
    ("parent", "A name leads out of the folder.", "../" + PART),
    ("upper-case", "A name has a capital.", "Cases.0001.ndjson"),
    ("accent", "A name has a letter that is not of ASCII.", "fälle.0001.ndjson"),
    ("number", "A part's number has three digits.", "cases.001.ndjson"),
    ("ending", "A name ends with another word.", "cases.0001.csv"),
    ("long", "A stream's name has 41 characters.", "a" * 41 + ".0001.ndjson"),
    ("empty", "A name is empty.", ""),
    ("other", "A file has no place in a package.", "readme.txt"),
]:
    refused("tar-name", name, about, members=renamed(PART, path))
each_refused(
    "tar-order",
    "members",
    ("terms-second", "The terms are the second member.", swap(0, 1)),
    ("terms-twice", "The terms are there twice.", lambda m: m[:1] + m),
    ("manifest-second", "The manifest follows the terms.", picked(0, 3, 1, 2)),
    ("first-part-missing", "A stream begins with its second part.", renamed(PART, "cases.0002.ndjson")),
    ("part-twice", "A part is there twice.", picked(0, 1, 1, 2, 3)),
    ("report-twice", "A report is there twice.", picked(0, 1, 2, 2, 3)),
    ("report-missing", "A stream has no report.", without(REPORT)),
    ("report-first", "A stream's report stands before its part.", swap(1, 2)),
)
refused("tar-order", "gap", "The second of three parts is missing.", streams=THREE_PARTS, members=picked(0, 1, 3, 4, 5))
each_refused(
    "tar-order",
    "members",
    ("stream-in-stream", "A stream begins before the report of another.", picked(0, 1, 4, 2, 3, 5, 6)),
    ("stream-again", "A stream goes on after its report and another stream.", picked(0, 1, 3, 4, 5, 2, 6)),
    streams=TWO_STREAMS,
)

# The archive: times, sizes, zeros and end.
LATER = overwrite(136, b"%011o" % (seconds(CREATED) + 1))
refused("tar-time", "all", "All members are a second older than the terms say.", time=seconds(CREATED) - 1)
refused("tar-time", "of-terms", "The terms are a second younger than they say.", header={TERMS: LATER})
refused("tar-time", "of-part", "A part is a second younger than the terms say.", header={PART: LATER})
refused("tar-time", "of-manifest", "The manifest is a second younger than the terms say.", header={MANIFEST: LATER})
refused("tar-size", "part-empty", "A part is empty.", streams=[Stream("cases", record_lines(1), b"")])
# The header alone is too large. With content to match, so would be the file, and a reader must not wait for the content.
for name, path, limit in [("terms", TERMS, 20), ("part", PART, 30), ("report", REPORT, 24), ("manifest", MANIFEST, 20)]:
    size = overwrite(124, b"%011o" % ((1 << limit) + 1))
    refused("tar-size", f"{name}-large", f"The {name}'s header says one byte more than 2^{limit}.", header={path: size})
refused(
    "tar-padding",
    "member-after",
    "A stream follows the manifest.",
    members=lambda m: m + [("tips.report.json", report_write(POLICY, 0))],
)
each_refused(
    "tar-padding",
    "archive",
    ("in-terms", "The terms' last block ends with a byte that is not zero.", flip_before(PART)),
    ("in-part", "A part's last block ends with a byte that is not zero.", flip_before(REPORT)),
    ("in-manifest", "The manifest's last block ends with a byte that is not zero.", flip(-1025)),
    ("first-byte", "The first byte after the manifest is not zero.", flip(-1024)),
    ("last-byte", "The last byte is not zero.", flip(-1)),
)
each_refused(
    "tar-padding",
    "length",
    ("block-short", "The archive is a block too short.", lambda n: tar_padded_length(n) - BLOCK),
    ("block-long", "The archive is a block too long.", lambda n: tar_padded_length(n) + BLOCK),
    ("byte-long", "The archive is a byte too long.", lambda n: tar_padded_length(n) + 1),
    ("none", "Nothing follows the manifest.", lambda n: n - 1024),
    ("as-tar", "The archive has 10,240 bytes, as tar pads it.", lambda n: 10240),
)
refused(
    "tar-padding",
    "tar-end",
    "A larger archive has tar's end alone.",
    streams=[large_stream(13_824)],
    length=lambda n: n,
)
each_refused(
    "tar-truncated",
    "archive",
    ("empty", "The archive is empty.", lambda a: b""),
    ("in-header", "The archive ends inside of a header.", cut(PART, 100)),
    ("in-part", "The archive ends inside of a part.", cut(PART, BLOCK + 10)),
    ("before-manifest", "The archive ends before the manifest.", cut(MANIFEST)),
    ("in-manifest", "The archive ends inside of the manifest.", cut(MANIFEST, BLOCK + 200)),
)

# The notes.
each_refused(
    "note-form",
    "terms_text",
    ("not-utf8", "The purpose is not UTF-8.", replace(b"Inquiry", b"Inqu\xeery")),
    ("surrogate", "The purpose has half of a surrogate pair.", replace(b"Inquiry", b"Inqu\xed\xa0\xbdry")),
    ("tab", "The purpose has a tab.", replace(b"our cases", b"our\tcases")),
    ("carriage-return", "A line ends with CR LF.", replace(b"prohibited\n", b"prohibited\r\n")),
)
each_refused(
    "note-form",
    "terms_note",
    ("no-empty-line", "No empty line stands before the signatures.", replace(b"\n\n", b"\n")),
    ("no-signature", "There is no signature line.", lambda n: n[: n.index(b"\n\n") + 2]),
    ("empty-line-after", "An empty line follows the signatures.", lambda n: n + b"\n"),
    ("text-after", "A line of text follows the signatures.", lambda n: n + b"See over.\n"),
    ("no-line-feed", "The last line has no line feed.", lambda n: n[:-1]),
    ("hyphen", "The signature line begins with a hyphen.", replace(b"\xe2\x80\x94 ", b"- ")),
    ("plus", "The key's name has a plus.", replace(b"police.example/", b"police+example/")),
    ("unpadded", "The signature's base64 has no padding.", lambda n: n.replace(b"=\n", b"\n")),
    ("not-canonical", "The signature's base64 has a bit behind its end.", unused_bit),
    ("short-signature", "A signature is nothing but the key's ID.", add_signatures(1, 0)),
    ("many-signatures", "There are 65 signature lines.", add_signatures(64)),
)
refused("note-form", "of-manifest", "The manifest's last line has no line feed.", manifest_note=lambda n: n[:-1])
refused("note-signature", "bit", "A bit of the signature is flipped.", terms_note=signature(flip(20)))
refused("note-signature", "short", "The signature of a known key has 63 bytes.", terms_note=signature(lambda s: s[:-1]))
refused(
    "note-signature", "text", "The terms were changed after they were signed.", terms_note=replace(b"AMBER", b"GREEN")
)
refused(
    "note-signature",
    "second",
    "The signature of a second known key is wrong, and the sender's is good.",
    trust=POLICE_AND_CUSTOMS,
    terms_signers=[POLICE, CUSTOMS],
    terms_note=signature(flip(20)),
)
refused(
    "note-signature", "of-manifest", "A bit of the manifest's signature is flipped.", manifest_note=signature(flip(-1))
)
refused("note-unknown-signer", "of-terms", "Only an unknown key signed the terms.", terms_signers=[WITNESS])
refused(
    "note-unknown-signer", "namesake", "Only a key with a known name and another ID signed.", terms_signers=[NAMESAKE]
)
refused("note-unknown-signer", "of-manifest", "Only an unknown key signed the manifest.", manifest_signers=[WITNESS])

# The statements: types and fields.
each_refused(
    "statement-type",
    "terms_text",
    ("manifest", "The terms say that they are a manifest.", replace(b"proviso/terms/", b"proviso/manifest/")),
    ("unknown", "The terms are of a type that nobody knows.", replace(b"/terms/", b"/conditions/")),
    ("version", "The terms are of version 2.", replace(b"/v1\n", b"/v2\n")),
)
MANIFEST_AS_TERMS = replace(b"proviso/manifest/", b"proviso/terms/")
refused("statement-type", "terms", "The manifest says that it is terms.", manifest_text=MANIFEST_AS_TERMS)
each_refused(
    "statement-field",
    "terms_fields",
    ("unknown", "The terms have a field that is not in the table.", before("handling", ("priority", "high"))),
    ("purpose-missing", "The terms have no purpose.", without("purpose")),
    ("recipient-missing", "The terms have no recipient.", without("recipient")),
    ("last-missing", "The terms lack their last field.", without("onward-sharing")),
    ("swapped", "The first two fields are swapped.", swap(0, 1)),
    ("twice", "A field that stands once stands twice.", before("handling", ("purpose", "Another"))),
    ("apart", "Repeated fields do not stand together.", before("onward-sharing", ("handling", "H1"))),
    ("value-twice", "A value stands twice among repeated fields.", before("created", ("handling", "TLP:AMBER"))),
    ("capital", "A field's name has a capital.", renamed("purpose", "Purpose")),
)
SIXTY_FIVE = [(FIU, "fiu.example"), *OFFICES]
refused("statement-field", "recipients", "The terms list 65 recipients.", recipients=SIXTY_FIVE, sealed_to=[FIU])
refused(
    "statement-field", "empty-line", "The text has an empty line.", terms_text=replace(b"\nhandling", b"\n\nhandling")
)
refused("statement-field", "no-space", "No space follows a colon.", terms_text=replace(b"purpose: ", b"purpose:"))
each_refused(
    "statement-field",
    "manifest_fields",
    ("of-manifest", "The manifest has a field of the terms.", before("terms", ("case", "26/114"))),
    ("member-missing", "The manifest lists no member.", without("member")),
    ("member-twice", "The manifest lists a member twice.", lambda f: f + f[-1:]),
)

# The statements: values.
for name, about, key, change in [
    ("id", "An id has capitals.", "id", lambda v: "ABCDEF" + v[6:]),
    ("trailing-space", "A text ends with a space.", "purpose", lambda v: v + " "),
    ("leading-space", "A text begins with a space.", "purpose", lambda v: " " + v),
    ("long-text", "A text has 4,097 bytes.", "purpose", lambda v: "p" * 4097),
    ("zero-width-space", "A text has a zero-width space.", "purpose", lambda v: v + "\u200b."),
    ("right-to-left", "A text has a right-to-left override.", "purpose", lambda v: v + "\u202e."),
    ("line-separator", "A text has a line separator.", "purpose", lambda v: v + "\u2028."),
    ("next-line", "A text has a control character that is not of ASCII.", "purpose", lambda v: v + "\x85."),
    ("tag", "A text has a tag, which is invisible and not of the first plane.", "purpose", lambda v: v + "\U000e0041."),
    ("long-party", "A party has 257 bytes.", "recipient", lambda v: v[: v.index(" ") + 1] + "é" * 128 + "e"),
    ("key-capitals", "A recipient's key is in capitals.", "recipient", lambda v: v[:62].upper() + v[62:]),
    (
        "key-checksum",
        "A recipient's key has a wrong character.",
        "recipient",
        lambda v: v[:9] + "qp"[v[9] == "q"] + v[10:],
    ),
    ("key-alone", "A recipient has no party.", "recipient", lambda v: v[:62]),
    ("offset", "An instant has an offset.", "erase-by", lambda v: v[:-1] + "+00:00"),
    ("fraction", "An instant has a fraction.", "erase-by", lambda v: v[:-1] + ".000Z"),
    ("month-13", "An instant is in the thirteenth month.", "erase-by", lambda v: "2026-13-01T00:00:00Z"),
    ("day-30", "An instant is on February 30.", "erase-by", lambda v: "2027-02-30T10:00:00Z"),
    ("day-29", "An instant is on February 29 of a year that has none.", "erase-by", lambda v: "2100-02-29T10:00:00Z"),
    ("second-60", "An instant is in a leap second.", "erase-by", lambda v: "2026-12-31T23:59:60Z"),
    ("year-10000", "An instant is in the year 10000.", "erase-by", lambda v: "10000-01-01T00:00:00Z"),
    ("erase-by-created", "To be erased when it is made.", "erase-by", lambda v: CREATED),
    ("onward-sharing", "A word for onward sharing is not in the table.", "onward-sharing", str.upper),
]:
    refused("statement-value", name, about, terms_fields=edit(key, change))
for name, about, place, field, value in [
    ("not-before-created", "Not before is before the creation.", "erase-by", "not-before", "2026-11-25T09:59:59Z"),
    ("not-before-erase-by", "Not before is when it must be erased.", "erase-by", "not-before", ERASE_BY),
    ("review-by-created", "The review is when it was made.", "onward-sharing", "review-by", CREATED),
    ("review-by-erase-by", "The review is too late.", "onward-sharing", "review-by", "2027-02-23T10:00:01Z"),
]:
    refused("statement-value", name, about, terms_fields=before(place, (field, value)))
refused(
    "statement-value",
    "authorization",
    "The authorization is the digest of a file, not of a statement.",
    terms_fields=lambda fields: fields + [("authorization", blake2b(b"an authorization"))],
)
for name, about, key, old, new in [
    ("member-zero", "A member's size has a leading zero.", "member", f" {PART_SIZE} ", f" 0{PART_SIZE} "),
    ("member-digits", "A member's size has 16 digits.", "member", f" {PART_SIZE} ", f" {10**15} "),
    ("member-media", "A media type is not in the table.", "member", "x-ndjson", "ndjson"),
    ("member-digest", "A member's digest is a SHA-256.", "member", "blake2b-256:", "sha256:"),
    ("records-fingerprint", "No hyphen stands in place of a fingerprint.", "records", " -", ""),
]:
    refused("statement-value", name, about, manifest_fields=edit(key, replace(old, new)))

refused(
    "statement-value",
    "created-2242",
    "Made a second later than the archive can say.",
    terms_fields=lambda f: put("created", "2242-03-16T12:56:32Z")(put("erase-by", "9999-12-31T23:59:59Z")(f)),
    at="2242-03-16T12:56:32Z",
)

# The statements: who may say it.
each_refused(
    "statement-party",
    "trust",
    ("other-party", "The key is trusted for another party.", [trust_line("terms,manifest", POLICE, "customs.example")]),
    ("capital", "The trusted party has a capital.", [trust_line("terms,manifest", POLICE, "Police.example")]),
    ("other-type", "The key is trusted for manifests alone.", [trust_line("manifest", POLICE, "police.example")]),
    (
        "of-manifest",
        "The key is not trusted for manifests.",
        [trust_line("terms,certificate", POLICE, "police.example")],
    ),
)
refused(
    "statement-party", "for-another", "A party signs for another.", trust=POLICE_AND_CUSTOMS, terms_signers=[CUSTOMS]
)
refused(
    "statement-party",
    "normalization",
    "The party and the trusted one are of different Unicode normalizations.",
    terms_fields=put("sender", "Pre\u0301fecture"),
    trust=[trust_line("terms,manifest", POLICE, "Pr\u00e9fecture")],
)

# The terms.
PASSED_ON = "Sealed again, by its recipient, for somebody whom the terms do not list."
refused("terms-recipient", "passed-on", PASSED_ON, sealed_to=[STRANGER], identity=STRANGER)
refused("terms-not-yet", "6-minutes", "Made 6 minutes after it is opened.", at="2026-11-25T09:54:00Z")
refused("terms-not-yet", "301-seconds", "Made 5 minutes and a second after it is opened.", at="2026-11-25T09:54:59Z")
refused("terms-not-yet", "not-before", "Opened a second too early.", terms_fields=DECEMBER, at="2026-11-30T23:59:59Z")
refused("terms-expired", "long-ago", "Opened a year after it should have been erased.", at="2028-02-23T10:00:00Z")
refused("terms-expired", "at-erase-by", "Opened in the second by which it must be erased.", at=ERASE_BY)

# The manifest.
each_refused(
    "manifest-terms",
    "manifest_fields",
    ("digest", "The manifest is for other terms.", put("terms", "sha256:" + seed("other terms").hex())),
    ("created", "The manifest says that it was made a second later.", put("created", "2026-11-25T10:00:01Z")),
)
refused(
    "manifest-terms",
    "sender",
    "The manifest is of another party, who may say so.",
    manifest_fields=put("sender", "customs.example"),
    manifest_signers=[CUSTOMS],
    trust=POLICE_AND_CUSTOMS,
)
UNLISTED = without_item(-2)
refused("manifest-members", "unlisted", "A part is not listed.", streams=THREE_PARTS, manifest_fields=UNLISTED)
refused(
    "manifest-members", "missing", "A part that is listed is missing.", streams=THREE_PARTS, members=without_item(3)
)
refused("manifest-members", "order", "The members are listed in another order.", manifest_fields=swap(-1, -2))
refused(
    "manifest-members", "name", "A part is listed by another name.", manifest_fields=edit("member", replace("1.", "2."))
)
ONE_LESS = replace(f" {PART_SIZE} ", f" {PART_SIZE - 1} ")
refused("manifest-size", "listed", "A part has a byte more than is listed.", manifest_fields=edit("member", ONE_LESS))
refused(
    "manifest-size",
    "record-added",
    "A record was added.",
    members=edit(PART, lambda content: content + record_lines(19)),
)
refused("manifest-digest", "part", "A character of a record is another.", members=edit(PART, replace(b"C-17", b"C-71")))
refused("manifest-digest", "report", "A count is another.", members=edit(REPORT, replace(b'"read":2', b'"read":3')))
OF_NOTHING = edit("member", lambda value: value[:-76] + blake2b(b""))
refused("manifest-digest", "listed", "The digest that is listed is that of an empty file.", manifest_fields=OF_NOTHING)
refused("manifest-records", "missing", "A stream is not listed.", streams=TWO_STREAMS, manifest_fields=without_item(5))
refused("manifest-records", "order", "The streams are swapped.", streams=TWO_STREAMS, manifest_fields=swap(4, 5))
MORE = before("member", ("records", f"tips {blake2b(POLICY)} -"))
refused("manifest-records", "added", "A stream is listed that is not there.", manifest_fields=MORE)
OTHER_POLICY = put("records", f"cases {blake2b(b'another policy')} -")
refused("manifest-records", "policy", "The policy is not the one in the report.", manifest_fields=OTHER_POLICY)
OTHER_KEY = put("records", f"cases {blake2b(POLICY)} fp_vqjcyfmt2kpqxsu7pib46rdy34")
refused("manifest-records", "fingerprint", "A fingerprint that is not in the report.", manifest_fields=OTHER_KEY)
refused("manifest-records", "report", "A report is not JSON.", streams=[Stream("cases", report=b"two records\n")])
refused(
    "manifest-records", "line-feed", "A part ends without a line feed.", streams=[Stream("cases", record_lines(1)[:-1])]
)


# --- the files ------------------------------------------------------------------------------------------------------


def outcome(package):
    """What this script's reader makes of a package: the text behind `expect:`, and the lines of the members."""
    try:
        members = open_package(*package)
    except Refused as word:
        return f"refused {word}", []
    return "opened", [f"member: {name} {len(content)} {blake2b(content)}" for name, content in members]


def render(name):
    about, code, changes = CASES[name]
    file, identity, trust, at = package = build(name, changes)
    found, members = outcome(package)
    assert found == (f"refused {code}" if code else "opened"), f"{name}: {found}"
    lines = [f"about: {about}", f"expect: {found}", f"identity: {identity}", *[f"trust: {line}" for line in trust]]
    return "".join(line + "\n" for line in [*lines, f"at: {at}", *members]).encode() + b"\n" + file


def check(path):
    """Fails unless the reader makes of a file what its header says."""
    head, _, file = path.read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().split("\n")]
    values = {key: [value for other, value in lines if other == key] for key, _ in lines}
    found = outcome((file, values["identity"][0], values["trust"], values["at"][0]))
    assert found == (values["expect"][0], [f"member: {value}" for value in values.get("member", [])]), path.name
    return found[0]


def main(arguments):
    if arguments == ["--check"]:
        found = [check(path) for path in sorted(FOLDER.iterdir())]
    elif not arguments:
        assert {code for _, code, _ in CASES.values() if code} == CODES - NOT_IN_PACKAGES
        files = {name: render(name) for name in CASES}
        FOLDER.mkdir(exist_ok=True)
        for path in FOLDER.iterdir():
            if path.name not in files:
                path.unlink()
        for name, data in files.items():
            (FOLDER / name).write_bytes(data)
        found = [check(FOLDER / name) for name in files]
    else:
        sys.exit(__doc__)
    opened_count = found.count("opened")
    print(f"{opened_count} packages opened and {len(found) - opened_count} refused, each as it should be")


if __name__ == "__main__":
    main(sys.argv[1:])
