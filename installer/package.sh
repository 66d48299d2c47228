#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# package.sh: builds the release and makes a Debian package and an archive of it in build/release/packages. Fails when
# lintian finds an error or a warning that lintian-overrides does not explain, or appstreamcli one in the metainfo.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
bash installer/build.sh release
rm -rf build/release/packages
(cd build/release && cpack)
appstreamcli validate --no-net installer/org.syspulse.SysPulse.metainfo.xml
lintian --fail-on error,warning build/release/packages/*.deb
say "Made: $(cd build/release/packages && echo *.deb *.tar.gz) in build/release/packages"
