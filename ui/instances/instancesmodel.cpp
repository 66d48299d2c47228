// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancesmodel.h"

#include <QGuiApplication>
#include <QPixmap>
#include <QUrl>

#include "core/base/product.h"
#include "core/session/linkstatus.h"
#include "core/settings/preferences.h"
#include "core/topics/systopics.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/page.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/instances/instances.h"

namespace syspulse {

namespace {

/// What is known only while values are there.
QString topicOf(int column)
{
    switch (column) {
    case InstancesModel::Clients:
        return systopics::clientsConnected;
    case InstancesModel::MessagesIn:
    case InstancesModel::Trend:
        return systopics::messagesReceived;
    case InstancesModel::MessagesOut:
        return systopics::messagesSent;
    case InstancesModel::FailedLogins:
        return systopics::loginsFailed;
    case InstancesModel::Updater:
    case InstancesModel::Age:
        return systopics::heartbeat;
    default:
        return {};
    }
}

bool isTraffic(int column)
{
    return column == InstancesModel::MessagesIn || column == InstancesModel::MessagesOut ||
           column == InstancesModel::Trend;
}

bool isCurrent(const InstanceRow &row, int column)
{
    if (column == InstancesModel::Alerts || column == InstancesModel::Version)
        return row.instance != nullptr && row.instance->session().isReachable();
    const QString topic = topicOf(column);
    return topic.isEmpty() || (row.instance != nullptr && !row.instance->store().isStale(topic));
}

std::optional<qint64> ageMs(const InstanceRow &row)
{
    return row.instance == nullptr ? std::nullopt : row.instance->store().ageMs(systopics::heartbeat);
}

/// How many alerts of the instance fire; nothing where nobody watches it.
std::optional<double> firingCount(const InstanceRow &row)
{
    if (row.instance == nullptr || !row.instance->wasUsed())
        return std::nullopt;
    return double(row.instance->alerts().firing().size());
}

/// Of the most severe one that fires.
std::optional<Severity> firingSeverity(const InstanceRow &row)
{
    std::optional<AlertSeverity> most;
    if (firingCount(row).value_or(0) > 0) {
        for (const AlertRule &rule : row.instance->alerts().firing())
            most = std::max(most.value_or(rule.severity), rule.severity);
    }
    return most ? std::optional(AlertTexts::severity(*most)) : std::nullopt;
}

QString versionText(const InstanceRow &row)
{
    const QString version = row.instance == nullptr ? QString() : row.instance->session().info().version;
    return version.isEmpty() ? unknownText() : oneLine(productName(version), 60);
}

QString urlOf(const InstanceRow &row)
{
    return row.instance != nullptr && row.instance->wasUsed() ? row.instance->settings().url
                                                              : row.profile.url;
}

/// What is shown of the profile: an instance that is not kept has one too.
const Profile &profileOf(const InstanceRow &row)
{
    return row.instance != nullptr && row.profile.id.isEmpty() ? row.instance->session().profile()
                                                               : row.profile;
}

} // namespace

InstancesModel::InstancesModel(const ProfileStore &profiles, const Instances &instances,
                               const PreferenceStore &preferences, const UnitFormatter &format,
                               QObject *parent)
    : RowsModel(parent)
    , m_profiles(profiles)
    , m_instances(instances)
    , m_preferences(preferences)
{
    const auto count = [this, format](int column) {
        return [=, this](const InstanceRow &row) {
            return format.value(number(row, column), Unit::None, NumberStyle::Full).number;
        };
    };
    const auto rate = [this, format](int column) {
        return [=, this](const InstanceRow &row) {
            return format.rate(number(row, column), Unit::Messages, NumberStyle::Compact).text();
        };
    };
    setColumns({{tr("Name"),
                 [](const InstanceRow &row) {
                     return row.profile.id.isEmpty() ? row.instance->title() : oneLine(row.profile.name, 80);
                 }},
                {tr("Group"), [](const InstanceRow &row) { return oneLine(profileOf(row).group, 60); }},
                {tr("Environment"), [](const InstanceRow &row) { return environment(profileOf(row)); }},
                {tr("State"), [](const InstanceRow &row) { return state(row).second; }},
                {tr("Alerts"), count(Alerts), Align::Right},
                {tr("Clients"), count(Clients), Align::Right},
                {tr("Messages in"), rate(MessagesIn), Align::Right},
                {tr("Messages out"), rate(MessagesOut), Align::Right},
                {tr("Trend"), [](const InstanceRow &) { return QString(); }},
                {tr("Failed logins"), count(FailedLogins), Align::Right},
                {tr("Updater"), [](const InstanceRow &row) { return updaterText(row); }},
                {tr("Updated"),
                 [format](const InstanceRow &row) {
                     const std::optional<qint64> age = ageMs(row);
                     return age ? format.age(*age) : unknownText();
                 }},
                {tr("Version"), [](const InstanceRow &row) { return versionText(row); }},
                {tr("Address"), [](const InstanceRow &row) { return oneLine(urlOf(row), 200); }}});
    connect(&profiles, &ProfileStore::loaded, this, &InstancesModel::rebuild);
    connect(&profiles, &ProfileStore::changed, this, &InstancesModel::rebuild);
    connect(&instances, &Instances::added, this, [this](Instance *instance) {
        connect(&instance->session(), &Session::profileChanged, this, &InstancesModel::rebuild);
        connect(&instance->alerts(), &AlertMonitor::changed, this, &InstancesModel::refresh);
        connect(&instance->session().connection(), &SessionConnection::stateChanged, this,
                &InstancesModel::rebuild);
        connect(&instance->session().connection(), &SessionConnection::reachChanged, this,
                &InstancesModel::rebuild);
        rebuild();
    });
    connect(&instances, &Instances::removed, this, [this](Instance *instance) {
        disconnect(&instance->session(), nullptr, this, nullptr);
        disconnect(&instance->alerts(), nullptr, this, nullptr);
        rebuild();
    });
    rebuild();
}

QVariant InstancesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == Trend)
        return tr("Messages in, in the last %n minutes", nullptr, TrendDelegate::spanMinutes);
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && isTraffic(section))
        return m_preferences.values().ownTrafficShown
                   ? tr("With SysPulse's own traffic, as chosen on the Overview page.")
                   : tr("Without SysPulse's own traffic where the instance tells it; the Overview page can "
                        "include it.");
    return RowsModel::headerData(section, orientation, role);
}

