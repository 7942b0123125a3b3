"""The filter with DuckDB: `python3 with_duckdb.py TASK KEYFILE INPUT OUTPUT THREADS`, where 0 is DuckDB's own number.

DuckDB has no keyed BLAKE2b. Instead of a pseudonym there is sha256 of a key and the identifier, which is no proper
keyed hash (who knows how long the key is can go on from it), but the nearest that a query says.
"""

import sys

import duckdb

from columns import COLUMNS
from rules import pseudonymizers

RECORD = """{case_id: 'VARCHAR', opened: 'VARCHAR', status: 'VARCHAR',
    subject: 'STRUCT(national_id VARCHAR, dob VARCHAR, address STRUCT(country VARCHAR))',
    device: 'STRUCT(imei VARCHAR, ip VARCHAR)', events: 'STRUCT(kind VARCHAR)[]', role: 'VARCHAR'}"""


def main(arguments):
    task, key_file, source, sink, threads = arguments[1:]
    database = duckdb.connect()
    if int(threads) > 0:
        database.execute(f"SET threads = {int(threads)}")
    keys = [each.type_key.hex() for each in pseudonymizers(key_file)]
    if task.startswith("csv"):
        columns = table_columns(*keys) if task == "csv-whole" else ", ".join(COLUMNS)
        # As told, so that it does not have to find out.
        form = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
        rows = f"read_csv({quoted(source)}, {form})"
        options = "FORMAT csv, HEADER"
    else:
        columns = record_columns(*keys) if task == "whole" else "*"
        rows = f"read_json({quoted(source)}, format = 'newline_delimited', columns = {RECORD})"
        options = "FORMAT json"
    database.execute(f"COPY (SELECT {columns} FROM {rows}) TO {quoted(sink)} ({options})")


def record_columns(person_key, device_key):
    return f"""case_id, opened, status,
        {{national_id: {pseudonym("subject.national_id", person_key, "A-Z0-9")}, dob: {year("subject.dob")},
          address: subject.address}} AS subject,
        CASE WHEN device IS NOT NULL THEN
            {{imei: {pseudonym("device.imei", device_key, "0-9")}, ip: {network("device.ip")}}} END AS device,
        events, role"""


def table_columns(person_key, device_key):
    changes = {
        "national_id": pseudonym("national_id", person_key, "A-Z0-9"), "dob": year("dob"),
        "imei": pseudonym("imei", device_key, "0-9"), "ip": network("ip"),
    }  # fmt: skip
    return ", ".join(f"{changes[name]} AS {name}" if name in changes else name for name in COLUMNS)


def pseudonym(column, key, kept):
    return f"sha256('{key}' || regexp_replace(upper({column}), '[^{kept}]', '', 'g'))"


def year(column):
    return f"CASE WHEN try_cast({column} AS DATE) IS NOT NULL THEN left({column}, 4) END"


def network(column):
    """The first three groups of either kind; right for the sample's addresses, and not for every one of IPv6."""
    return f"""CASE WHEN contains({column}, ':') THEN regexp_extract(lower({column}), '^[^:]*:[^:]*:[^:]*') || '::'
        ELSE regexp_extract({column}, '^\\d+\\.\\d+\\.\\d+\\.') || '0' END"""


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main(sys.argv)
