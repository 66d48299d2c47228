#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-faults.sh [--list] [--only NAME,...] [--count N] [--seed N]: faults on a real HarperDB (tests/faults/README.md);
# renews their rows of tests/faults/RESULTS.md. All of them take some two hours.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
prepare_tests faults
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
exec build/test/tests/faults/faults "$@"
