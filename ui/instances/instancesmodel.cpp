// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancesmodel.h"

#include <QGuiApplication>
#include <QPixmap>
#include <QUrl>

#include "core/session/linkstatus.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/instances/instances.h"

namespace syspulse {

namespace {

constexpr QLatin1String clientsTopic("$SYS/broker/clients/connected");
constexpr QLatin1String receivedTopic("$SYS/broker/publish/messages/received");
constexpr QLatin1String sentTopic("$SYS/broker/publish/messages/sent");
constexpr QLatin1String failedTopic("$SYS/broker/connections/failed");
constexpr QLatin1String heartbeatTopic("$SYS/broker/syspulse/updater/heartbeat");
constexpr QLatin1String hostTopic("$SYS/broker/syspulse/updater/host");

/// What is known only while values are there.
QString topicOf(InstancesModel::Column column)
{
    switch (column) {
    case InstancesModel::Clients:
        return clientsTopic;
    case InstancesModel::MessagesIn:
        return receivedTopic;
    case InstancesModel::MessagesOut:
        return sentTopic;
    case InstancesModel::FailedLogins:
        return failedTopic;
    case InstancesModel::Updater:
    case InstancesModel::Age:
        return heartbeatTopic;
    default:
        return {};
    }
}

} // namespace

InstancesModel::InstancesModel(const ProfileStore &profiles, const Instances &instances,
                               const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_profiles(profiles)
    , m_instances(instances)
    , m_format(format)
{
    connect(&profiles, &ProfileStore::loaded, this, &InstancesModel::rebuild);
    connect(&profiles, &ProfileStore::changed, this, &InstancesModel::rebuild);
    connect(&instances, &Instances::added, this, [this](Instance *instance) {
        connect(&instance->session(), &Session::profileChanged, this, &InstancesModel::rebuild);
        connect(&instance->session().connection(), &SessionConnection::stateChanged, this,
                &InstancesModel::rebuild);
        rebuild();
    });
    connect(&instances, &Instances::removed, this, [this](Instance *instance) {
        disconnect(&instance->session(), nullptr, this, nullptr);
        rebuild();
    });
    rebuild();
}

void InstancesModel::rebuild()
{
    QList<Row> rows;
    for (const Profile &profile : m_profiles.profiles())
        rows.append({profile, m_instances.ofProfile(profile.id)});
    for (Instance *instance : m_instances.all()) {
        if (instance->wasUsed() && m_profiles.find(instance->session().profile().id) == nullptr)
            rows.append({Profile(), instance});
    }
    const bool sameRows =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
            return a.profile == b.profile && a.instance == b.instance;
        });
    if (sameRows) {
        refresh();
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void InstancesModel::refresh()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCountValue - 1));
}

int InstancesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int InstancesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QString InstancesModel::profileId(int row) const
{
    return m_rows.at(row).profile.id;
}

Instance *InstancesModel::instance(int row) const
{
    return m_rows.at(row).instance;
}

int InstancesModel::rowOf(const QString &id, const Instance *instance) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const Row &each = m_rows.at(row);
        if (id.isEmpty() ? each.instance != nullptr && each.instance == instance : each.profile.id == id)
            return row;
    }
    return -1;
}

QVariant InstancesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(text(row, column));
    case SortRole:
        return sortValue(row, column);
    case Qt::ForegroundRole:
        return color(row, column);
    case Qt::DecorationRole:
        if (column == State)
            return discPixmap(10, 9, severityColor(state(row).first, QGuiApplication::palette()));
        if (column == EnvironmentColumn && row.profile.environment != Environment::None)
            return discPixmap(10, 9, environmentColor(row.profile.environment, QGuiApplication::palette()));
        return {};
    case Qt::TextAlignmentRole:
        return column >= Clients && column <= FailedLogins ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                           : int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant InstancesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= Clients && section <= FailedLogins ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                             : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Group:
        return tr("Group");
    case EnvironmentColumn:
        return tr("Environment");
    case State:
        return tr("State");
    case Clients:
        return tr("Clients");
    case MessagesIn:
        return tr("Messages in");
    case MessagesOut:
        return tr("Messages out");
    case FailedLogins:
        return tr("Failed logins");
    case Updater:
        return tr("Updater");
    case Age:
        return tr("Updated");
    case columnCountValue:
        break;
    }
    return {};
}

