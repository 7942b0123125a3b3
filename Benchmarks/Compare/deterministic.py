"""Measures deterministic encryption of short identifiers from Python: AES-SIV of `cryptography`, and Tink's.

    python3 deterministic.py ROUNDS

Writes one line of JSON for each that is installed, with nanoseconds of CPU time per call in every round. Rounds of all
alternate.
"""

import gc
import json
import os
import sys
import time

COUNT = 10_000
CONTEXT = b"person"


def main(arguments):
    rounds = int(arguments[1]) if len(arguments) > 1 else 9
    issuers = ["NL", "DE", "FRX", "ESXY", "ITPQRSTU"]
    identifiers = [
        f"{issuers[index % 5]}{index * 618_033_989 % 1_000_000_000:09}".encode() for index in range(COUNT)]
    runs = [
        {"tool": tool, "calls": COUNT, "encrypt_ns": [], "decrypt_ns": [], "functions": functions}
        for tool, functions in find_tools()]
    gc.disable()
    for number in range(rounds + 1):
        for run in runs:
            encrypt, decrypt = run["functions"]
            start = time.process_time_ns()
            encrypted = [encrypt(identifier) for identifier in identifiers]
            middle = time.process_time_ns()
            decrypted = [decrypt(ciphertext) for ciphertext in encrypted]
            end = time.process_time_ns()
            if decrypted != identifiers or encrypted[0] != encrypt(identifiers[0]):
                sys.exit(f"{run['tool']} is not deterministic, or does not decrypt what it has encrypted")
            # The first round warms up.
            if number > 0:
                run["encrypt_ns"].append((middle - start) / COUNT)
                run["decrypt_ns"].append((end - middle) / COUNT)
    for run in runs:
        del run["functions"]
        print(json.dumps(run))


def find_tools():
    tools = []
    try:
        import cryptography
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        cipher = AESSIV(os.urandom(64))
        tools.append((
            f"AES-SIV of cryptography {cryptography.__version__}",
            (lambda data: cipher.encrypt(data, [CONTEXT]), lambda data: cipher.decrypt(data, [CONTEXT]))))
    except ImportError:
        pass
    try:
        from importlib.metadata import version

        import tink
        from tink import daead

        daead.register()
        handle = tink.new_keyset_handle(daead.deterministic_aead_key_templates.AES256_SIV)
        primitive = handle.primitive(daead.DeterministicAead)
        tools.append((
            f"Deterministic AEAD of Tink {version('tink')}",
            (
                lambda data: primitive.encrypt_deterministically(data, CONTEXT),
                lambda data: primitive.decrypt_deterministically(data, CONTEXT))))
    except ImportError:
        pass
    return tools


if __name__ == "__main__":
    main(sys.argv)
