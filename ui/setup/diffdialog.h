// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

#include "core/setup/componentversion.h"

namespace syspulse {

/// Shows what changes in files, read-only: removed lines and added lines in colours that keep their contrast
/// on a light and on a dark ground.
class DiffDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DiffDialog(const QList<FileChange> &changes, QWidget *parent = nullptr);
};

} // namespace syspulse
