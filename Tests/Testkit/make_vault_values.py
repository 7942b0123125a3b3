#!/usr/bin/env python3
"""Writes worked values and keys of the shred vault to ../Vectors/vault-values.json, and opens each of them again.

    python3 make_vault_values.py

It is written from Vault.md (in Proviso's documentation, under Formats), and shares nothing with the Swift code. Keys, ids and nonces are fixed, so
another run writes the same file. Needs the package `pynacl`.
"""

import json
from hashlib import blake2b
from pathlib import Path

from nacl.bindings import (
    crypto_aead_chacha20poly1305_ietf_decrypt,
    crypto_aead_chacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)

FILE = Path(__file__).resolve().parent.parent / "Vectors" / "vault-values.json"


def enc(*items):
    return len(items).to_bytes(8, "little") + b"".join(
        b"\0" if item is None else b"\1" + len(item).to_bytes(8, "little") + item for item in items
    )


def text(value):
    return None if value is None else value.encode()


def h(key, person, data):
    return blake2b(data, key=key, person=person, digest_size=32).digest()


def wrapping_key(root, key_id):
    role = h(root, b"proviso-role---1", enc(b"shred-wrap"))
    return h(role, b"proviso-shred--1", enc(key_id.hex().encode()))


def wrap(root, key_id, subject, case, key):
    context = enc(b"proviso-vault-key/v1", key_id.hex().encode(), text(subject), text(case))
    wrapped = crypto_aead_chacha20poly1305_ietf_encrypt(key, context, bytes(12), wrapping_key(root, key_id))
    assert crypto_aead_chacha20poly1305_ietf_decrypt(wrapped, context, bytes(12), wrapping_key(root, key_id)) == key
    return wrapped


def seal(key, key_id, place, nonce, value):
    context = enc(b"proviso-vault/v1", key_id.hex().encode(), place.encode())
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(value, context, nonce, key)
    assert crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, context, nonce, key) == value
    return b"proviso-vault-v1" + key_id + nonce + sealed


def cases():
    root = bytes(range(32))
    for number, (subject, case, place, value) in enumerate(
        [
            ("person_0_hukjamkdxijq5xdqkjztbcht6e", "26/114", "person/17/address", "Lindenstraße 4, Köln".encode()),
            ("person_0_hukjamkdxijq5xdqkjztbcht6e", None, "person/17/name", b"Jana"),
            ("s", "c", "", b""),
            ("s", "c", "place", bytes(range(256)) * 20),
        ]
    ):
        key, key_id = bytes([number + 1] * 32), bytes([0xA0 + number] * 16)
        nonce = bytes([0x50 + number] * 24)
        yield {
            "root": root.hex(),
            "keyID": key_id.hex(),
            "subject": subject,
            "case": case,
            "wrapped": wrap(root, key_id, subject, case, key).hex(),
            "place": place,
            "value": value.hex(),
            "sealed": seal(key, key_id, place, nonce, value).hex(),
        }


if __name__ == "__main__":
    FILE.write_text(json.dumps(list(cases()), indent=1) + "\n")
