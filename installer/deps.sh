#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh GROUP...: installs the missing packages of these groups of packages.txt.
# Asks dpkg what is there, so nothing is fetched and no network is needed when nothing is missing.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

minimum_node=18

packages_of() {
    local group package
    while read -r group package _; do
        [[ "$group" == "$1" ]] && printf '%s\n' "$package"
    done <"$project_dir/installer/packages.txt"
    return 0
}

installed() {
    [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

node_is_usable() {
    local version
    command -v npm >/dev/null || return 1
    version="$(node --version 2>/dev/null)" || return 1
    version="${version#v}"
    [[ "${version%%.*}" =~ ^[0-9]+$ ]] && ((${version%%.*} >= minimum_node))
}

missing_packages() {
    local group package
    for group in "$@"; do
        if [[ "$group" == node ]] && node_is_usable; then
            continue
        fi
        for package in $(packages_of "$group"); do
            installed "$package" || printf '%s\n' "$package"
        done
    done
}

main() {
    (($# > 0)) || die "usage: deps.sh GROUP... (groups: build, run, node, test, bench, fuzz, faults, coverage, valgrind, lint)"
    # Without dpkg the packages have other names: the build itself then says what it lacks.
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        complain "This is not a Debian system: see installer/packages.txt for what SysPulse needs."
        return 0
    fi

    local -a missing as_root=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0

    if ((EUID != 0)); then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
            as_root=(sudo)
        else
            die "Missing packages, and no right to install them. As root: apt-get install ${missing[*]}"
        fi
    fi

    say "Installing ${#missing[@]} packages with apt: ${missing[*]}"
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    # Lists may be absent (a bare system) or so old that their files are gone; a failed refresh alone is no
    # reason to stop, the installation below has the last word.
    "${apt[@]}" update </dev/null || complain "apt-get update failed; trying with the package lists at hand."
    "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" </dev/null ||
        die "apt could not install: ${missing[*]}"
}

main "$@"
