#!/usr/bin/env bash
# Builds the examples as they are installed: in release, on Linux with the Swift runtime inside, so that the programs run on machines
# without Swift and start in milliseconds.
set -euo pipefail
cd "$(dirname "$0")/../Examples"
arguments=(-c release)
[ "$(uname)" = Darwin ] || arguments+=(--static-swift-stdlib -Xlinker --gc-sections)

# The linker warns of a C function in Foundation that nothing here calls.
swift build "${arguments[@]}" "$@" 2>&1 | grep -v "the use of .mktemp. is dangerous" || exit "${PIPESTATUS[0]}"
