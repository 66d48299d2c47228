# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the scripts beside it: where things are, how they speak, and an environment that is good enough.
# shellcheck shell=bash

project_dir="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
state_dir="${SYSPULSE_STATE_DIR:-$project_dir/.syspulse}"
# shellcheck disable=SC2034 # read by the scripts that source this file
harperdb_package="$state_dir/npm/node_modules/harperdb"

say() { printf 'syspulse: %s\n' "$*"; }
complain() { printf 'syspulse: %s\n' "$*" >&2; }
die() {
    complain "$*"
    exit 1
}

# Build services run with no HOME or with one that cannot be written; ccache and npm need one that can.
if [[ -z "${HOME:-}" || ! -w "$HOME" ]]; then
    export HOME="$project_dir/.cache/home"
    mkdir -p -- "$HOME"
fi

# Qt wants a UTF-8 locale, and a bare system has none set.
if [[ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ]]; then
    export LANG=C.UTF-8
fi

# prepare_tests [TARGET...]: builds the preset "test", with further programs, and installs the HarperDB that the tests
# start.
prepare_tests() {
    bash installer/build.sh test
    (($# == 0)) || cmake --build --preset test --target "$@"
    bash installer/local-harperdb.sh install
    export SYSPULSE_HARPERDB="${SYSPULSE_HARPERDB:-$harperdb_package}"
}

# test_targets PART...: the programs that have the tests with these labels.
test_targets() {
    local part
    for part in "$@"; do
        case "$part" in
            unit) echo unit_tests fuzz_replay ;;
            mqtt) echo mqtt_tests ;;
            gui) echo gui_tests ;;
            harperdb) echo support_tests integration_tests ;;
            threads) echo thread_tests thread_handover ;;
            *) die "There are no tests \"$part\": unit, mqtt, gui, harperdb." ;;
        esac
    done
}

# prepare_parts PRESET PART...: configures the preset and builds what has these tests, and no more.
prepare_parts() {
    local preset="$1" targets
    shift
    targets="$(test_targets "$@")"
    cmake --preset "$preset"
    if [[ " $* " == *" harperdb "* ]] && grep -q '^SYSPULSE_GUI:BOOL=ON' "build/$preset/CMakeCache.txt"; then
        targets+=" window_tests"
    fi
    # shellcheck disable=SC2086 # one word each
    cmake --build --preset "$preset" --target $targets
    if [[ " $* " == *" harperdb "* ]]; then
        bash installer/local-harperdb.sh install
        HARPERDB_VERSION=4.4.18 bash installer/local-harperdb.sh install
        export SYSPULSE_HARPERDB="${SYSPULSE_HARPERDB:-$harperdb_package}"
    fi
}

# run_part PRESET PART: runs the tests with this label, of them those that CTEST_ARGS leaves. What became of them is in
# build/PRESET/parts/PART.xml afterwards; tests that fail are no reason to stop.
run_part() {
    local -a ctest_args
    read -r -a ctest_args <<<"${CTEST_ARGS:-}"
    mkdir -p -- "build/$1/parts"
    rm -f -- "build/$1/parts/$2.xml"
    ctest --preset "$1" -L "^$2\$" "${ctest_args[@]}" --output-junit "$project_dir/build/$1/parts/$2.xml" ||
        complain "Not all tests of $2 have passed."
}

# count_tests PRESET PART: how many tests there are with this label.
count_tests() {
    ctest --preset "$1" -L "^$2\$" -N | sed -n 's/^Total Tests: //p'
}
