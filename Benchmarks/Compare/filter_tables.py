"""Prints what was measured: a table for each task, the goals, and what is unfair."""

import statistics
import textwrap

from filter_limits import milliseconds
from filter_tools import REMARKS, TWO_JOBS

# Of redact's CPU time, how much of a peer's it may take: task, tool, at most.
CPU_GOALS = [
    ("project", "simdjson (C++)", 1.0),
    ("whole", "simdjson + libsodium (C++)", 0.70),
    ("whole", "orjson + hashlib", 1 / 8),
    ("whole", "DuckDB, 1 thread", 1 / 5),
    ("whole", "Foundation JSONDecoder, JSONEncoder", 1 / 40),
    ("csv-whole", "Python csv + hashlib", 1 / 12),
    ("csv-whole", "DuckDB, 1 thread", 1 / 4),
]
TWO_JOBS_GOAL = 0.6
MEMORY_GOALS = {1: 16, 2: 32}
FIRST_BYTE_GOAL_MS = 10


def print_tables(setup, tasks, entries):
    print_setup(setup)
    runs = [entry for entry in entries if entry["kind"] == "run"]
    starts = [entry for entry in entries if entry["kind"] == "start"]
    for task in tasks.values():
        print_task(task, *([entry for entry in group if entry["task"] == task.name] for group in (runs, starts)))
    limits = [entry for entry in entries if entry["kind"] in ("memory", "first byte")]
    print_limits(limits)
    print_goals(runs, limits)
    print_unfairness(tasks)


def print_setup(setup):
    versions = ", ".join(f"{name} {version}" for name, version in setup["versions"].items())
    print(
        f"{setup['records']:,} records, {setup['input_bytes'] / 1e6:.0f} MB, files in {setup['folder']}; "
        f"{setup['machine']}, {setup['cores']} cores, load {setup['load'][0]}; {versions}; "
        f"{setup['date'][:10]}.")  # fmt: skip
    for family, reason in setup["left_out"].items():
        print(f"Left out: {family}, because {reason}.")
    print(f"""
Medians of {setup['rounds']} alternating rounds after one in which outputs were compared. MB are 10^6 bytes of input.
CPU is user and system time of the whole process, with all threads and the start, which stands beside it; ratios are
taken within a round, to redact on the same records. Slow tools get fewer of them, so that their start weighs more.
simdjson is the system's package, and what uses it was compiled with -O3 -march=native. Outputs are the same bytes, or
the same content where a tool writes its format in another way.""")


def print_task(task, runs, starts):
    print(f"\n| {task.title} | MB/s by CPU | CPU s | wall s | CPU, times redact's (min–max) "
          "| start s | peak MB | records | the same |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|")
    most = max(run["records"] for run in runs)
    agreements = {tool.name: tool.agreement for tool in task.peers}
    # From the fastest to the slowest, whatever that says of redact.
    shown = {(run["tool"], run["records"]) for run in runs if run["tool"] != "redact" or run["records"] == most}
    for tool, records in sorted(shown, key=lambda place: statistics.median(ratios(runs, place[0], "cpu_seconds"))):
        own = select(runs, tool, records)
        cpu = statistics.median(run["cpu_seconds"] for run in own)
        wall = statistics.median(run["wall_seconds"] for run in own)
        start = statistics.median(run["cpu_seconds"] for run in select(starts, tool, records))
        print(
            f"| {tool} | {own[0]['input_bytes'] / 1e6 / cpu:.0f} | {cpu:.3f} | {wall:.3f} "
            f"| {ratio_cell(ratios(runs, tool, 'cpu_seconds'))} | {start:.3f} "
            f"| {max(run['peak_bytes'] for run in own) / 1e6:.1f} | {records:,} "
            f"| {agreements.get(tool, '')} |")  # fmt: skip


def select(runs, tool, records):
    return [run for run in runs if run["tool"] == tool and run["records"] == records]


