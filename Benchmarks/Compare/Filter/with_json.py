"""The filter with Python's own json and hashlib: `python3 with_json.py TASK KEYFILE < INPUT > OUTPUT`."""

import json
import sys

from rules import filter_lines

if __name__ == "__main__":
    # An encoder that is made once: `json.dumps` with other than its usual options makes one for every record.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    filter_lines(sys.argv, json.loads, lambda record: (encode(record) + "\n").encode())
