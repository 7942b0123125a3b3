"""Measures pseudonyms of a file of identifiers: `proviso pseudonyms` on one job and on two, and Python with hashlib.

    python3 pseudonyms.py --proviso PROVISO --python PYTHON --identifiers 10000000 --rounds 9 --results FILE

Runs alternate after one that warms up and checks that the linkable pseudonyms of both are identical, and that the
reversible ones turn back to the identifiers. What counts is the CPU time that the kernel charged to each process. A
second table shows deterministic encryption from Python, by AES-SIV and by Tink, where they are installed. Exit codes:
0 done, 1 the outputs differ, 64 usage, 70 a program failed.
"""

import argparse
import filecmp
import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from measure import append_results, machine_name, measure_program, stop, write_key

PEER = Path(__file__).with_name("pseudonyms_hashlib.py")
DETERMINISTIC = Path(__file__).with_name("deterministic.py")
PYTHON, ONE, TWO = "Python, hashlib", "proviso, 1 job", "proviso, 2 jobs"


def main():
    arguments = parse_arguments()
    # In memory where there is room for all that is made.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.statvfs(memory).f_bavail * os.statvfs(memory).f_frsize > 400 * arguments.identifiers
    with tempfile.TemporaryDirectory(prefix="proviso-pseudonyms-", dir=memory if roomy else None) as folder:
        folder = Path(folder)
        tasks = make_tasks(arguments, folder)
        setup = describe_setup(arguments, folder)
        runs = measure_all(tasks, folder, arguments.rounds)
        deterministic = measure_deterministic(arguments)
    if arguments.results:
        append_results(arguments.results, setup, [*runs, *deterministic])
    print_table(setup, runs)
    print_deterministic(deterministic)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure pseudonyms of a file against Python.")
    # sysexits, as all programs of the project.
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    parser.add_argument("--proviso", required=True, type=Path, metavar="PATH", help="the program proviso")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), metavar="PATH", help="for the Python peers")
    parser.add_argument("--identifiers", type=int, default=10_000_000, metavar="N", help="default: ten million")
    parser.add_argument("--rounds", type=int, default=9, metavar="R", help="measured runs of each (default: 9)")
    parser.add_argument("--results", type=Path, metavar="FILE", help="append every run to this file, as JSON lines")
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.identifiers < 1:
        parser.error("--rounds and --identifiers are 1 or more")
    return arguments


def write_identifiers(path, count):
    """Distinct numbers without an order, behind an issuer's letters: 11 to 17 bytes."""
    issuers = ["NL", "DE", "FRX", "ESXY", "ITPQRSTU"]
    with open(path, "w", buffering=1 << 20) as file:
        for index in range(count):
            file.write(f"{issuers[index % 5]}{index * 618_033_989 % 1_000_000_000:09}\n")
    return path


def make_tasks(arguments, folder):
    """What is done: the operation, the tool, its command, what it reads, and where its result goes."""
    key = write_key(folder / "key")
    identifiers = write_identifiers(folder / "identifiers", arguments.identifiers)
    domain = ["--type", "person", "--domain", "fiu.example/case-114", "--epoch", "2026-q4", "--key-file", key]
    reason = ["--because", "a benchmark", "--requested-by", "bench.example"]

    def proviso(command, jobs, *options):
        return [arguments.proviso, "pseudonyms", command, *domain, *options, "--jobs", jobs]

    linkable, reversible, opened = folder / "linkable", folder / "reversible", folder / "opened"
    return [
        ("linkable", PYTHON, [arguments.python, PEER, key], identifiers, folder / "by-python"),
        ("linkable", ONE, proviso("make", 1), identifiers, linkable),
        ("linkable", TWO, proviso("make", 2), identifiers, linkable),
        ("reversible", ONE, proviso("make", 1, "--reversible"), identifiers, reversible),
        ("reversible", TWO, proviso("make", 2, "--reversible"), identifiers, reversible),
        ("turned back", ONE, proviso("reverse", 1, *reason), reversible, opened),
        ("turned back", TWO, proviso("reverse", 2, *reason), reversible, opened),
    ]


