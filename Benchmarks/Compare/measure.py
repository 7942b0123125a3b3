"""Runs a program and says what it took; and what else all comparisons here share."""

import hashlib
import json
import os
import platform
import select
import shutil
import sys
import tempfile
import time
from pathlib import Path

# How often the memory of a running program is looked at: often at first, for those that end at once.
FIRST_LOOK_SECONDS = 0.001
LOOK_SECONDS = 0.02


def measure_program(tool, command, source, output):
    """Runs a program to its end, and says what it took. What it reads is a path, or a descriptor that is open."""
    program = [str(part) for part in command]
    with tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = start_program(program, source, output, errors.fileno())
        peak, status, usage = wait_for(process)
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


def start_program(program, source, output, errors=2):
    """Starts a program; input and output are paths or descriptors that are open."""
    actions = []
    for descriptor, place, flags in [(0, source, os.O_RDONLY), (1, output, os.O_WRONLY | os.O_CREAT)]:
        if isinstance(place, int):
            actions.append((os.POSIX_SPAWN_DUP2, place, descriptor))
        else:
            actions.append((os.POSIX_SPAWN_OPEN, descriptor, str(place), flags, 0o600))
    actions.append((os.POSIX_SPAWN_DUP2, errors, 2))
    return os.posix_spawn(str(Path(program[0]).absolute()), program, os.environ, file_actions=actions)


def wait_for(process):
    """The largest resident size that was seen, the status and the usage of a process, when it has ended."""
    # Tells the end at once; where the system has none, it is found when the memory is looked at.
    ending = os.pidfd_open(process) if hasattr(os, "pidfd_open") else None
    peak, pause = None, FIRST_LOOK_SECONDS
    try:
        while True:
            peak = memory_peak(process) or peak
            ended, status, usage = os.wait4(process, os.WNOHANG)
            if ended:
                return peak, status, usage
            if ending is None:
                time.sleep(pause)
            else:
                select.select([ending], [], [], pause)
            pause = min(pause * 1.2, LOOK_SECONDS)
    finally:
        if ending is not None:
            os.close(ending)


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


def roomy_folder(mebibytes):
    """Where the files go: into memory where there is room, because a disk that writes back disturbs whoever runs."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > mebibytes << 20 else None


def write_key(path):
    """A key that everyone knows, so that the output of two machines can be compared too."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
    return path


def machine_name():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model or 'unknown processor'}, {platform.system()} {platform.machine()}"


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def append_results(path, setup, runs):
    with open(path, "a") as file:
        for entry in [setup, *runs]:
            file.write(json.dumps(entry) + "\n")


def stop(message, code):
    print(f"{Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(code)
