// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/profilestore.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"
#include "ui/base/statusdot.h"
#include "ui/base/trenddelegate.h"

namespace syspulse {

class Instance;
class Instances;
class PreferenceStore;

struct InstanceRow
{
    Profile profile; ///< without an id where the instance is not kept
    Instance *instance = nullptr;

    bool operator==(const InstanceRow &) const = default;
};

/// One row for each kept profile and each instance that is worked with: what it is, how the links to it are,
/// and its most telling numbers. A number that is not known is an em dash; one that is not current is grey.
class InstancesModel : public RowsModel<InstanceRow>
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Group,
        EnvironmentColumn,
        State,
        Alerts, ///< how many fire
        Clients,
        MessagesIn,
        MessagesOut,
        Trend, ///< of the messages in; drawn, see trend()
        FailedLogins,
        Updater,
        Age,
        Version,
        Address
    };
    /// SortRole: what to sort by.
    enum Role { SortRole = Qt::UserRole };

    /// All must outlive the model.
    InstancesModel(const ProfileStore &profiles, const Instances &instances,
                   const PreferenceStore &preferences, const UnitFormatter &format,
                   QObject *parent = nullptr);

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The profile of @p row; empty for an instance that is not kept.
    QString profileId(int row) const { return at(row).profile.id; }
    /// Who works with what @p row shows, or nullptr.
    Instance *instance(int row) const { return at(row).instance; }
    /// Where the operations API of the instance in @p row is, as a URL.
    QString address(int row) const;
    /// The row of the profile @p id, or else of @p instance; negative when there is none.
    int rowOf(const QString &id, const Instance *instance) const;

    /// The course of the messages that come in, of the instance in @p row.
    TrendDelegate::Trend trend(int row) const;
    /// Whether some row has something in @p column.
    bool isUsed(int column) const;

    /// Numbers and ages may have changed.
    void refresh() { allChanged(); }

protected:
    QVariant cell(const InstanceRow &row, int column, int role) const override;

private:
    void rebuild();
    /// The number behind @p column, where it is known.
    std::optional<double> number(const InstanceRow &row, int column) const;
    QVariant sortValue(const InstanceRow &row, int column) const;
    static QString environment(const Profile &profile);
    static std::pair<Severity, QString> state(const InstanceRow &row);
    static QString updaterText(const InstanceRow &row);

    const ProfileStore &m_profiles;
    const Instances &m_instances;
    const PreferenceStore &m_preferences;
};

} // namespace syspulse
