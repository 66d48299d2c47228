#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# soak-clients.sh [CONNECTIONS [RECORDS [SUBSCRIPTIONS]]]: the list of clients with very many of them, in the
# real window and with a real HarperDB (tests/bench/soak_clients.cpp). Takes some minutes. What the list costs with
# optimisation "make bench" tells.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
prepare_tests soak_clients
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
# A connection is a file to each of the three programs.
ulimit -n "$(ulimit -H -n)"
exec build/test/tests/bench/soak_clients "$@"
