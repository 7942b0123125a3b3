"""Compares `redact` with the same filter in Python (orjson, hashlib) on the same records, and checks that they agree.

    python3 compare.py --redact REDACT --policy ../../Examples/redact/sample/policy.yaml \\
        --generator SAMPLE-RECORDS --records 1000000 --rounds 7 --results FILE

Runs alternate, A B A B, after one warm-up each, so that a busy minute of the machine meets both. What counts is the
CPU time that the kernel charged to each process, user and system. Prints a Markdown table. Exit codes: 0 done, 1 the
outputs differ, 64 usage, 69 orjson is missing, 70 a program failed.
"""

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

PEER = Path(__file__).with_name("filter_orjson.py")
# How often the memory of a running program is looked at.
SAMPLING_SECONDS = 0.02


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="proviso-compare-") as folder:
        folder = Path(folder)
        key = write_key(folder / "compare.key")
        source = arguments.input or generate(arguments, folder / "records.ndjson")
        tools = {
            "redact": [arguments.redact, "--policy", arguments.policy, "--key-file", key],
            "orjson + hashlib": [arguments.python, PEER, key],
        }
        setup = describe_setup(arguments, source)
        runs, startup = measure_all(tools, source, folder, arguments.rounds)
    if arguments.results:
        append_results(arguments.results, setup, runs)
    print_table(setup, runs)
    print_remarks(startup, arguments.rounds)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compare redact with the same filter in Python.")
    # sysexits, as all programs of the project.
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    parser.add_argument("--redact", required=True, type=Path, metavar="PATH", help="the program redact")
    parser.add_argument("--policy", required=True, type=Path, metavar="PATH", help="the sample policy of redact")
    records = parser.add_mutually_exclusive_group(required=True)
    records.add_argument("--generator", type=Path, metavar="PATH", help="the program sample-records")
    records.add_argument("--input", type=Path, metavar="FILE", help="records made before, instead of --generator")
    parser.add_argument("--records", type=int, default=1_000_000, metavar="N", help="how many (default: a million)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator (default: 1)")
    parser.add_argument("--rounds", type=int, default=7, metavar="R", help="measured runs of each tool (default: 7)")
    parser.add_argument("--results", type=Path, metavar="FILE", help="append every run to this file, as JSON lines")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), metavar="PATH", help="for the Python peer")
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.records < 1 or arguments.seed < 0:
        parser.error("--rounds and --records are 1 or more, --seed is 0 or more")
    for path in [arguments.redact, arguments.policy, arguments.generator, arguments.input]:
        if path is not None and not path.is_file():
            parser.error(f"no such file: {path}")
    return arguments


