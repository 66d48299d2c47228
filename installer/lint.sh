#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh: layers always; scripts and formatting where shellcheck and clang-format are installed.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
failed=0

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

exit "$failed"
