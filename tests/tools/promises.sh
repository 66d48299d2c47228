#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# promises.sh SOURCE: each test that .github/SECURITY.md names is there.
set -euo pipefail
cd "$1"
promises=.github/SECURITY.md
missing=0
count=0
# shellcheck disable=SC2016 # the quotes are Markdown's
while IFS=. read -r file function; do
    count=$((count + 1))
    grep -qE "void (Test[A-Za-z]+::)?${function}\(\)" tests/*/"$file".cpp 2>/dev/null && continue
    printf '%s: there is no %s.%s\n' "$promises" "$file" "$function"
    missing=1
done < <(grep -oE '`tst_[a-z0-9]+\.[A-Za-z0-9]+`' "$promises" | tr -d '`' | sort -u)
while IFS= read -r title; do
    count=$((count + 1))
    grep -qF -- "'$title'" tests/component/*.test.mjs && continue
    printf '%s: the component has no test "%s"\n' "$promises" "$title"
    missing=1
done < <(tr '\n' ' ' <"$promises" | grep -oE '"[^"]+"' | tr -d '"' | sort -u)
if [ "$count" -lt 30 ]; then
    printf '%s: only %d tests found\n' "$promises" "$count"
    exit 1
fi
exit "$missing"
