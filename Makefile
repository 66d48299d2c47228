# SPDX-License-Identifier: GPL-3.0-or-later
# The task runner. The work is done by CMake (see CMakePresets.json) and the scripts in installer/.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help run test test-versions test-faults package build deps deps-test bench fuzz sanitize tsan valgrind coverage soak soak-clients desk demo-stop screenshots translations lint clean

# Words for the program, for example: make run ARGS="--url https://host:9925"
ARGS ?=
# Of "make fuzz".
export FUZZ_SECONDS FUZZ_TARGETS

help:
	@printf '%s\n' \
	  'make run        build and start SysPulse with a HarperDB of its own on this computer' \
	  'make run ARGS="--url https://host:9925"   the same, for a server that you have' \
	  'make test       build and run all tests (CTEST_ARGS="-R name" for some)' \
	  'make test-versions  the tests that depend on HarperDB, with further versions of it (VERSIONS="4.7.19 4.7.26")' \
	  'make test-faults  kills, broken links, forged answers, clocks and disks on a real HarperDB, two hours; renews a table' \
	  'make test-faults ARGS="--only kill-updater --count 10"   some of them ("--list": their names)' \
	  'make build      build both programs into build/release/app' \
	  'make package    a Debian package and an archive of both programs, into build/release/packages' \
	  'make deps       install what the build needs' \
	  'make deps-test  install what the tests need besides' \
	  'make soak       prove counters and window on real servers for an hour: bursts, killed updaters and servers, restarts' \
	  'make bench      measure SysPulse beside its peers, for half an hour; renews the table of tests/bench/README.md' \
	  'make bench ARGS="--only bench_ingest"   the same for some of the benchmarks' \
	  'make fuzz       look for inputs that break what reads files, answers and packets, 60 s each; renews tests/fuzz/RESULTS.md' \
	  'make fuzz FUZZ_SECONDS=600 FUZZ_TARGETS="topics packs"   the same for longer, for some of the targets' \
	  'make sanitize   all tests with the address and undefined-behaviour sanitizers; renews tests/sanitizers/RESULTS.md' \
	  'make sanitize ARGS="unit gui" CTEST_ARGS="-R alert"   the same for some of them' \
	  'make tsan       the tests of what has threads with the thread sanitizer; renews tests/sanitizers/RESULTS.md' \
	  'make valgrind   one cycle of the updater below valgrind, on a real server; renews tests/sanitizers/RESULTS.md' \
	  'make coverage   which lines of core the tests execute, fails below 90 %; renews tests/coverage/RESULTS.md' \
	  'make soak-clients  the list of clients with 5,000 connections and 50,000 records: time and memory' \
	  'make desk       two live servers in the window for 3 minutes (ARGS=60: an hour), pictures of all pages into build/desk' \
	  'make demo-stop  stop the HarperDB that make run left running' \
	  'make screenshots  pictures of every page, light and dark, into build/screenshots; renews those of README.md' \
	  'make translations  update the texts of the sources in resources/translations' \
	  'make lint       check layers, scripts, formatting and code (clang-tidy, clazy)' \
	  'make clean      remove what was built (keeps the HarperDB of make run and its data)'

run:
	@exec bash installer/run.sh $(ARGS)

test: deps deps-test
	@exec bash installer/test.sh

test-versions: deps deps-test
	@exec bash installer/test-versions.sh

test-faults: deps deps-test
	@bash installer/deps.sh faults
	@exec bash installer/test-faults.sh $(ARGS)

build: deps
	@exec bash installer/build.sh release

package: deps
	@bash installer/deps.sh package
	@exec bash installer/package.sh

deps:
	@exec bash installer/deps.sh build run

deps-test:
	@exec bash installer/deps.sh node test

bench: deps
	@bash installer/deps.sh node bench
	@exec bash installer/bench.sh $(ARGS)

fuzz: deps
	@bash installer/deps.sh node fuzz
	@exec bash installer/fuzz.sh

sanitize: deps deps-test
	@exec bash installer/sanitize.sh asan $(ARGS)

tsan: deps deps-test
	@exec bash installer/sanitize.sh tsan

valgrind: deps
	@bash installer/deps.sh node valgrind
	@exec bash installer/valgrind.sh

coverage: deps deps-test
	@bash installer/deps.sh coverage
	@exec bash installer/coverage.sh $(ARGS)

soak-clients: deps deps-test
	@exec bash installer/soak-clients.sh $(ARGS)

desk: deps deps-test
	@exec bash installer/desk.sh $(ARGS)

demo-stop:
	@exec bash installer/local-harperdb.sh stop

screenshots: deps deps-test
	@exec bash installer/screenshots.sh

soak: deps deps-test
	@exec bash installer/soak.sh

translations: deps
	@exec bash installer/translations.sh

lint:
	@exec bash installer/lint.sh

clean:
	rm -rf build