std::optional<double> InstancesModel::number(const InstanceRow &row, int column) const
{
    if (column == Alerts)
        return firingCount(row);
    if (row.instance == nullptr)
        return std::nullopt;
    const LiveStore &store = row.instance->store();
    const QString topic = topicOf(column);
    if (isTraffic(column))
        return trafficOf(store, m_preferences).rate(topic);
    const TopicValue *value = store.value(topic);
    return value == nullptr ? std::nullopt : value->number;
}

void InstancesModel::rebuild()
{
    QList<InstanceRow> rows;
    for (const Profile &profile : m_profiles.profiles())
        rows.append({profile, m_instances.ofProfile(profile.id)});
    for (Instance *instance : m_instances.all()) {
        if (instance->wasUsed() && m_profiles.find(instance->session().profile().id) == nullptr)
            rows.append({Profile(), instance});
    }
    update(rows, std::equal_to<>());
}

QString InstancesModel::address(int row) const
{
    return urlOf(at(row));
}

TrendDelegate::Trend InstancesModel::trend(int row) const
{
    const Instance *instance = at(row).instance;
    if (instance == nullptr)
        return {};
    const QString topic = topicOf(Trend);
    return {&instance->store(), topic, [this, instance, topic](qint64 fromMs, qint64 toMs) {
                return trafficOf(instance->store(), m_preferences).ratePoints(topic, fromMs, toMs);
            }};
}

bool InstancesModel::isUsed(int column) const
{
    return find([&](const InstanceRow &row) { return !text(row, column).isEmpty(); }) >= 0;
}

int InstancesModel::rowOf(const QString &id, const Instance *instance) const
{
    return find([&](const InstanceRow &row) {
        return id.isEmpty() ? row.instance != nullptr && row.instance == instance : row.profile.id == id;
    });
}

QVariant InstancesModel::cell(const InstanceRow &row, int column, int role) const
{
    constexpr int discSize = 11;
    const QPalette palette = QGuiApplication::palette();
    switch (role) {
    case SortRole:
        return sortValue(row, column);
    case Qt::ForegroundRole:
        if (column == State) {
            const Severity severity = state(row).first;
            return severity == Severity::Ok ? QVariant() : severityColor(severity, palette);
        }
        if (const auto severity = column == Alerts ? firingSeverity(row) : std::nullopt)
            return severityColor(*severity, palette);
        return isCurrent(row, column) ? QVariant() : QVariant(themeColors(palette).stale);
    case Qt::DecorationRole:
        if (column == State)
            return discIcon(discSize, 9, severityColor(state(row).first, palette), palette);
        if (const auto severity = column == Alerts ? firingSeverity(row) : std::nullopt)
            return discIcon(discSize, 9, severityColor(*severity, palette), palette);
        if (column == EnvironmentColumn && row.profile.environment != Environment::None)
            return discIcon(discSize, 9, environmentColor(row.profile.environment, palette), palette);
        return {};
    case Qt::ToolTipRole:
        if (column == Alerts && firingCount(row).value_or(0) > 0)
            return row.instance->alerts().texts().summary(row.instance->alerts().firing());
        [[fallthrough]];
    default:
        return RowsModel::cell(row, column, role);
    }
}

std::pair<Severity, QString> InstancesModel::state(const InstanceRow &row)
{
    if (row.instance == nullptr)
        return {Severity::Neutral, tr("Not connected")};
    const Session &session = row.instance->session();
    const LinkStatus::Light link = LinkStatus::instance(session);
    const LinkStatus::Light broker = LinkStatus::broker(session);
    if (!session.isReachable() || session.mqttState() == MqttClient::State::Connected)
        return {link.severity, link.text};
    return {broker.severity, broker.text};
}

QString InstancesModel::updaterText(const InstanceRow &row)
{
    if (row.instance == nullptr || !row.instance->session().isReachable())
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
    if (store.value(systopics::heartbeat) == nullptr || store.isStale(systopics::heartbeat))
        return tr("None");
    const TopicValue *host = store.value(systopics::host);
    //: %1 is the name of a computer
    return host == nullptr ? tr("Active elsewhere") : tr("Active on %1").arg(oneLine(host->text, 60));
}

QString InstancesModel::environment(const Profile &profile)
{
    const QString environment = environmentText(profile.environment);
    if (!profile.readOnly)
        return environment;
    return environment.isEmpty() ? tr("Read-only")
                                 //: %1 is an environment such as Production
                                 : tr("%1, read-only").arg(environment);
}

QVariant InstancesModel::sortValue(const InstanceRow &row, int column) const
{
    if (column >= Alerts && column <= FailedLogins)
        return number(row, column).value_or(-1);
    if (column == Age)
        return ageMs(row).value_or(std::numeric_limits<qint64>::max());
    if (column == EnvironmentColumn)
        return int(row.profile.environment);
    return text(row, column).toCaseFolded();
}

} // namespace syspulse
