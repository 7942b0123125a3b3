"""The filter with orjson and hashlib: `python3 with_orjson.py TASK KEYFILE < INPUT > OUTPUT`."""

import sys

import orjson

from rules import filter_lines

if __name__ == "__main__":
    option = orjson.OPT_APPEND_NEWLINE
    filter_lines(sys.argv, orjson.loads, lambda record: orjson.dumps(record, option=option))
