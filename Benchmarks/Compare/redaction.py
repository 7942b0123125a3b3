"""Compares what redacting free text takes: redact, Presidio's recognizers of patterns, scrubadub's detectors.

    python3 redaction.py [--megabytes 64] [--rounds 5] [--redact PATH [ARGUMENT...]] [--output FILE]

The text is mixed: prose in several languages and logs, with personal data here and there, made with a seed. In every
round each tool has its turn, back and forth, after one that warms up. What counts is the CPU time that the kernel
charged to each process. Those in Python are slow and get the beginning of the text, and redact gets the same
beginning once more, for a ratio on the same bytes in the same round; the time in which a program starts, with one
line, stands beside it. What is not here is left out. Every run is appended to --output as a line of JSON; a table in
Markdown is printed. Exit codes: 0 done, 64 usage, 70 a program failed.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import redaction_tools
from measure import append_results, digest, machine_name, measure_program, roomy_folder, stop

ROOT = Path(__file__).resolve().parents[2]
REDACT = ROOT / "Examples/.build/release/redact"
POLICY = Path(__file__).with_name("Redaction") / "policy.yaml"
PEER = Path(__file__).with_name("Redaction") / "with_tool.py"
# What a tool in Python is given, in bytes.
SLICES = {"presidio": 300_000, "scrubadub": 1_000_000}


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="proviso-text-", dir=roomy_folder(3 * arguments.megabytes)) as folder:
        folder = Path(folder)
        whole = write_text(folder / "whole.txt", arguments.megabytes * 1_000_000, arguments.seed)
        line = beginning(whole, 1, folder / "line.txt")
        tools, left_out = find_tools(arguments, whole, folder)
        if not tools:
            stop("no tool is here", 64)
        setup = describe_setup(arguments, whole, left_out)
        entries = measure_rounds(tools, arguments.rounds, folder)
        entries += measure_starts(tools, line, folder)
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        append_results(arguments.output, setup, entries)
    print_table(setup, entries)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compare the redaction of text.")
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    parser.add_argument("--megabytes", type=int, default=64, metavar="N", help="of text, 10^6 bytes (default: 64)")
    parser.add_argument("--rounds", type=int, default=5, metavar="R", help="measured runs of each tool (default: 5)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the text (default: 1)")
    command = "the program redact, and what it is given; it reads and writes the standard files"
    parser.add_argument(
        "--redact", nargs="+", default=[str(REDACT), "--policy", str(POLICY), "--format", "text"], metavar=("PATH", "ARGUMENT"), help=command)
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="for the peers")
    parser.add_argument("--output", type=Path, metavar="FILE", help="append every run there")
    # What redact is given begins with dashes too.
    known, more = parser.parse_known_args()
    known.redact += more
    if known.megabytes < 1 or known.rounds < 1 or known.seed < 0:
        parser.error("--megabytes and --rounds are 1 or more, --seed is 0 or more")
    return known


def find_tools(arguments, whole, folder):
    """Name, command and input of each tool that is here, and why others are not."""
    tools, left_out = [], {}
    has_redact = Path(arguments.redact[0]).is_file() and redacts_text(arguments.redact)
    if has_redact:
        tools.append(("redact", arguments.redact, whole))
    else:
        left_out["redact"] = "it is not built, or knows no text"
    for name, size in SLICES.items():
        if not redaction_tools.is_installed(name):
            left_out[name] = "its package is not installed"
            continue
        part = folder / f"{name}.txt"
        part.write_bytes(whole.read_bytes()[:size].rpartition(b"\n")[0] + b"\n")
        tools.append((name, [arguments.python, PEER, name], part))
        if has_redact:
            tools.append((f"redact, as much as {name}", arguments.redact, part))
    for name, reason in left_out.items():
        print(f"{name} is left out: {reason}.", file=sys.stderr)
    return tools, left_out


def redacts_text(command):
    """Whether it redacts a line; an older one refuses the format."""
    answer = subprocess.run(command, input=b"Hello\n", capture_output=True)
    return answer.returncode == 0 and answer.stdout.strip() == b"Hello"


def describe_setup(arguments, whole, left_out):
    versions = {"python": sys.version.split()[0]}
    for tool in SLICES:
        if tool not in left_out:
            versions |= redaction_tools.versions(tool)
    return {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "versions": versions,
        "left_out": left_out,
        "seed": arguments.seed,
        "rounds": arguments.rounds,
        "input_bytes": whole.stat().st_size,
        "input_sha256": digest(whole),
    }


# MARK: The text


def write_text(path, size, seed):
    """Paragraphs and lines of logs, about half of the bytes each; in each of twenty lines something personal."""
    r = random.Random(seed)
    written = 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            lines = [prose(r) for _ in range(6)] if r.random() < 0.35 else [log(r) for _ in range(12)]
            text = "\n".join(lines) + "\n"
            written += len(text.encode())
            file.write(text)
    return path


PROSE = [
    "The committee met again in the small room, and nobody could say why the roof had not been repaired before winter.",
    "She told the officer that two voices and a dog were to be heard, and that the light in the stairwell was out.",
    "Der Zug hatte wieder Verspätung, also haben wir am Bahnhof noch Kaffee getrunken und über den Umzug gesprochen.",
    "Nach Angaben der Nachbarin war die Tür nicht verschlossen; Spuren eines Einbruchs fanden sich jedoch nicht.",
    "La patiente a bien dormi, ne se plaint de rien et souhaite rentrer chez elle avant la fin de la semaine.",
    "El juez pidió a las partes que fueran breves, porque la sala se necesitaba a las doce para otro asunto.",
    "Il comitato vuole riparare il tetto prima dell'inverno, ma le offerte dei tre artigiani sono molto diverse.",
    "De commissie wil het dak voor de winter laten herstellen, maar de offertes lopen nogal uiteen dit jaar.",
    "Сусідка чула два голоси й собаку, а потім хтось швидко спустився сходами й вийшов у двір.",
    "Komisja chce naprawić dach przed zimą, lecz oferty trzech wykonawców bardzo się od siebie różnią.",
    "قالت الجارة إنها سمعت صوتين وكلبا ثم نزل أحدهم على الدرج بسرعة وخرج إلى الساحة.",
    "Chapter {n2} gives {n3} examples in section {n2}.{n1}; version {n1}.{n2}.{n1} of the form came "
    "into use in {n2} offices.",
]
PERSONAL = [
    "Please write to {name}{n2}@example.org or call +44 20 7946 0{n3}.",
    "Die Erstattung geht auf DE89 3704 0044 0532 0130 00, Rückfragen an {name}@example.com.",
    "Carte 4111 1111 1111 1111, né le 0{n1}/1{n0}/19{n2}, dossier {n4}.",
    "Codice fiscale RSSMRA85T10A562S, telefono +39 06 698 {n3}{n2}.",
    "The login came from 203.0.113.{n2}, see https://example.org/users/{n4}.",
]
LOGS = [
    '203.0.113.{n2} - - [{n2}/Nov/2026:{n2}:{n2}:{n2} +0000] "GET /static/{word}/{n4}.js?v={n3} HTTP/1.1" 200 {n4} "-" '
    '"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"',
    "2026-11-{n2}T{n2}:{n2}:{n2}.{n3}Z INFO  [worker-{n1}] {word}.service: job {hex16} done in {n3} ms, "
    "queue={n2} retries={n1}",
    '{{"ts":{n4}{n4}{n2},"level":"debug","msg":"cache miss for {word}/{word}",'
    '"key":"{hex16}{hex16}","size":{n4},"hit":false}}',
    "Nov {n2} {n2}:{n2}:{n2} host{n2} kernel: [{n4}.{n3}{n3}] {word}0: link up, {n4} Mbps, full duplex, lpa 0x{n4}",
    "{n4}{n3} WARN com.example.{word}.{word}Service - order {n4}{n4} has {n1} items, total {n2}.{n2} EUR, shop {n3}",
    "   at com.example.{word}.{word}.{word}({word}.java:{n3})",
]
PERSONAL_LOGS = [
    "2026-11-{n2}T{n2}:{n2}:{n2}Z INFO auth: login of {name}{n2}@example.net from 2001:db8::{n4} ok, session {hex16}",
    'POST /api/{word} 302 "https://shop.example.com/{word}?mail={name}@example.org" 198.51.100.{n2} {n3}',
]
WORDS = "alder brook cedar dune ember fjord glade heath islet juniper kelp lark moss nettle otter pine quill".split()


def prose(r):
    return " ".join(filled(r, r.choice(PERSONAL if r.random() < 0.05 else PROSE)) for _ in range(r.randrange(2, 5)))


def log(r):
    return filled(r, r.choice(PERSONAL_LOGS if r.random() < 0.05 else LOGS))


def filled(r, template):
    values = {f"n{count}": Digits(r, count) for count in (1, 2, 3, 4)}
    words = {"word": r.choice(WORDS), "name": r.choice(WORDS)}
    return template.format(n0=r.randrange(3), hex16=f"{r.getrandbits(64):016x}", **words, **values)


class Digits:
    """Another number wherever it stands."""

    def __init__(self, r, count):
        self.r, self.count = r, count

    def __format__(self, _):
        least = 10 ** (self.count - 1)
        return str(self.r.randrange(least, min(10 * least, 29) if self.count == 2 else 10 * least))


def beginning(source, lines, path):
    with open(source, "rb") as file:
        path.write_bytes(b"".join(next(file) for _ in range(lines)))
    return path


# MARK: Measuring


def measure_rounds(tools, rounds, folder):
    entries = []
    for number in range(rounds + 1):
        for name, command, source in tools if number % 2 == 0 else reversed(tools):
            run = measure(name, command, source, folder)
            # The first round warms up.
            if number > 0:
                entries.append({"kind": "run", "round": number, **run})
            print(f"round {number} of {rounds}: {name} {run['cpu_seconds']:.2f} s", file=sys.stderr)
    return entries


def measure_starts(tools, line, folder):
    return [
        {"kind": "start", "round": number, **measure(name, command, line, folder)}
        for name, command, _ in tools
        if "as much as" not in name
        for number in range(1, 4)]  # fmt: skip


def measure(name, command, source, folder):
    output = folder / "output.txt"
    output.unlink(missing_ok=True)
    return {"input_bytes": source.stat().st_size, **measure_program(name, command, source, output)}


def print_table(setup, entries):
    versions = ", ".join(f"{name} {version}" for name, version in setup["versions"].items())
    print(f"{setup['input_bytes'] / 1e6:.0f} MB of prose and logs; {setup['machine']}, {setup['cores']} cores, "
          f"load {setup['load'][0]}; {versions}; {setup['date'][:10]}.")  # fmt: skip
    print("\n| Tool | MB | CPU s | start s | MB/s by CPU | without the start | CPU, times redact's on the same text |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    runs = [entry for entry in entries if entry["kind"] == "run"]
    for name in dict.fromkeys(run["tool"] for run in runs):
        own = {run["round"]: run["cpu_seconds"] for run in runs if run["tool"] == name}
        other = {run["round"]: run["cpu_seconds"] for run in runs if run["tool"] == f"redact, as much as {name}"}
        starts = [entry["cpu_seconds"] for entry in entries if entry["kind"] == "start"
                  and entry["tool"] == name.partition(", as")[0]]  # fmt: skip
        cpu, start = statistics.median(own.values()), statistics.median(starts)
        megabytes = next(run["input_bytes"] for run in runs if run["tool"] == name) / 1e6
        ratios = sorted(own[number] / other[number] for number in own if number in other)
        ratio = f"{statistics.median(ratios):.0f} ({ratios[0]:.0f}–{ratios[-1]:.0f})" if ratios else "–"
        print(f"| {name} | {megabytes:.2f} | {cpu:.3f} | {start:.3f} | {megabytes / cpu:.3g} "
              f"| {megabytes / max(cpu - start, 0.001):.3g} | {ratio} |")  # fmt: skip


if __name__ == "__main__":
    main()