def ratios(runs, tool, name):
    """For each round, what the tool took as a ratio to redact on the same records, sorted."""
    own = {(run["records"], run["round"]): run[name] for run in runs if run["tool"] == "redact"}
    return sorted(run[name] / own[run["records"], run["round"]] for run in runs if run["tool"] == tool)


def ratio_cell(sorted_ratios):
    return f"**{statistics.median(sorted_ratios):.2f}** ({sorted_ratios[0]:.2f}–{sorted_ratios[-1]:.2f})"


def print_limits(limits):
    if not limits:
        return
    print("\n| Memory of redact, the sample policy | jobs | peak MB |")
    print("|---|---:|---:|")
    for entry in limits:
        if entry["kind"] == "memory":
            print(
                f"| {entry['input']}, {entry['input_bytes'] / 1e6:,.0f} MB | {entry['jobs']} "
                f"| {entry['peak_bytes'] / 1e6:.1f} |")  # fmt: skip
    print("\n| Start of redact, input given | median ms | min | max | until |")
    print("|---|---:|---:|---:|---|")
    for entry in limits:
        if entry["kind"] == "first byte":
            if (median := milliseconds(entry)) is None:
                print(f"| {entry['given']}, then held open | | | | no byte comes before more input, or its end |")
            else:
                until = "the end" if entry["given"] == "nothing" else "the first byte"
                least, most = (1000 * limit(entry["seconds"]) for limit in (min, max))
                print(f"| {entry['given']} | {median:.1f} | {least:.1f} | {most:.1f} | {until} |")


def print_goals(runs, limits):
    print("\n| Goal of redact | limit | measured | met |")
    print("|---|---:|---:|---|")
    for name, limit, measured in goals(runs, limits):
        print(f"| {name} | {limit:.3g} | {measured:.3g} | {'yes' if measured <= limit else '**no**'} |")


def goals(runs, limits):
    """What was to be reached, as far as it was measured: name, limit, measured."""
    for task, tool, limit in CPU_GOALS:
        if found := ratios([run for run in runs if run["task"] == task], tool, "cpu_seconds"):
            # Those are of the peer to redact, and this is of redact to the peer.
            yield f"{task}: CPU, times that of {tool}", limit, statistics.median(1 / ratio for ratio in found)
    for task in ["whole", "csv-whole"]:
        if found := ratios([run for run in runs if run["task"] == task], TWO_JOBS, "wall_seconds"):
            yield f"{task}: wall time of two jobs, times that of one", TWO_JOBS_GOAL, statistics.median(found)
    for jobs, limit in MEMORY_GOALS.items():
        if peaks := [entry["peak_bytes"] for entry in limits if entry.get("jobs") == jobs]:
            yield f"memory with {'one job' if jobs == 1 else 'two jobs'}, MB", limit, max(peaks) / 1e6
    for entry in limits:
        if entry["kind"] == "first byte" and (median := milliseconds(entry)) is not None:
            until = "end without input" if entry["given"] == "nothing" else f"first byte of {entry['given']}"
            yield f"start to {until}, ms", FIRST_BYTE_GOAL_MS, median


def print_unfairness(tasks):
    print("""
Where this comparison is unfair

- To redact: it checks every byte, also of what it drops, refuses names that come twice and depths beyond 64, keeps
  digits as written, reads any policy, and counts for a report; the peers are code or queries for these policies.
- To all: one shape of record, four policies, files in memory. Records that are longer, or mostly disclosed, give other
  ratios. A cache of pseudonyms, which none has, would help where few persons fill many records. PyPy was not tried.
  Peak memory counts a file's pages where a tool maps them. Who wrote the peers knows redact better than each of them.""")
    names = {}
    for task in tasks.values():
        for tool in task.peers:
            names.setdefault(tool.family, []).append(tool.name)
    for family, remark in REMARKS.items():
        if family in names:
            text = f"- {' · '.join(dict.fromkeys(names[family]))}: {remark}"
            print(textwrap.fill(text, 118, subsequent_indent="  ", break_on_hyphens=False))
