#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# soak.sh: the proofs that take too long for the tests, one after the other, on real servers: 200 random bursts with
# one and with two worker threads, then ten minutes with killed updaters and restarted workers, and ten minutes in
# which the server is killed and started again before the window. Three quarters of an hour or more.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
prepare_tests soak_bursts soak_totals soak_away

build/test/tests/bench/soak_bursts 200 1
build/test/tests/bench/soak_bursts 200 2
build/test/tests/bench/soak_totals
QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 build/test/tests/bench/soak_away
