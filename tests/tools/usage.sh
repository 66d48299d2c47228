#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage.sh RESOURCES PROGRAM...: whether the manual page of each program, and its completions where it has some, have every
# option and command that --help lists, there and behind each command, and none that it does not. Prints one line for each
# finding and ends with 1 when there are any.
set -euo pipefail

resources="$1"
shift
found=0

options_in() { grep -oE '(^|[ ,])--[a-z][a-z0-9-]*' <<<"$1" | grep -oE '[a-z][a-z0-9-]*$' | sort -u; }

# The words of the lines that describe options: what Excludes and Needs name are others.
described() { sed -nE '/^Options:/,/^$/p' <<<"$1" | sed -E 's/ (Excludes|Needs):.*//' | grep -E '^ +-' | sed -E 's/^( +[^ ]+).*/\1/'; }

complain() {
    printf 'usage: %s\n' "$*"
    found=1
}

for program in "$@"; do
    name="$(basename -- "$program")"
    page="$resources/man/$name.1"
    help="$("$program" --help)"
    commands="$(sed -nE '/^Subcommands:/,/^$/p' <<<"$help" | sed -nE 's/^  ([a-z]+) .*/\1/p')"
    listed="$(described "$help")"
    for command in $commands; do
        grep -qE "^\.It Ic $command( |\$)" "$page" || complain "$page: the command $command is missing"
        listed+=$'\n'"$(described "$("$program" "$command" --help)")"
    done
    options="$(options_in "$listed")"
    [[ -n "$options" ]] || complain "$name --help lists no options"
    for option in $options; do
        grep -qE "(Fl|,) -$option( |\$)" "$page" || complain "$page: --$option is missing"
    done
    mapfile -t told < <(grep -E '^\.(It|Fl|Op)' "$page" | grep -oE '(Fl|,) -[a-z][a-z0-9-]*' | grep -oE '[a-z][a-z0-9-]*$' | sort -u)
    for option in "${told[@]}"; do
        grep -qx -- "$option" <<<"$options" || complain "$page: --$option is none of $name"
    done
    mapfile -t told < <(sed -nE 's/^\.It Ic ([a-z]+).*/\1/p' "$page")
    for command in "${told[@]}"; do
        grep -qx -- "$command" <<<"$commands" || complain "$page: $command is no command of $name"
    done
    for script in "$resources/completion/$name.bash" "$resources/completion/_$name" "$resources/completion/$name.fish"; do
        [[ -e "$script" ]] || continue
        # Fish writes --help as -l help.
        known="$(sed -E 's/ -l ([a-z])/ --\1/g' "$script" | grep -oE -e '--[a-z][a-z0-9-]*' | cut -c3- | sort -u)"
        for option in $options; do
            grep -qx -- "$option" <<<"$known" || complain "$script: --$option is missing"
        done
        for option in $known; do
            grep -qx -- "$option" <<<"$options" || complain "$script: --$option is none of $name"
        done
        for command in $commands; do
            grep -qwE "(-a |'|^ +)$command" "$script" || complain "$script: the command $command is missing"
        done
    done
done
exit "$found"
