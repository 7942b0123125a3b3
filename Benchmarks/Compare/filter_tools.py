"""What is compared: the tasks, and for each of them the tools, with their commands and what is unfair about each."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).with_name("Filter")
ROOT = PEERS.resolve().parents[2]
sys.path.append(str(PEERS))
from columns import COLUMNS  # noqa: E402
from rules import pseudonymizers  # noqa: E402

POLICIES = PEERS / "Policies"
SAMPLE_POLICY = ROOT / "Examples/redact/sample/policy.yaml"

# What a tool is given that needs more than some 20 s for a million records.
SLOW = 100_000

# How the output of a tool must agree with that of redact: see filter_checks.py.
BYTES = "bytes"
JSON, JSON_BUT_PSEUDONYMS = "JSON", "JSON, other pseudonyms"
CSV, CSV_BUT_PSEUDONYMS = "CSV", "CSV, other pseudonyms"

# Stand in a command for the files. A tool that does not name them reads and writes the standard ones.
INPUT, OUTPUT = "{input}", "{output}"

TWO_JOBS = "redact, 2 jobs"


@dataclass(frozen=True)
class Tool:
    name: str
    # What `--only` calls it, and where remarks and Python packages are found.
    family: str
    command: list
    agreement: str = BYTES
    # The most records that it is given.
    limit: int | None = None


@dataclass(frozen=True)
class Task:
    name: str
    title: str
    is_table: bool
    redact: list
    peers: list


def all_tasks(redact, python, simdjson, foundation, key):
    """The tasks with every tool, whether it is there or not."""

    def with_python(module, task):
        return [python, PEERS / f"with_{module}.py", task, key]

    def by_path(module, task):
        return [*with_python(module, task), INPUT, OUTPUT]

    def duckdb(task, agreement):
        one, own = [*by_path("duckdb", task), "1"], [*by_path("duckdb", task), "0"]
        return [
            Tool("DuckDB, 1 thread", "duckdb", one, agreement),
            Tool("DuckDB, its own number of threads", "duckdb", own, agreement),
        ]

    def two_jobs(command):
        return Tool(TWO_JOBS, "redact", [*command, "--jobs", "2"])

    # The program in C++ is given its keys, and does not derive them.
    type_keys = [each.type_key.hex() for each in pseudonymizers(key)]
    jq = ["-c", "-f", PEERS / "project.jq"]
    miller = ["mlr", "--ijsonl", "--ojsonl", "put", "-f", PEERS / "project.mlr"]
    miller_table = ["mlr", "--icsv", "--ocsv", "-S", "cut", "-o", "-f", ",".join(COLUMNS)]
    project = [redact, "--policy", POLICIES / "project.yaml"]
    whole = [redact, "--policy", SAMPLE_POLICY, "--key-file", key]
    table_project = [redact, "--policy", POLICIES / "csv-project.yaml", "--format", "csv"]
    table_whole = [redact, "--policy", POLICIES / "csv-whole.yaml", "--format", "csv", "--key-file", key]

    return [
        Task("project", "Records: ten fields, no hash", False, project, [
            Tool("simdjson (C++)", "simdjson", [simdjson, "project"]),
            *duckdb("project", JSON),
            Tool("msgspec", "msgspec", with_python("msgspec", "project")),
            Tool("orjson", "orjson", with_python("orjson", "project")),
            Tool("Polars", "polars", by_path("polars", "project"), JSON),
            Tool("jq", "jq", ["jq", *jq], BYTES, SLOW),
            Tool("gojq", "gojq", ["gojq", *jq], JSON, SLOW),
            Tool("Miller", "miller", miller, JSON, SLOW),
        ]),
        Task("whole", "Records: the sample policy", False, whole, [
            two_jobs(whole),
            Tool("simdjson + libsodium (C++)", "simdjson", [simdjson, "whole", *type_keys]),
            *duckdb("whole", JSON_BUT_PSEUDONYMS),
            Tool("msgspec + hashlib", "msgspec", with_python("msgspec", "whole")),
            Tool("orjson + hashlib", "orjson", with_python("orjson", "whole")),
            Tool("Polars + hashlib", "polars", by_path("polars", "whole"), JSON),
            Tool("Python json + hashlib", "json", with_python("json", "whole"), BYTES, SLOW),
            Tool("Foundation JSONDecoder, JSONEncoder", "foundation", [foundation, key], JSON, SLOW),
            Tool("pandas + hashlib", "pandas", by_path("pandas", "whole"), JSON, SLOW),
            Tool("presidio-structured + hashlib", "presidio", with_python("presidio", "whole"), BYTES, SLOW),
        ]),
        Task("csv-project", "Tables: nine columns, no hash", True, table_project, [
            *duckdb("csv-project", CSV),
            Tool("Polars", "polars", by_path("polars", "csv-project"), CSV),
            Tool("Python csv", "csv", with_python("csv", "csv-project")),
            Tool("pandas", "pandas", by_path("pandas", "csv-project"), CSV),
            Tool("Miller", "miller", miller_table, CSV),
        ]),
        Task("csv-whole", "Tables: nine columns as in the sample policy", True, table_whole, [
            two_jobs(table_whole),
            *duckdb("csv-whole", CSV_BUT_PSEUDONYMS),
            Tool("Polars + hashlib", "polars", by_path("polars", "csv-whole"), CSV),
            Tool("Python csv + hashlib", "csv", with_python("csv", "csv-whole")),
            Tool("pandas + hashlib", "pandas", by_path("pandas", "csv-whole"), CSV),
        ]),
    ]  # fmt: skip


# By family. What is said of names that come twice and of broken input was tried with these programs.
REMARKS = {
    "simdjson": 'unfair to redact. It checks little of what it skips ({"x":nonsense} and [1,,2] pass), keeps the first '
    "of two equal names, loses a record in which a name has an escape without a word, takes the sample's order "
    "of fields for granted, makes no pseudonym of an identifier beyond ASCII, and is code for one policy that "
    "counts nothing.",
    "duckdb": "unfair to redact where there is a hash: it knows no keyed BLAKE2b, and has sha256 of key and identifier "
    "instead, another hash, and 64 characters to write where redact writes 35; it cuts IPv6 addresses as text, which is right for "
    "the sample only. Unfair to DuckDB: text is read once and written, which is not what it is made for.",
    "msgspec": "unfair to redact, as orjson is; types name what is kept, and what they do not name is not decoded.",
    "orjson": "unfair to redact: it keeps the last of two equal names, allows a depth of 1024, and the program handles "
    "only the forms that the sample has and counts nothing. Unfair to Python: an interpreter has to start and "
    "to import.",
    "polars": "unfair to redact: it keeps the first of two equal names, and writes null and empty lists. Unfair to "
    "Polars: identifiers, dates and addresses go through Python functions one by one, and it is made for all "
    "cores.",
    "json": "unfair to redact and to Python, as orjson is.",
    "csv": "unfair to redact: it accepts broken quoting and rows that are too long. Unfair to Python: an interpreter "
    "has to start.",
    "pandas": "unfair to pandas: nested values are Python's dictionaries, for which it has no functions. Unfair to "
    "redact: it accepts broken quoting, writes null and empty lists.",
    "jq": "unfair to jq: an interpreter of a language for queries, which builds each record whole. It keeps the "
    "last of two equal names.",
    "gojq": "as jq; it sorts names, so that contents are compared and not bytes.",
    "miller": "unfair to Miller: it builds each record whole, and its threads' CPU time all counts. Contents are "
    "compared, because it writes JSON with blanks.",
    "foundation": "unfair to redact: types name what is kept, days are not looked up in a calendar, and it keeps the "
    "first of two equal names. Its order of names is its own, so that contents are compared. Pseudonyms are "
    "Proviso's, one by one.",
    "presidio": "unfair to presidio: it is made to find personal data, which is not asked of it here, and its start "
    "weighs much with few records. It drops nothing, so that Python chooses the fields before.",
}  # fmt: skip


# Families that are packages for Python, by what the package is called.
PACKAGES = {
    "orjson": "orjson", "msgspec": "msgspec", "polars": "polars", "duckdb": "duckdb", "pandas": "pandas",
    "presidio": "presidio-structured",
}  # fmt: skip


def missing_reason(tool, packages):
    """Why a tool cannot be run here, or None."""
    if tool.family in PACKAGES:
        package = PACKAGES[tool.family]
        return None if package in packages else f"the Python package {package} is not installed"
    if shutil.which(str(tool.command[0])) is None:
        return f"{Path(tool.command[0]).name} is not installed or built"
    return None


def program(name):
    """Where a program is, or the name itself, which then is not found."""
    return shutil.which(name) or name
