# Two commands do everything: `make demo` shows the main job on sample data, `make test` runs the tests.
# Both install what they need first. `make ci` is what continuous integration runs.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
# Records in the demo.
RECORDS ?= 2000
# Rounds and sizes of the benchmarks; `make ci` runs them briefly.
BENCH_ROUNDS ?= 9
BENCH_RECORDS ?= 200000
# MiB that are sealed and opened; the published figures are those of 1024.
BENCH_MEBIBYTES ?= 1024
# Identifiers of which pseudonyms are made; the published figures are those of ten million.
BENCH_IDENTIFIERS ?= 10000000
# Items that are kept and erased; the published figures are those of a million.
BENCH_ITEMS ?= 200000
# How long each target is fuzzed.
FUZZ_SECONDS ?= 600

# Warnings are errors wherever we compile ourselves; the package manager spares what it fetched. A bare -Werror for C would be
# taken for a flag of Swift's there. One set of flags for all builds, so that nothing is built twice.
STRICT := -Xswiftc -warnings-as-errors -Xcc -Werror=all -Xcc -Werror=extra
# Release builds of the tests look inside of modules too. What they would say to a debugger takes the compiler longer than the code.
RELEASE := -c release -debug-info-format none -Xswiftc -enable-testing
STATIC := -c release --static-swift-stdlib

LINTED := Package.swift Sources Tests Examples/Package.swift Examples/Shared Examples/redact Examples/proviso \
	Examples/sample-records Examples/Tests Examples/server/Package.swift Examples/server/Sources Examples/server/Tests \
	Benchmarks/Package.swift Benchmarks/Foundation Benchmarks/KeyedHash \
	Benchmarks/Pseudonyms Benchmarks/Redaction Benchmarks/Retention Benchmarks/Sealing Benchmarks/Support Benchmarks/Wrappers \
	Fuzzing/Package.swift Fuzzing/JSON Fuzzing/Logs Fuzzing/Policies Fuzzing/Redaction Fuzzing/Support Fuzzing/Tables
PROGRAMS := Examples/.build/release/redact Examples/.build/release/proviso
SAMPLES := Examples/.build/release/sample-records

.PHONY: help demo test ci bench fuzz lint format docs install setup server test-release instructions unicode-tables clean

help:
	@echo "make demo     $(RECORDS) sample records, shared between two agencies, and gone in time"
	@echo "make test     run the tests"
	@echo "make bench    measure, against C, age and Python; with PEERS=all the filter against all of its peers"
	@echo "make instructions  count those of the filter, and compare with what they were"
	@echo "make fuzz     search for inputs that break it, $(FUZZ_SECONDS) seconds for each format"
	@echo "make docs     build the documentation into .docs"
	@echo "make install  build redact and proviso and put them into $(PREFIX)/bin"
	@echo "make lint     check the format;  make format  mend it"
	@echo "make ci       everything that continuous integration runs"

# --- What the machine must have -------------------------------------------------------------------------------------

# swift itself is not installed here: https://www.swift.org/install
setup:
	@command -v swift > /dev/null || { echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }
	@if command -v pkg-config > /dev/null && pkg-config --exists libsodium yaml-0.1 sqlite3; then exit 0; fi; \
	if command -v apt-get > /dev/null; then \
		packages="libsodium-dev libyaml-dev libsqlite3-dev pkg-config"; \
		if [ "$$(id -u)" = 0 ]; then as_root=""; \
		elif command -v sudo > /dev/null; then as_root="sudo"; \
		else echo "Run as root: apt-get install $$packages" >&2; exit 1; fi; \
		echo "Installing $$packages"; \
		$$as_root apt-get update -qq && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$packages > /dev/null; \
	elif command -v brew > /dev/null; then \
		brew install libsodium libyaml sqlite pkg-config; \
	else \
		echo "Install libsodium, libyaml, sqlite3 (with their headers) and pkg-config with your system's package manager." >&2; \
		exit 1; \
	fi

# --- For everybody --------------------------------------------------------------------------------------------------

demo: setup
	@Scripts/build-examples.sh
	@Examples/demo.sh $(RECORDS)

test: setup
	swift build --build-tests $(STRICT)
	swift test --skip-build --parallel $(STRICT)
	@Scripts/build-examples.sh
	swift build --package-path Examples/Tests --build-tests
	swift test --package-path Examples/Tests --skip-build --parallel

install: setup
	@Scripts/build-examples.sh
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 -s $(PROGRAMS) "$(DESTDIR)$(PREFIX)/bin"

docs: setup
	@Scripts/docs.sh .docs $(STRICT)

bench: setup
	@Scripts/build-examples.sh
	@Scripts/bench.sh $(BENCH_ROUNDS) $(BENCH_RECORDS) $(BENCH_MEBIBYTES) $(BENCH_IDENTIFIERS) $(BENCH_ITEMS)

fuzz: setup
	@Scripts/fuzz.sh $(FUZZ_SECONDS)

# --- For those who change the code ----------------------------------------------------------------------------------

# From Debian's package unicode-data, version 15.0.0. A test compares them where it is installed.
unicode-tables:
	Scripts/make-unicode-tables.py Sources/Proviso/Pseudonyms/Canonicalizations

lint:
	swift format lint --strict --recursive --parallel --configuration .swift-format $(wildcard $(LINTED))

format:
	swift format --in-place --recursive --parallel --configuration .swift-format $(wildcard $(LINTED))

test-release: setup
	swift build --build-tests $(RELEASE) $(STRICT)
	swift test --skip-build --parallel $(RELEASE) $(STRICT)

# The example of a web server, which fetches a web server.
server: setup
	swift build --package-path Examples/server --build-tests
	swift test --package-path Examples/server --skip-build

# The speed of the filter, in numbers that no other work on the machine disturbs.
instructions: setup
	@Scripts/build-examples.sh
	@Scripts/instructions.sh

ci: lint test test-release docs server instructions
	$(MAKE) demo RECORDS=200
	$(MAKE) fuzz FUZZ_SECONDS=10
	$(MAKE) bench BENCH_ROUNDS=3 BENCH_RECORDS=20000 BENCH_MEBIBYTES=16 BENCH_IDENTIFIERS=100000 BENCH_ITEMS=5000

clean:
	rm -rf .build .docs Examples/.build Examples/Tests/.build Examples/server/.build Benchmarks/.build Fuzzing/.build
