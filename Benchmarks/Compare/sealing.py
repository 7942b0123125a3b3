"""Measures sealing and opening: Proviso on one thread and on two, a C loop of the same calls of libsodium, and age.

    python3 sealing.py --sealing SEALING --loop SEALING-LOOP --mebibytes 1024 --rounds 9 --results FILE

Runs alternate after one that warms up and checks that Proviso and age open what the other sealed. Each program reads a
file and writes to /dev/null, where nothing is measured but the work itself, and into a new file. What counts is the CPU
time that the kernel charged to each process, user and system, as a ratio to the C loop in the same round. Prints a
Markdown table. Exit codes: 0 done, 1 something did not open to what was sealed, 64 usage, 70 a program failed.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from measure import append_results, digest, machine_name, measure_program, roomy_folder, stop

LOOP, ONE, TWO, AGE = "C loop", "Proviso, 1 thread", "Proviso, 2 threads", "age"


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="proviso-sealing-", dir=roomy_folder(8 * arguments.mebibytes)) as folder:
        folder = Path(folder)
        content = write_content(folder / "content", arguments.mebibytes)
        tasks = make_tasks(arguments, folder, content)
        setup = describe_setup(arguments, folder)
        runs = measure_all(tasks, folder, digest(content), arguments.rounds)
    if arguments.results:
        append_results(arguments.results, setup, runs)
    print_table(setup, runs)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure sealing and opening against C and age.")
    # sysexits, as all programs of the project.
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    parser.add_argument("--sealing", required=True, type=Path, metavar="PATH", help="the program sealing")
    parser.add_argument("--loop", required=True, type=Path, metavar="PATH", help="the program sealing-loop")
    parser.add_argument("--age", default=shutil.which("age"), type=Path, metavar="PATH", help="left out if missing")
    parser.add_argument("--mebibytes", type=int, default=1024, metavar="N", help="of content (default: 1024)")
    parser.add_argument("--rounds", type=int, default=9, metavar="R", help="measured runs of each (default: 9)")
    parser.add_argument("--results", type=Path, metavar="FILE", help="append every run to this file, as JSON lines")
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.mebibytes < 1:
        parser.error("--rounds and --mebibytes are 1 or more")
    return arguments


def write_content(path, mebibytes):
    with open(path, "wb") as file:
        for _ in range(mebibytes):
            file.write(os.urandom(1 << 20))
    return path


def make_tasks(arguments, folder, content):
    """What is done: the operation, the tool, its command, what it reads, and where its result is kept, if it is."""
    identity = folder / "identity"
    answer = subprocess.run([arguments.sealing, "identity", identity], capture_output=True, text=True)
    if answer.returncode != 0:
        stop("sealing made no identity", 70)
    recipient = answer.stdout.strip()
    by_loop, by_proviso, by_age = folder / "by-loop", folder / "by-proviso", folder / "by-age"
    has_age = arguments.age is not None and arguments.age.is_file()
    tasks = [
        ("seal", LOOP, [arguments.loop, "seal"], content, by_loop),
        ("seal", ONE, [arguments.sealing, "seal", recipient, "1"], content, by_proviso),
        ("seal", TWO, [arguments.sealing, "seal", recipient, "2"], content, by_proviso),
        ("seal", AGE, [arguments.age, "-r", recipient], content, by_age),
        ("open", LOOP, [arguments.loop, "open"], by_loop, None),
        ("open", ONE, [arguments.sealing, "open", identity, "1"], by_age if has_age else by_proviso, None),
        ("open", TWO, [arguments.sealing, "open", identity, "2"], by_age if has_age else by_proviso, None),
        ("open", AGE, [arguments.age, "-d", "-i", identity], by_proviso, None),
    ]
    return [task for task in tasks if has_age or task[1] != AGE]


def describe_setup(arguments, folder):
    version = "none"
    if arguments.age is not None and arguments.age.is_file():
        version = subprocess.run([arguments.age, "--version"], capture_output=True, text=True).stdout.strip()
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "age": version,
        "mebibytes": arguments.mebibytes,
        "folder": str(folder.parent),
        "rounds": arguments.rounds,
    }


def measure_all(tasks, folder, expected, rounds):
    for operation, tool, command, source, kept in tasks:
        output = kept or folder / "opened"
        output.unlink(missing_ok=True)
        measure_program(tool, command, source, output)
        if operation == "open" and digest(output) != expected:
            stop(f"{tool} opened something else than was sealed", 1)
    runs = []
    for number in range(1, rounds + 1):
        for sink in [Path(os.devnull), folder / "output"]:
            for operation, tool, command, source, _ in tasks:
                run = measure_program(tool, command, source, sink)
                if sink != Path(os.devnull):
                    sink.unlink()
                kind = "null" if sink == Path(os.devnull) else "file"
                runs.append({"kind": "run", "round": number, "operation": operation, "sink": kind, **run})
        print(f"round {number} of {rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return runs


def print_table(setup, runs):
    load = setup["load"][0]
    print(
        f"{setup['mebibytes']:,} MiB of random bytes, files in {setup['folder']}; {setup['machine']}, "
        f"{setup['cores']} cores, load {load}; age {setup['age']}; {setup['date'][:10]}.\n")
    print("| | MB/s by CPU | CPU median s | CPU, times C (min–max) | into a file | Wall median s | Peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for operation, tool in dict.fromkeys((run["operation"], run["tool"]) for run in runs):
        seconds = statistics.median(values(runs, operation, tool, "null", "cpu_seconds"))
        wall = statistics.median(values(runs, operation, tool, "null", "wall_seconds"))
        peak = max(peak for sink in ["null", "file"] for peak in values(runs, operation, tool, sink, "peak_bytes"))
        print(
            f"| {operation}, {tool} | {setup['mebibytes'] * 1.048576 / seconds:.0f} | {seconds:.3f} "
            f"| {ratios(runs, operation, tool, 'null')} | {ratios(runs, operation, tool, 'file')} "
            f"| {wall:.2f} | {peak / 1e6:.1f} |")
    print(f"""
Medians of {setup['rounds']} alternating rounds after one warm-up; MB are 10^6 bytes of content, and ratios are taken
within a round. CPU is user and system time of the whole process, into /dev/null but for the one column. Wall time on
two threads is {wall_of_two(runs, 'seal')} of that on one to seal, and {wall_of_two(runs, 'open')} to open; other work
on the machine spoils it. The C loop seals the same chunks with libsodium, from one buffer of four chunks into another;
it has no header, wipes nothing and takes its key as given. age is a Go program whose ChaCha20-Poly1305 is assembly for
AVX2, with the runtime's threads beside it.""")


def wall_of_two(runs, operation):
    ratios = [two / one for two, one in pairs(runs, operation, TWO, ONE, "wall_seconds")]
    return f"{statistics.median(ratios):.2f}"


def values(runs, operation, tool, sink, name):
    return [run[name] for run in runs if (run["operation"], run["tool"], run["sink"]) == (operation, tool, sink)]


def pairs(runs, operation, tool, peer, name, sink="null"):
    return zip(values(runs, operation, tool, sink, name), values(runs, operation, peer, sink, name))


def ratios(runs, operation, tool, sink):
    own = sorted(one / other for one, other in pairs(runs, operation, tool, LOOP, "cpu_seconds", sink))
    return f"**{statistics.median(own):.3f}** ({own[0]:.3f}–{own[-1]:.3f})"


if __name__ == "__main__":
    main()