def write_key(path):
    """A key that everyone knows, so that the output of two machines can be compared too."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
    return path


def generate(arguments, path):
    command = [arguments.generator.resolve(), "--seed", str(arguments.seed), str(arguments.records)]
    with open(path, "wb") as file:
        status = subprocess.run(command, stdout=file).returncode
    if status != 0:
        stop(f"the generator ended with code {status}", 70)
    return path


def describe_setup(arguments, source):
    with open(source, "rb") as file:
        records = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    versions = "import platform, orjson; print(platform.python_version(), orjson.__version__)"
    answer = subprocess.run([arguments.python, "-c", versions], capture_output=True, text=True)
    if answer.returncode != 0:
        stop(f"{arguments.python} has no orjson; {arguments.python} -m pip install orjson", 69)
    python_version, orjson_version = answer.stdout.split()
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "python": python_version,
        "orjson": orjson_version,
        "seed": None if arguments.input else arguments.seed,
        "records": records,
        "input_bytes": source.stat().st_size,
        "policy_sha256": digest(arguments.policy),
    }


def machine_name():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model or 'unknown processor'}, {platform.system()} {platform.machine()}"


def measure_all(tools, source, folder, rounds):
    """Every measured run, in the order in which they were made, and the CPU seconds each tool needs for no input."""
    runs = []
    for number in range(rounds + 1):
        for tool, command in tools.items():
            run = measure(tool, command, source, folder / output_name(tool))
            # The warm-up fills the page cache; it is checked like the others, and not counted.
            if number > 0:
                runs.append({"kind": "run", "round": number, **run})
            print(f"round {number} of {rounds}: {tool} {run['cpu_seconds']:.2f} s", file=sys.stderr)
        check_agreement([folder / output_name(tool) for tool in tools])
    return runs, {tool: startup_seconds(tool, command, folder) for tool, command in tools.items()}


def startup_seconds(tool, command, folder):
    return statistics.median(measure(tool, command, os.devnull, folder / "empty")["cpu_seconds"] for _ in range(5))


def output_name(tool):
    return tool.split()[0] + ".ndjson"


def measure(tool, command, source, output):
    # Made anew, and not truncated: the kernel would charge the freeing of the old pages to the new process.
    output.unlink(missing_ok=True)
    return {**measure_program(tool, command, source, output), "output_sha256": digest(output)}


def measure_program(tool, command, source, output):
    """Runs a program to its end, and says what it took."""
    program = [str(part) for part in command]
    with tempfile.TemporaryFile() as errors:
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, str(source), os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT, 0o600),
            (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
        ]
        begin = time.perf_counter()
        process = os.posix_spawn(str(Path(program[0]).absolute()), program, os.environ, file_actions=actions)
        peak = None
        while True:
            peak = memory_peak(process) or peak
            ended, status, usage = os.wait4(process, os.WNOHANG)
            if ended:
                break
            time.sleep(SAMPLING_SECONDS)
        wall = time.perf_counter() - begin
        if (code := os.waitstatus_to_exitcode(status)) != 0:
            errors.seek(0)
            sentence = errors.read().decode(errors="replace").strip() or "without a message"
            stop(f"{tool} ended with code {code}: {sentence}", 69 if code == 69 else 70)
    return {
        "tool": tool,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "user_seconds": usage.ru_utime,
        "system_seconds": usage.ru_stime,
        "wall_seconds": wall,
        "peak_bytes": peak or maximum_resident_bytes(usage),
        "ru_maxrss_bytes": maximum_resident_bytes(usage),
    }


def memory_peak(process):
    """The largest resident size so far, in bytes, or None where the system does not tell.

    Linux lets a new program inherit the ru_maxrss of the process that started it, so that nothing could be smaller
    than this interpreter; VmHWM begins anew with the program.
    """
    try:
        with open(f"/proc/{process}/status") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:")), None)
    except OSError:
        return None


def maximum_resident_bytes(usage):
    return usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * 1024


def check_agreement(outputs):
    first, second = outputs
    if digest(first) == digest(second):
        return
    with open(first, "rb") as left, open(second, "rb") as right:
        number = 1
        # Line numbers alone: the records may be somebody's.
        while (line := left.readline()) == right.readline() and line:
            number += 1
    stop(f"the outputs differ, first in line {number}; nothing was measured that could be compared", 1)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def append_results(path, setup, runs):
    with open(path, "a") as file:
        for entry in [setup, *runs]:
            file.write(json.dumps(entry) + "\n")


def print_table(setup, runs):
    size = setup["input_bytes"]
    print(f"{setup['records']:,} records, {size / 1e6:.0f} MB; {setup['machine']}, {setup['cores']} cores; ", end="")
    print(f"Python {setup['python']}, orjson {setup['orjson']}; {setup['date'][:10]}. Outputs are identical.\n")
    print("| Tool | MB/s by CPU | CPU median s | min | max | Peak MB | CPU, times that of redact |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    medians = {}
    for tool in dict.fromkeys(run["tool"] for run in runs):
        own = [run for run in runs if run["tool"] == tool]
        seconds = [run["cpu_seconds"] for run in own]
        median = medians[tool] = statistics.median(seconds)
        peak = max(run["peak_bytes"] for run in own) / 1e6
        print(
            f"| {tool} | {size / 1e6 / median:.0f} | {median:.2f} | {min(seconds):.2f} | {max(seconds):.2f} "
            f"| {peak:.1f} | {median / medians['redact']:.2f} |")


def print_remarks(startup, rounds):
    own, peer = (f"{seconds:.3f} s" for seconds in startup.values())
    print(f"""
Medians of {rounds} alternating runs after one warm-up each; MB are 10^6 bytes of input. CPU is user and system time of
the whole process, so start-up counts: {own} of it for redact, {peer} for the Python filter.

Where this comparison is unfair

- To redact: orjson keeps the last of two equal names without a word, allows a depth of 1024, and prints numbers with
  digits of its own; redact refuses the first, stops at 64 and keeps digits as written. The Python filter counts nothing
  for a report, gives a line in an error but no column and no rule, and handles only the forms of dates and identifiers
  that the sample has. Its rules are code for this one policy; redact reads any policy.
- To Python: an interpreter has to start and to import; on small inputs that is most of its time. The filter keeps the
  order of the input's fields, as redact does; one that takes the sample's order for granted is about a tenth faster.
  It has no cache of pseudonyms, which would help where few persons fill many records. PyPy was not tried.
- To both: one policy, one shape of record, files in the page cache. Records that are longer, or mostly disclosed, give
  other ratios. redact runs with its default options.""")


def stop(message, code):
    print(f"{Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
