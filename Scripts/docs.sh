#!/usr/bin/env bash
# Builds the documentation of both modules into a folder, with warnings as errors.
#
# It calls docc itself: the plug-in for it would be a dependency that everybody who uses the package fetches.
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-.docs}
tools=$(dirname "$(readlink -f "$(command -v swift)")")

rm -rf "$output"
mkdir -p "$output"
shift || true
swift build --target Proviso "$@"
products=$(swift build --show-bin-path "$@")
# Of every C target that Proviso builds or binds: a list by hand would lack the next one.
maps=()
for map in "$products"/C*.build/module.modulemap Sources/C*/module.modulemap; do
    maps+=(-Xcc -fmodule-map-file="$map")
done
target=$(swift -print-target-info | sed -n 's/.*"triple" *: *"\([^"]*\)".*/\1/p' | head -n 1)

for module in ProvisoCrypto Proviso; do
    symbols="$output/symbols/$module"
    mkdir -p "$symbols"
    "$tools/swift-symbolgraph-extract" -module-name "$module" -target "$target" -I "$products/Modules" "${maps[@]}" \
        -minimum-access-level public -skip-synthesized-members -omit-extension-block-symbols -output-dir "$symbols"
    "$tools/docc" convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$symbols" \
        --fallback-bundle-identifier "$module" --fallback-display-name "$module" --transform-for-static-hosting \
        --warnings-as-errors --output-path "$output/$module.doccarchive"
done
rm -rf "$output/symbols"
echo "The documentation is in $output."
