#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh: layers always; scripts, formatting and code as far as shellcheck, clang-format, clang-tidy and clazy are
# there or can be installed. The code is checked by the preset "lint", which looks again only at what changed since.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
failed=0

bash installer/deps.sh build lint || complain "Not everything could be installed; what is missing is named below."

bash tests/tools/lint_layers.sh "$project_dir" || failed=1

if command -v shellcheck >/dev/null; then
    shellcheck --external-sources .ci/run installer/*.sh tests/tools/*.sh || failed=1
else
    say "shellcheck is not installed: scripts were not checked."
fi

if command -v clang-format >/dev/null; then
    find app core ui tests \( -name '*.cpp' -o -name '*.h' \) -print0 |
        xargs -0 -r clang-format --dry-run --Werror || failed=1
else
    say "clang-format is not installed: formatting was not checked."
fi

if command -v clang-tidy >/dev/null && command -v clazy >/dev/null; then
    say "Checking the code with clazy and clang-tidy: 10 to 20 minutes the first time, then what has changed only."
    bash installer/build.sh lint || failed=1
else
    say "clang-tidy or clazy is not installed: the code was not checked."
fi

exit "$failed"
