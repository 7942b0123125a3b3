"""What redact needs at most: memory, and the time until the first byte."""

import os
import select
import statistics
import subprocess
import time
from pathlib import Path

from measure import measure_program, memory_peak, start_program, stop, wait_for

STARTS = 50
# How long a byte of output is waited for while the input stays open, and what is given if none comes of one record.
PATIENCE_SECONDS = 0.2
MUCH_BYTES = 2 << 20


def measure_memory(command, records, generator, stream, folder):
    """The peaks with one and two jobs, for a small input, the records, and a stream without an end in sight."""
    entries = []
    for jobs in [1, 2]:
        command_with_jobs = [*command, "--jobs", str(jobs)]
        entries.append(memory_of_beginning(command_with_jobs, records, 10**6))
        entries.append({"input": "file", "input_bytes": records.stat().st_size, **peak_of(command_with_jobs, records)})
        if stream:
            entries.append({"input": "stream", **memory_of_stream(command_with_jobs, generator, records, stream)})
        for entry in entries:
            entry.setdefault("jobs", jobs)
    return [{"kind": "memory", **entry} for entry in entries]


def peak_of(command, source):
    run = measure_program("redact", command, source, Path(os.devnull))
    return {"peak_bytes": run["peak_bytes"], "wall_seconds": run["wall_seconds"]}


def memory_of_beginning(command, records, count):
    """A program that ends at once would take its peak with it; so the input is held open until the peak is read."""
    with open(records, "rb") as file:
        data = whole_lines(file.read(count))
    with Started(command) as program:
        program.write(data)
        program.drain(PATIENCE_SECONDS)
        peak = memory_peak(program.process)
        program.close_input()
        program.drain(None)
    return {"input": "beginning", "input_bytes": len(data), "peak_bytes": peak}


def memory_of_stream(command, generator, records, size):
    """The generator writes straight into redact, about as much as is asked for."""
    with open(records, "rb") as file:
        sample = file.read(1 << 24)
    count = size * sample.count(b"\n") // len(sample)
    source = subprocess.Popen([generator.absolute(), str(count)], stdout=subprocess.PIPE)
    measured = peak_of(command, source.stdout.fileno())
    source.stdout.close()
    if source.wait() != 0:
        stop(f"the generator ended with code {source.returncode}", 70)
    return {"input_bytes": size, "input_records": count, **measured}


def measure_first_byte(command, records):
    """From the start of the program to its first byte, while its input stays open; and to its end, without input."""
    with open(records, "rb") as file:
        one, much = file.readline(), whole_lines(file.read(MUCH_BYTES))
    entries = [{"given": "nothing", "seconds": [until_end(command) for _ in range(STARTS)]}]
    for name, data in [("one record", one), ("2 MiB", much)]:
        seconds = []
        while len(seconds) < STARTS and None not in seconds:
            seconds.append(until_first_byte(command, data))
        entries.append({"given": name, "seconds": seconds})
        if None not in seconds:
            break
    return [{"kind": "first byte", **entry} for entry in entries]


def whole_lines(data):
    return data[: data.rfind(b"\n") + 1]


def until_end(command):
    begin = time.perf_counter()
    process = start_program([str(part) for part in command], Path(os.devnull), Path(os.devnull))
    if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0:
        stop("redact failed without input", 70)
    return time.perf_counter() - begin


def until_first_byte(command, data):
    """The seconds, or None if no byte came while the input stayed open."""
    begin = time.perf_counter()
    with Started(command) as program:
        program.write(data)
        seconds = program.first_byte_at
        if seconds is None and program.wait_for_output(PATIENCE_SECONDS):
            seconds = program.first_byte_at
        program.close_input()
        program.drain(None)
    return None if seconds is None else seconds - begin


class Started:
    """A program that runs between two pipes."""

    def __init__(self, command):
        self.first_byte_at = None
        theirs, self.input = os.pipe()
        self.output, their_output = os.pipe()
        self.process = start_program([str(part) for part in command], theirs, their_output)
        os.close(theirs)
        os.close(their_output)
        os.set_blocking(self.input, False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close_input()
        os.close(self.output)
        _, status, _ = wait_for(self.process)
        if os.waitstatus_to_exitcode(status) != 0:
            stop("redact failed between two pipes", 70)

    def write(self, data):
        """Writes all, and reads what comes meanwhile, so that neither waits for the other forever."""
        view = memoryview(data)
        while view:
            readable, writable, _ = select.select([self.output], [self.input], [])
            if readable:
                self.read()
            if writable:
                view = view[os.write(self.input, view[: 1 << 16]) :]

    def read(self):
        data = os.read(self.output, 1 << 20)
        if data and self.first_byte_at is None:
            self.first_byte_at = time.perf_counter()
        return data

    def wait_for_output(self, seconds):
        readable, _, _ = select.select([self.output], [], [], seconds)
        return bool(readable) and bool(self.read())

    def drain(self, seconds):
        """Reads until nothing comes for so long, or to the end."""
        while True:
            readable, _, _ = select.select([self.output], [], [], seconds)
            if not readable or not self.read():
                return

    def close_input(self):
        if self.input is not None:
            os.close(self.input)
            self.input = None


def milliseconds(entry):
    """The median, or None where no byte came."""
    return None if None in entry["seconds"] else 1000 * statistics.median(entry["seconds"])
