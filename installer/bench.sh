#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.sh [--only NAME,...] [--with NAME,...]: builds the preset "bench", measures SysPulse beside its peers and writes
# the table of tests/bench/README.md. Wants nothing else to happen on the machine for half an hour.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

mqttjs_version=5.10.1

# The client that most programs of node take. Not needed: its rows say that it is not there.
install_mqttjs() {
    local folder="$state_dir/bench"
    local stamp="$folder/.complete-mqtt-$mqttjs_version"
    [[ -f "$stamp" ]] && return 0
    mkdir -p -- "$folder"
    printf '{"private": true}\n' >"$folder/package.json"
    npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --save-exact --loglevel=error \
        "mqtt@$mqttjs_version" </dev/null || return 1
    : >"$stamp"
}

cd -- "$project_dir"
bash installer/build.sh bench
bash installer/local-harperdb.sh install
install_mqttjs || complain "npm could not install mqtt@$mqttjs_version: rows go without it."

export SYSPULSE_HARPERDB="${SYSPULSE_HARPERDB:-$harperdb_package}"
export SYSPULSE_BENCH_MODULES="$state_dir/bench/node_modules"
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
# A connection is a file to each program that has an end of it.
ulimit -n "$(ulimit -H -n)"
exec node tests/bench/run.mjs build/bench --table tests/bench/README.md "$@"
