#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# translations.sh [TARGET_DIR]: brings resources/translations up to date with the texts of the sources. Texts that are gone
# are dropped; new ones are marked unfinished. No places of the sources are noted: every edit would change them.
# syspulsectl is for scripts and speaks English, so its texts are not among them. LUPDATE names another lupdate.
set -euo pipefail

source_dir="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
target_dir="${1:-$source_dir/resources/translations}"
lupdate="${LUPDATE:-/usr/lib/qt6/bin/lupdate}"
target_dir="$(cd -- "$target_dir" && pwd)"

cd -- "$source_dir"
update() {
    "$lupdate" -silent -no-obsolete -locations none -I . app/gui core ui "$@"
}
update -source-language en -target-language de -ts "$target_dir/syspulse_de.ts"
update -source-language en -target-language en -pluralonly -ts "$target_dir/syspulse_en.ts"
