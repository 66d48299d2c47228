#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# desk.sh [MINUTES [FOLDER]]: an hour of an administrator's desk with two real HarperDBs, in 3 minutes or as many as are
# given (tests/bench/desk.cpp), and pictures of every page, light and dark, small and large, in German and at 200 %,
# in build/desk or the folder that is given.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
prepare_tests desk
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
exec build/test/tests/bench/desk "${1:-3}" "${2:-build/desk}"
