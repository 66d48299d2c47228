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
