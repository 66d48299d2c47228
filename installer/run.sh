#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [WORDS FOR THE PROGRAM...]: builds what is needed and opens the window. Without --url (and without
# SYSPULSE_URL in the environment) it shows a HarperDB of its own on this computer and stops it afterwards.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

program="$project_dir/build/release/app/syspulse"
local_harperdb="$project_dir/installer/local-harperdb.sh"
owner_file="$state_dir/started-by-run"
program_pid=""
uses_local=0

has_display() {
    # QT_QPA_PLATFORM names a platform that may need none, such as vnc or offscreen.
    [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]]
}

explain_no_display() {
    local url
    url="$(url_in_words "$@")"
    complain "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
    complain "The same work without a window, from $project_dir:"
    complain "  make build"
    if [[ -n "$url" ]]; then
        complain "  export SYSPULSE_URL=$(printf '%q' "$url") SYSPULSE_USER=... SYSPULSE_PASSWORD=..."
    elif [[ -z "${SYSPULSE_URL:-}" ]]; then
        complain "  installer/local-harperdb.sh start"
        complain "  eval \"\$(installer/local-harperdb.sh env)\""
    fi
    complain "  build/release/app/syspulsectl setup"
    complain "  build/release/app/syspulsectl status"
    complain "  build/release/app/syspulsectl run --interval 10s"
}

url_in_words() {
    while (($# > 0)); do
        case "$1" in
            --url=*) printf '%s' "${1#--url=}" ;;
            --url) printf '%s' "${2:-}" ;;
        esac
        shift
    done
}

# Stops the server when a run started it and no other run uses it: each run holds a shared lock, so only the
# last one gets the exclusive one.
release_local_harperdb() {
    ((uses_local)) || return 0
    if [[ -e "$owner_file" ]] && flock -n -x 9; then
        exec 9>&-
        rm -f -- "$owner_file"
        bash "$local_harperdb" stop
    fi
}

use_local_harperdb() {
    mkdir -p -- "$state_dir"
    exec 9>>"$state_dir/users.lock"
    flock -s 9
    uses_local=1
    if ! bash "$local_harperdb" status >/dev/null 2>&1; then
        : >"$owner_file"
    fi
    bash "$local_harperdb" start
    local settings
    settings="$(bash "$local_harperdb" env)"
    eval "$settings"
}

finish() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP
    if [[ -n "$program_pid" ]] && kill -0 "$program_pid" 2>/dev/null; then
        kill -TERM "$program_pid" 2>/dev/null || true
        wait "$program_pid" || true
    fi
    release_local_harperdb
    exit "$status"
}

if ! has_display; then
    explain_no_display "$@"
    exit 1
fi

bash "$project_dir/installer/deps.sh" build run
bash "$project_dir/installer/build.sh" release

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

if [[ -z "$(url_in_words "$@")" && -z "${SYSPULSE_URL:-}" ]]; then
    use_local_harperdb
fi

# In the background, since bash holds signals back while a program runs in the foreground.
"$program" "$@" <&0 &
program_pid=$!
wait "$program_pid"
