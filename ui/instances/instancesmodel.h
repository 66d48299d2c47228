// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/profiles/profilestore.h"
#include "core/units/unitformatter.h"
#include "ui/base/statusdot.h"

namespace syspulse {

class Instance;
class Instances;

/// One row for each kept profile and each instance that is worked with: what it is, how the links to it are,
/// and its most telling numbers. A number that is not known is an em dash; one that is not current is grey.
class InstancesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Group,
        EnvironmentColumn,
        State,
        Clients,
        MessagesIn,
        MessagesOut,
        FailedLogins,
        Updater,
        Age,
        columnCountValue
    };
    /// SortRole: what to sort by.
    enum Role { SortRole = Qt::UserRole };

    /// All must outlive the model.
    InstancesModel(const ProfileStore &profiles, const Instances &instances, const UnitFormatter &format,
                   QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The profile of @p row; empty for an instance that is not kept.
    QString profileId(int row) const;
    /// Who works with what @p row shows, or nullptr.
    Instance *instance(int row) const;
    /// The row of the profile @p id, or else of @p instance; negative when there is none.
    int rowOf(const QString &id, const Instance *instance) const;

    /// Numbers and ages may have changed.
    void refresh();

private:
    struct Row
    {
        Profile profile; ///< without an id where the instance is not kept
        Instance *instance = nullptr;
    };

    void rebuild();
    QString text(const Row &row, Column column) const;
    QVariant sortValue(const Row &row, Column column) const;
    QVariant color(const Row &row, Column column) const;
    /// The number behind @p column, where it is known.
    static std::optional<double> number(const Row &row, Column column);
    static bool isCurrent(const Row &row, Column column);
    static std::pair<Severity, QString> state(const Row &row);
    static QString updaterText(const Row &row);

    const ProfileStore &m_profiles;
    const Instances &m_instances;
    const UnitFormatter m_format;
    QList<Row> m_rows;
};

} // namespace syspulse
