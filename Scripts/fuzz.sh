#!/usr/bin/env bash
# Fuzzes with libFuzzer and the address sanitizer, which come with the Swift toolchain.
#
#     Scripts/fuzz.sh [SECONDS FOR EACH TARGET] [TARGET...]
#
# A crash or a check that fails ends it; the input is kept in Fuzzing/Findings. What was found of interest stays in
# Fuzzing/.corpus; with MERGE=1 as much of it as covers more is put into Fuzzing/Corpus afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(json tables logs policies redaction)

if [ "$(uname)" != Linux ]; then
    echo "Fuzzing is left out: only the toolchains for Linux bring libFuzzer."
    exit 0
fi
tools=$(dirname "$(readlink -f "$(command -v swift)")")

# The package manager must know of the fuzzer, because of its `main`, but of two sanitizers it has one take effect. What Swift
# instruments for the fuzzer by itself is not what libFuzzer reads. Gold cannot link the address sanitizer.
swift build --package-path Fuzzing -c release --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address \
    -Xswiftc -sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table -Xswiftc -use-ld=lld -Xswiftc -enable-testing

# The sanitizer reports a crash, not Swift's own handler, which the sanitizer would take for another.
export SWIFT_BACKTRACE=enable=no
export ASAN_SYMBOLIZER_PATH=$tools/llvm-symbolizer
# Swift keeps flags in the spare bits of pointers, in which the search for leaks does not recognize them.
export ASAN_OPTIONS=detect_leaks=0:malloc_context_size=4:quarantine_size_mb=16
mkdir -p Fuzzing/Findings

for target in "${targets[@]}"; do
    program=Fuzzing/.build/release/fuzz-$target
    found=Fuzzing/.corpus/$target
    kept=Fuzzing/Corpus/$target
    mkdir -p "$found" "$kept"
    echo "fuzz-$target, for $seconds seconds"
    log=Fuzzing/Findings/$target.log
    "$program" -max_total_time="$seconds" -timeout=30 -detect_leaks=0 -rss_limit_mb=4096 -print_final_stats=1 \
        -dict="Fuzzing/Dictionaries/$target.dict" -artifact_prefix="Fuzzing/Findings/$target-" \
        "$found" "$kept" > "$log" 2>&1 || { tail -n 60 "$log" >&2; exit 1; }
    grep -E "DONE|^stat::number_of_executed_units|^stat::average" "$log"
    if [ "${MERGE:-}" = 1 ]; then
        merged=$(mktemp -d)
        "$program" -set_cover_merge=1 -use_counters=0 "$merged" "$kept" "$found" > "$log" 2>&1 || { tail -n 60 "$log" >&2; exit 1; }
        rm -rf "$kept"
        mv "$merged" "$kept"
        chmod 755 "$kept"
    fi
done