std::optional<double> InstancesModel::number(const Row &row, Column column)
{
    if (row.instance == nullptr)
        return std::nullopt;
    const LiveStore &store = row.instance->store();
    const QString topic = topicOf(column);
    if (column == MessagesIn || column == MessagesOut)
        return store.rate(topic);
    const TopicValue *value = store.value(topic);
    return value == nullptr ? std::nullopt : value->number;
}

bool InstancesModel::isCurrent(const Row &row, Column column)
{
    const QString topic = topicOf(column);
    return topic.isEmpty() || (row.instance != nullptr && !row.instance->store().isStale(topic));
}

std::pair<Severity, QString> InstancesModel::state(const Row &row)
{
    if (row.instance == nullptr)
        return {Severity::Neutral, tr("Not connected")};
    const Session &session = row.instance->session();
    const LinkStatus::Light link = LinkStatus::instance(session);
    const LinkStatus::Light broker = LinkStatus::broker(session);
    if (!session.isConnected() || session.mqttState() == MqttClient::State::Connected)
        return {link.severity, link.text};
    return {broker.severity, broker.text};
}

QString InstancesModel::updaterText(const Row &row)
{
    if (row.instance == nullptr || !row.instance->session().isConnected())
        return unknownText();
    switch (row.instance->session().updaterStatus().state) {
    case UpdaterState::Stopped:
        break;
    case UpdaterState::Paused:
        return tr("Paused here");
    case UpdaterState::Quiet:
        return tr("Quiet hours");
    case UpdaterState::Waiting:
    case UpdaterState::Running:
        return tr("Active here");
    case UpdaterState::StandingBy:
        return tr("Standing by here");
    case UpdaterState::Retrying:
        return tr("Failed, will try again");
    }
    const LiveStore &store = row.instance->store();
    if (store.value(heartbeatTopic) == nullptr || store.isStale(heartbeatTopic))
        return tr("None");
    const TopicValue *host = store.value(hostTopic);
    //: %1 is the name of a computer
    return host == nullptr ? tr("Active elsewhere") : tr("Active on %1").arg(oneLine(host->text, 60));
}

QString InstancesModel::text(const Row &row, Column column) const
{
    const Profile &profile =
        row.instance != nullptr && row.profile.id.isEmpty() ? row.instance->session().profile() : row.profile;
    switch (column) {
    case Name:
        return row.profile.id.isEmpty() ? row.instance->title() : oneLine(profile.name, 80);
    case Group:
        return oneLine(profile.group, 60);
    case EnvironmentColumn: {
        const QString environment = environmentText(profile.environment);
        if (!profile.readOnly)
            return environment;
        return environment.isEmpty() ? tr("Read-only")
                                     //: %1 is an environment such as Production
                                     : tr("%1, read-only").arg(environment);
    }
    case State:
        return state(row).second;
    case Clients:
    case FailedLogins:
        return m_format.value(number(row, column), Unit::None, NumberStyle::Full).number;
    case MessagesIn:
    case MessagesOut:
        return m_format.rate(number(row, column), Unit::Messages, NumberStyle::Compact).text();
    case Updater:
        return updaterText(row);
    case Age: {
        const auto age = row.instance == nullptr ? std::nullopt : row.instance->store().ageMs(heartbeatTopic);
        return age ? m_format.age(*age) : unknownText();
    }
    case columnCountValue:
        break;
    }
    return {};
}

QVariant InstancesModel::sortValue(const Row &row, Column column) const
{
    if (column >= Clients && column <= FailedLogins)
        return number(row, column).value_or(-1);
    if (column == Age) {
        const auto age = row.instance == nullptr ? std::nullopt : row.instance->store().ageMs(heartbeatTopic);
        return age ? QVariant(*age) : QVariant(std::numeric_limits<qint64>::max());
    }
    if (column == EnvironmentColumn)
        return int(row.profile.environment);
    return text(row, column).toCaseFolded();
}

QVariant InstancesModel::color(const Row &row, Column column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == State) {
        const Severity severity = state(row).first;
        return severity == Severity::Ok ? QVariant() : severityColor(severity, palette);
    }
    return isCurrent(row, column) ? QVariant() : QVariant(themeColors(palette).stale);
}

} // namespace syspulse
