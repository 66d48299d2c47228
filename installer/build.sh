#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh PRESET: configures and builds one of the presets of CMakePresets.json.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

preset="${1:?usage: build.sh PRESET}"
cd -- "$project_dir"
cmake --preset "$preset"
cmake --build --preset "$preset"