def describe_setup(arguments, folder):
    version = subprocess.run([arguments.python, "--version"], capture_output=True, text=True).stdout.strip()
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "python": version,
        "identifiers": arguments.identifiers,
        "input_bytes": (folder / "identifiers").stat().st_size,
        "folder": str(folder.parent),
        "rounds": arguments.rounds,
    }


def measure_all(tasks, folder, rounds):
    runs = []
    for number in range(rounds + 1):
        for operation, tool, command, source, output in tasks:
            # Made anew, and not truncated: the kernel would charge the freeing of the old pages to the new process.
            output.unlink(missing_ok=True)
            run = measure_program(tool, command, source, output)
            if number == 0:
                check(operation, tool, output, folder)
            else:
                runs.append({"kind": "run", "round": number, "operation": operation, **run})
        print(f"round {number} of {rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return runs


def check(operation, tool, output, folder):
    """What the tool has made is what the other one has, or what there was before."""
    expected = {"linkable": folder / "by-python", "turned back": folder / "identifiers"}.get(operation)
    if expected is not None and not filecmp.cmp(expected, output, shallow=False):
        stop(f"{tool}: another output, {operation}, than was expected; nothing was measured that could be compared", 1)


def measure_deterministic(arguments):
    answer = subprocess.run(
        [arguments.python, DETERMINISTIC, str(arguments.rounds * 5 + 1)], stdout=subprocess.PIPE, text=True)
    if answer.returncode != 0:
        stop("the measurement of deterministic encryption failed", 70)
    return [{"kind": "deterministic", **json.loads(line)} for line in answer.stdout.splitlines()]


def print_table(setup, runs):
    count = setup["identifiers"]
    print(
        f"{count:,} identifiers, {setup['input_bytes'] / 1e6:.0f} MB, files in {setup['folder']}; {setup['machine']}, "
        f"{setup['cores']} cores, load {setup['load'][0]}; {setup['python']}; {setup['date'][:10]}. "
        "Outputs are identical.\n")
    print("| Pseudonyms | a second of CPU | CPU median s | CPU, times proviso on 1 job (min–max) | Wall median s | Peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for operation, tool in dict.fromkeys((run["operation"], run["tool"]) for run in runs):
        cpu = values(runs, operation, tool, "cpu_seconds")
        ratios = sorted(own / one for own, one in zip(cpu, values(runs, operation, ONE, "cpu_seconds")))
        wall = statistics.median(values(runs, operation, tool, "wall_seconds"))
        print(
            f"| {operation}, {tool} | {count / statistics.median(cpu):,.0f} | {statistics.median(cpu):.2f} "
            f"| **{statistics.median(ratios):.2f}** ({ratios[0]:.2f}–{ratios[-1]:.2f}) | {wall:.2f} "
            f"| {max(values(runs, operation, tool, 'peak_bytes')) / 1e6:.1f} |")
    print(f"""
Medians of {setup['rounds']} alternating rounds after one warm-up; CPU is user and system time of the whole process, with reading
and writing. The identifiers are `exact`, 11 to 17 bytes. The Python program keeps lines as bytes and does not look
whether they are UTF-8, as proviso does; it has no reversible pseudonyms to compare with.""")


def print_deterministic(runs):
    if not runs:
        print("\nNeither `cryptography` nor `tink` is installed for Python.")
        return
    print("\n| Deterministic encryption of 11 to 17 bytes from Python | encrypt ns (min–max) | decrypt ns (min–max) |")
    print("|---|---:|---:|")
    for run in runs:
        cells = []
        for name in ["encrypt_ns", "decrypt_ns"]:
            own = sorted(run[name])
            cells.append(f"{statistics.median(own):.0f} ({own[0]:.0f}–{own[-1]:.0f})")
        print(f"| {run['tool']} | {cells[0]} | {cells[1]} |")
    print("""
CPU time of one call from bytes to bytes, without text, in a Python loop, whose interpreter is in it: what a caller in
Python pays, and no measure of the ciphers.""")


def values(runs, operation, tool, name):
    return [run[name] for run in runs if (run["operation"], run["tool"]) == (operation, tool)]


if __name__ == "__main__":
    main()
