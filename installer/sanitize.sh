#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sanitize.sh asan|tsan [PART...]: runs tests with the address and undefined-behaviour sanitizers, or with the thread
# sanitizer, and renews their rows of tests/sanitizers/RESULTS.md. Ends with 1 where a test failed or anything was reported, by
# programs that tests start too. What was reported lies in build/asan/reports and build/tsan/reports.
#   PART  unit, mqtt, gui and harperdb, all of them where none is given; tsan has one part, threads
# CTEST_ARGS is handed to ctest, for example CTEST_ARGS="-R tst_tree".
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

preset="${1:-}"
shift || true
parts=("$@")
suppressions="$project_dir/tests/sanitizers"
# Each process writes a file of its own below the folder of the part.
options_for() {
    local log="log_path=$1/report"
    export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:$log"
    export UBSAN_OPTIONS="print_stacktrace=1:$log"
    export LSAN_OPTIONS="suppressions=$suppressions/leaks.supp:print_suppressions=0"
    export TSAN_OPTIONS="suppressions=$suppressions/threads.supp:history_size=7:second_deadlock_stack=1:$log"
}
case "$preset" in
    asan)
        looks="addresses, undefined behaviour"
        ((${#parts[@]} > 0)) || parts=(unit mqtt gui harperdb)
        ;;
    tsan)
        looks="threads"
        parts=(threads)
        ;;
    *) die "usage: sanitize.sh asan|tsan [PART...]" ;;
esac

cd -- "$project_dir"
prepare_parts "$preset" "${parts[@]}"
# A program takes several times as long.
export QTEST_FUNCTION_TIMEOUT=1500000
failed=0
for part in "${parts[@]}"; do
    reports="$project_dir/build/$preset/reports/$part"
    rm -rf -- "$reports"
    mkdir -p -- "$reports"
    options_for "$reports"
    run_part "$preset" "$part"
    unset ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS TSAN_OPTIONS
    node tests/sanitizers/record.mjs --looks "$looks" --at "$part" --logs "$reports" \
        --junit "build/$preset/parts/$part.xml" --of "$(count_tests "$preset" "$part")" || failed=1
done
exit "$failed"
