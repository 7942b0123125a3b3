"""Measures a retention engine over SQLite, and the bare DELETEs of Python's sqlite3 on a copy of the same database.

    python3 retention.py --retention RETENTION --items 1000000 --rounds 3 --disk FOLDER --results FILE

Each task is a process of its own, and says what it took apart from the opening of its database. Tasks alternate, once with the files in
memory, if there is room, and once on a disk, where each transaction waits for it. Prints a Markdown table. Exit codes: 0 done, 64 usage, 70 a
program failed.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from measure import append_results, machine_name, measure_program, roomy_folder, stop

BARE, SWEEP, LEDGER, KEYS = "bare", "sweep", "sweep-ledger", "sweep-keys"
NAMES = {
    "fill": "import, with a row of the application each, 1,000 a transaction",
    "idle": "a sweep that finds nothing, 20 rules",
    "explain": "explain one item",
    "adopt": "a new schedule for all items",
    BARE: "bare DELETE, Python's sqlite3",
    SWEEP: "sweep, with changes and certificates",
    LEDGER: "sweep into a ledger, the items' rows deleted",
    KEYS: "sweep, with a key destroyed for each subject",
}


def main():
    arguments = parse_arguments()
    runs = []
    setup = describe_setup(arguments)
    for place, parent in places(arguments):
        with tempfile.TemporaryDirectory(prefix="proviso-retention-", dir=parent) as folder:
            for number in range(1, arguments.rounds + 1):
                for run in measure_round(arguments, Path(folder)):
                    runs.append({"kind": "run", "round": number, "place": place, **run})
                print(f"{place}, round {number} of {arguments.rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    if arguments.results:
        append_results(arguments.results, setup, runs)
    print_table(setup, runs)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure a retention engine against bare DELETEs.")
    # sysexits, as all programs of the project.
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    parser.add_argument("--retention", required=True, type=Path, metavar="PATH", help="the program retention")
    parser.add_argument("--items", type=int, default=1_000_000, metavar="N", help="how many (default: 1000000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="R", help="measured runs of each (default: 3)")
    parser.add_argument("--disk", type=Path, metavar="FOLDER", help="a folder on a disk; left out without")
    parser.add_argument("--results", type=Path, metavar="FILE", help="append every run to this file, as JSON lines")
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.items < 1000:
        parser.error("--rounds is 1 or more, and --items 1,000 or more")
    return arguments


def places(arguments):
    # A database and two copies, with their logs.
    if memory := roomy_folder(arguments.items * 5000 >> 20):
        yield "memory", memory
    if arguments.disk:
        yield "disk", arguments.disk


def describe_setup(arguments):
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "items": arguments.items,
        "rounds": arguments.rounds,
    }


def measure_round(arguments, folder):
    for file in folder.iterdir():
        file.unlink()
    full, keys, copy = folder / "full.sqlite", folder / "keys.sqlite", folder / "copy.sqlite"
    yield run(arguments, "fill", full, [str(arguments.items)])
    for task in ["idle", "explain", "adopt"]:
        yield run(arguments, task, take(full, copy))
    yield {"tool": BARE, **measure(BARE, [sys.executable, Path(__file__).parent / "retention_bare.py", take(full, copy)], folder)}
    yield run(arguments, SWEEP, take(full, copy))
    yield run(arguments, LEDGER, take(full, copy))
    run(arguments, "add-keys", take(full, keys))
    yield {**run(arguments, SWEEP, take(keys, copy)), "tool": KEYS}


def take(source, copy):
    """A copy of a database that nobody uses, on the disk before anything is measured."""
    for suffix in ["", "-wal", "-shm"]:
        Path(f"{copy}{suffix}").unlink(missing_ok=True)
    shutil.copyfile(source, copy)
    os.sync()
    return copy


def run(arguments, task, database, more=()):
    return measure(task, [arguments.retention, task, database, *more], database.parent)


def measure(tool, command, folder):
    output = folder / "answer"
    whole = measure_program(tool, command, Path(os.devnull), output)
    answer = json.loads(output.read_text())
    output.unlink()
    return {"tool": tool, **answer, "peak_bytes": whole["peak_bytes"]}


def print_table(setup, runs):
    print(
        f"{setup['items']:,} items of {setup['items'] // 4:,} subjects in 20 classes; {setup['machine']}, {setup['cores']} cores, "
        f"load {setup['load'][0]}; {setup['date'][:10]}.\n")
    print("| | files in | µs each | wall s | CPU s | wall, times bare (min–max) | CPU, times bare (min–max) | peak MB |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for place in dict.fromkeys(run["place"] for run in runs):
        for tool, name in NAMES.items():
            mine = [run for run in runs if run["place"] == place and run["tool"] == tool]
            bare = [run for run in runs if run["place"] == place and run["tool"] == BARE]
            wall, cpu = (statistics.median(run[key] for run in mine) for key in ["wall_seconds", "cpu_seconds"])
            each = statistics.median(run["wall_seconds"] / run["count"] for run in mine) * 1e6
            compared = tool in (SWEEP, LEDGER, KEYS)
            ratios = [times_bare(mine, bare, key) if compared else "" for key in ["wall_seconds", "cpu_seconds"]]
            print(
                f"| {name} | {place} | {each:,.1f} | {wall:.3g} | {cpu:.3g} | {ratios[0]} | {ratios[1]} "
                f"| {max(run['peak_bytes'] for run in mine) / 1e6:.1f} |")
    rounds = "One round" if setup["rounds"] == 1 else f"Medians of {setup['rounds']} rounds"
    print(f"""
{rounds}. The bare DELETEs delete the same rows of the same tables in the same order, in transactions as large, as durably and
overwriting what they delete; they look for no hold, record nothing and certify nothing. A sweep does all of that; one item in a hundred is on hold.""")


def times_bare(mine, bare, key):
    # For each item, because those on hold stay.
    ratios = [(one[key] / one["count"]) / (other[key] / other["count"]) for one, other in zip(mine, bare)]
    return f"**{statistics.median(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f})"


main()
