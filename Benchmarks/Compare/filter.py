"""Compares `redact` with other tools for the same task on the same records, and checks that they agree.

    python3 filter.py --records 1000000 --rounds 5 --results FOLDER [--only NAME...]

In every round each tool has its turn, after one that warms up and compares the outputs, so that a busy minute of the
machine meets all of them. What counts is the CPU time that the kernel charged to each process, user and system, as a
ratio to redact on the same input in the same round. Every run is kept in FOLDER/filter.jsonl; tables in Markdown are
printed. What is not installed is left out. Exit codes: 0 done, 1 an output is not what redact's is, 64 usage, 70 a
program failed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from filter_checks import disagreement
from filter_input import beginning, flatten, generate
from filter_limits import measure_first_byte, measure_memory
from filter_tables import print_tables
from filter_tools import BYTES, INPUT, OUTPUT, PACKAGES, ROOT, SAMPLE_POLICY, Tool, all_tasks, missing_reason, program
from measure import append_results, digest, machine_name, measure_program, roomy_folder, stop, write_key

PROGRAMS = ROOT / "Examples/.build/release"
# From so many records on, a run is long enough for figures that are published, and gets what takes minutes too.
FULL = 1_000_000
STREAM_BYTES = 5_000_000_000


def main():
    arguments = parse_arguments()
    # For records and table, their beginnings, and two outputs at a time.
    roomy = roomy_folder(2 + arguments.records // 300)
    with tempfile.TemporaryDirectory(prefix="proviso-filter-", dir=roomy) as folder:
        folder = Path(folder)
        key = write_key(folder / "compare.key")
        versions = find_versions(arguments)
        tasks, left_out = choose_tasks(arguments, key, versions)
        records = generate(arguments.generator, arguments.seed, arguments.records, folder / "records.ndjson")
        groups = make_groups(tasks, arguments.records, records, folder)
        setup = describe_setup(arguments, versions, left_out, records)
        entries = measure_rounds(groups, folder, arguments.rounds)
        entries += measure_starts(groups, folder)
        if not arguments.only or "redact" in arguments.only:
            stream = STREAM_BYTES if arguments.records >= FULL else None
            filter_command = tasks["whole"].redact
            entries += measure_memory(filter_command, records, arguments.generator, stream, folder)
            entries += measure_first_byte(filter_command, records)
    if arguments.results:
        arguments.results.mkdir(parents=True, exist_ok=True)
        append_results(arguments.results / "filter.jsonl", setup, entries)
    print_tables(setup, tasks, entries)


# MARK: What is measured


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compare redact with other tools.")
    # sysexits, as all programs of the project.
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    for name, path, text in [
        ("redact", PROGRAMS / "redact", "the program redact"),
        ("generator", PROGRAMS / "sample-records", "the program sample-records"),
        ("python", sys.executable, "for the peers in Python"),
        ("simdjson", ROOT / "Benchmarks/.build/with-simdjson", "the peer in C++, left out if missing"),
        ("foundation", ROOT / "Benchmarks/.build/release/with-foundation", "the peer in Swift, left out if missing"),
    ]:
        parser.add_argument(f"--{name}", type=Path, default=path, metavar="PATH", help=text)
    parser.add_argument("--records", type=int, default=FULL, metavar="N", help="how many (default: a million)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator (default: 1)")
    parser.add_argument("--rounds", type=int, default=5, metavar="R", help="measured runs of each tool (default: 5)")
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="append every run to filter.jsonl there")
    names = "families of tools: redact (two jobs, memory, first byte), simdjson, orjson, csv and so on"
    parser.add_argument("--only", nargs="+", metavar="NAME", help=names)
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.records < 1 or arguments.seed < 0:
        parser.error("--rounds and --records are 1 or more, --seed is 0 or more")
    for path in [arguments.redact, arguments.generator, arguments.python]:
        if not path.is_file():
            parser.error(f"no such file: {path}")
    return arguments


def choose_tasks(arguments, key, versions):
    """The tasks by name, with the tools that are here, and a line about each that is not."""
    tasks = all_tasks(
        arguments.redact, arguments.python, arguments.simdjson, arguments.foundation, key)
    if arguments.only:
        known = {tool.family for task in tasks for tool in task.peers}
        if unknown := set(arguments.only) - known:
            stop(f"--only knows no {', '.join(sorted(unknown))}; it knows {', '.join(sorted(known))}", 64)
    left_out = {}
    for task in tasks:
        wanted = [tool for tool in task.peers if not arguments.only or tool.family in arguments.only]
        reasons = [missing_reason(tool, versions) for tool in wanted]
        task.peers[:] = [tool for tool, reason in zip(wanted, reasons) if reason is None]
        left_out |= {tool.family: reason for tool, reason in zip(wanted, reasons) if reason is not None}
    for family, reason in left_out.items():
        print(f"{family} is left out: {reason}.", file=sys.stderr)
    return {task.name: task for task in tasks}, left_out


def find_versions(arguments):
    """The versions of what is here, by name."""
    script = (
        "import importlib.metadata, json, platform, sys\n"
        "found = {'Python': platform.python_version()}\n"
        "for name in sys.argv[1:]:\n"
        "    try: found[name] = importlib.metadata.version(name)\n"
        "    except importlib.metadata.PackageNotFoundError: pass\n"
        "print(json.dumps(found))")  # fmt: skip
    versions = json.loads(output_of([arguments.python, "-c", script, *PACKAGES.values()]))
    for name, command in {
        "Swift": ["swift", "--version"],
        "libsodium": ["pkg-config", "--modversion", "libsodium"],
        "simdjson": ["pkg-config", "--modversion", "simdjson"],
        "jq": ["jq", "--version"],
        "gojq": ["gojq", "--version"],
        "Miller": ["mlr", "--version"],
    }.items():
        if program(command[0]) != command[0] and (text := output_of(command, may_fail=True)):
            # The first word with a digit: 6.3.1 of `Swift version 6.3.1 (...)`, 1.6 of `jq-1.6`.
            word = next((word for word in text.split() if any(letter.isdigit() for letter in word)), text)
            versions[name] = word.removeprefix(f"{name}-")
    return versions


def output_of(command, may_fail=False):
    answer = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if answer.returncode != 0 and not may_fail:
        stop(f"{Path(command[0]).name} ended with code {answer.returncode}: {answer.stderr.strip()}", 70)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def make_groups(tasks, records, source, folder):
    """Tools that get the same input: each group has a run of redact of its own to be compared with."""
    sources = {}

    def input_of(is_table, count):
        if (is_table, count) not in sources:
            if is_table:
                made = flatten(input_of(False, count), folder / f"{count}.csv")
            else:
                made = source if count == records else beginning(source, count, folder / f"{count}.ndjson")
            sources[is_table, count] = made
        return sources[is_table, count]

    groups = []
    for task in tasks.values():
        counts = {min(tool.limit or records, records): [] for tool in [Tool("", "", []), *task.peers]}
        for tool in task.peers:
            counts[min(tool.limit or records, records)].append(tool)
        for count, tools in counts.items():
            path = input_of(task.is_table, count)
            size = {"task": task.name, "records": count, "input_bytes": path.stat().st_size}
            # redact is a tool like the others, and the first.
            own = Tool("redact", "redact", task.redact)
            groups.append((size, path, input_of(task.is_table, min(count, 1)), [own, *tools]))
    return groups


def describe_setup(arguments, versions, left_out, records):
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "versions": versions,
        "left_out": left_out,
        "seed": arguments.seed,
        "records": arguments.records,
        "rounds": arguments.rounds,
        "input_bytes": records.stat().st_size,
        "folder": str(records.parent.parent),
        "policy_sha256": digest(SAMPLE_POLICY),
    }


# MARK: Measuring


def measure_rounds(groups, folder, rounds):
    entries, digests = [], {}
    for number in range(rounds + 1):
        for size, source, _, tools in groups:
            # Back and forth, so that no tool always follows the same other one.
            for tool in tools if number % 2 == 0 else reversed(tools):
                output = folder / ("redact" if tool.name == "redact" else "peer")
                run = measure(tool, source, output)
                run["output_sha256"] = digest(output)
                place = (size["task"], size["records"], tool.name)
                if number > 0:
                    entries.append({"kind": "run", "round": number, **size, **run})
                # The warm-up fills the page cache, and outputs are compared in it.
                elif tool.name != "redact":
                    check(tool, size, folder / "redact", output)
                # Foundation's order of names is another one in each run.
                if tool.agreement == BYTES and digests.setdefault(place, run["output_sha256"]) != run["output_sha256"]:
                    stop(f"{size['task']}, {tool.name}: another output than in the round before", 1)
                print(
                    f"round {number} of {rounds}: {size['task']}, {size['records']} records, {tool.name} "
                    f"{run['cpu_seconds']:.2f} s", file=sys.stderr)  # fmt: skip
    return entries


def measure_starts(groups, folder):
    """What each tool needs for one record: little but the start of the program."""
    entries = []
    for size, _, one_record, tools in groups:
        for tool in tools:
            for number in range(1, 4):
                run = measure(tool, one_record, folder / "peer")
                entries.append({"kind": "start", "round": number, **size, **run})
    return entries


def measure(tool, source, output):
    # Made anew, and not truncated: the kernel would charge the freeing of the old pages to the new process.
    output.unlink(missing_ok=True)
    command = [{INPUT: source, OUTPUT: output}.get(part, part) for part in tool.command]
    command[0] = program(str(command[0]))
    # What a tool that writes its own file says on standard output is nothing, or a mistake.
    names_output = OUTPUT in tool.command
    return measure_program(tool.name, command, source, Path(os.devnull) if names_output else output)


def check(tool, size, expected, output):
    if found := disagreement(tool.agreement, expected, output):
        stop(f"{size['task']}, {tool.name}: {found} is not what redact has; nothing was measured to be compared", 1)


if __name__ == "__main__":
    main()
