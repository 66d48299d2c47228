#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with_keyring.sh PROGRAM [ARGUMENT...]: runs it in a session bus with an unlocked keyring of its own, both gone afterwards.
set -euo pipefail

home="$(mktemp -d)"
trap 'rm -rf -- "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" SYSPULSE_TEST_KEYCHAIN=1
mkdir -m 700 "$XDG_RUNTIME_DIR"
# shellcheck disable=SC2016 # the inner shell expands it
dbus-run-session -- bash -c '
    printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    exec "$0" "$@"' "$@"
