#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# valgrind.sh: one cycle of the updater ("syspulsectl update") below valgrind, on a real HarperDB of its own that is set up
# before; renews its row of tests/sanitizers/RESULTS.md. Ends with 1 for any error and any memory that is definitely lost.
# Where: build/valgrind/reports.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
cmake --preset valgrind
cmake --build --preset valgrind --target syspulsectl
bash installer/local-harperdb.sh install

# Another server than the one of "make run", from the same package.
own_state="$project_dir/build/valgrind/harperdb"
reports="$project_dir/build/valgrind/reports"
program=build/valgrind/app/syspulsectl
mkdir -p -- "$own_state"
ln -sfn -- "$state_dir/npm" "$own_state/npm"
rm -rf -- "$reports"
mkdir -p -- "$reports"
server() { SYSPULSE_STATE_DIR="$own_state" bash installer/local-harperdb.sh "$@"; }
trap 'server stop' EXIT
server start
settings="$(server env)"
eval "$settings"
# Settings and history of whoever calls this are left alone.
export XDG_CONFIG_HOME="$own_state/config" XDG_DATA_HOME="$own_state/data" XDG_CACHE_HOME="$own_state/cache"
"$program" setup

passed=yes
# Code that is made while it runs, as that of regular expressions, is nothing that valgrind understands.
QT_ENABLE_REGEXP_JIT=0 valgrind --tool=memcheck --track-origins=yes --num-callers=40 \
    --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --error-exitcode=99 \
    --suppressions=tests/sanitizers/memcheck.supp --log-file="$reports/update.%p" \
    "$program" update --once || passed=no
node tests/sanitizers/record.mjs --looks memcheck --at "syspulsectl update" --passed "$passed" --logs "$reports"
