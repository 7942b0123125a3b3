"""The filter with presidio-structured and hashlib: `python3 with_presidio.py TASK KEYFILE < INPUT > OUTPUT`.

Its engine changes fields that a mapping names, with operators of one's own, and has nothing that drops the others:
those are dropped in Python before. The operators are the same functions as those of the other peers.
"""

import json
import sys

from presidio_anonymizer.entities import OperatorConfig
from presidio_structured import JsonDataProcessor, StructuredAnalysis, StructuredEngine

from rules import BLOCK, network_of, project, pseudonymizers, year_of


def main(arguments):
    person, device = (each.pseudonym for each in pseudonymizers(arguments[2]))
    engine = StructuredEngine(data_processor=JsonDataProcessor())
    subject = {"subject.national_id": "PERSON_NUMBER", "subject.dob": "BIRTH"}
    device_too = StructuredAnalysis(entity_mapping={**subject, "device.imei": "DEVICE_NUMBER", "device.ip": "ADDRESS"})
    subject_only = StructuredAnalysis(entity_mapping=subject)
    functions = {"PERSON_NUMBER": person, "DEVICE_NUMBER": device, "BIRTH": year_of, "ADDRESS": network_of}
    operators = {name: OperatorConfig("custom", {"lambda": function}) for name, function in functions.items()}
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    sink = open(1, "wb", buffering=BLOCK, closefd=False)
    for line in open(0, "rb", buffering=BLOCK, closefd=False):
        record = project(json.loads(line))
        analysis = device_too if "device" in record else subject_only
        sink.write((encode(engine.anonymize(record, analysis, operators)) + "\n").encode())
    sink.flush()


if __name__ == "__main__":
    main(sys.argv)
