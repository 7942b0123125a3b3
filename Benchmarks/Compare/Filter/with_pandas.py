"""The filter with pandas and hashlib: `python3 with_pandas.py TASK KEYFILE INPUT OUTPUT`.

In pieces, so that memory does not grow with the input. Reading in one go is no faster.
"""

import sys

import pandas as pd

from columns import COLUMNS
from rules import minimize_device, minimize_events, minimize_subject, network_of, pseudonymizers, year_of

ROWS = 50_000


def main(arguments):
    task, key_file, source, sink = arguments[1:]
    with open(sink, "w", encoding="utf-8", newline="") as output:
        if task.startswith("csv"):
            filter_table(task, key_file, source, output)
        else:
            filter_records(key_file, source, output)


def filter_records(key_file, source, output):
    person, device = (each.pseudonym for each in pseudonymizers(key_file))
    for frame in pd.read_json(source, lines=True, chunksize=ROWS, dtype=False):
        kept = frame[["case_id", "opened", "status"]].copy()
        # Nested values are Python's dictionaries, which pandas has no functions for.
        kept["subject"] = [minimize_subject(value, person, year_of) for value in frame["subject"]]
        kept["device"] = [
            minimize_device(value, device, network_of) if type(value) is dict else None for value in frame["device"]
        ]
        kept["events"] = [minimize_events(value) for value in frame["events"]]
        kept["role"] = frame["role"]
        kept.to_json(output, orient="records", lines=True, force_ascii=False)


def filter_table(task, key_file, source, output):
    person, device = (each.pseudonym for each in pseudonymizers(key_file))
    changes = {"national_id": person, "dob": year_of, "imei": device, "ip": network_of}
    is_first = True
    for frame in pd.read_csv(source, usecols=COLUMNS, dtype=str, keep_default_na=False, chunksize=ROWS):
        if task == "csv-whole":
            for name, change in changes.items():
                frame[name] = [change(value) for value in frame[name]]
        frame.to_csv(output, columns=COLUMNS, index=False, header=is_first, lineterminator="\n")
        is_first = False


if __name__ == "__main__":
    main(sys.argv)
