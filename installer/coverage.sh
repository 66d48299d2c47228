#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# coverage.sh [PART...]: which lines of core/ these tests execute: unit, mqtt and harperdb, all of them where none is given.
# Renews tests/coverage/RESULTS.md; line by line it is in build/coverage/html. Ends with 1 below 90 %, or where a test failed.
# CTEST_ARGS is handed to ctest, for example CTEST_ARGS="-E tst_exactness".
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

parts=("$@")
((${#parts[@]} > 0)) || parts=(unit mqtt harperdb)

cd -- "$project_dir"
prepare_parts coverage "${parts[@]}"
find build/coverage -name '*.gcda' -delete
# What tests read of the catalogue was written by a program of the build.
build/coverage/core/syspulse_catalogue build/coverage/catalogue.json
ran=()
for part in "${parts[@]}"; do
    run_part coverage "$part"
    ran+=("$part=build/coverage/parts/$part.xml=$(count_tests coverage "$part")")
done

mkdir -p build/coverage/html
gcovr --root . --filter core/ --print-summary --json-summary build/coverage/summary.json \
    --html-details build/coverage/html/index.html build/coverage >build/coverage/gcovr.txt
node tests/coverage/record.mjs build/coverage/summary.json "${ran[@]}"
