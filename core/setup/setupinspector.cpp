// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setupinspector.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/harper/notthere.h"
#include "core/updater/recordids.h"

namespace syspulse {

namespace {

/// More files than any version of our component has had.
constexpr qsizetype maxFiles = 50;

/// As many as Qt asks of one host at a time. One after the other, 40 files take 40 round trips.
constexpr int filesAtOnce = 6;

/// Those that every version may have, and what else is there: a file that is ours no longer must be found.
QStringList namesToRead(const ComponentInfo &component)
{
    QStringList names = bundledComponent().keys();
    for (const QString &name : component.files) {
        if (!names.contains(name) && names.size() < maxFiles && !name.contains(QLatin1Char('/')))
            names.append(name);
    }
    return names;
}

} // namespace

SetupInspector::SetupInspector(OperationsClient *client, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_state(client, layout)
{}

void SetupInspector::cancel()
{
    m_run.end();
    m_done = nullptr;
}

void SetupInspector::inspect(Done done, Files files, const std::optional<Known> &known)
{
    cancel();
    m_run.begin();
    m_done = std::move(done);
    m_files = files;
    m_facts = SetupFacts();
    m_records.reset();
    m_installed.clear();
    if (known && known->user.superUser) {
        m_facts.user = known->user;
        m_facts.version = known->version;
        m_facts.configuration = known->configuration;
        return readComponents();
    }
    m_client->userInfo(m_run.context(), [this](const Result<UserInfo> &user) {
        if (!user)
            return fail(user.error());
        m_facts.user = *user;
        if (user->superUser)
            readVersion();
        else
            finish();
    });
}

void SetupInspector::readVersion()
{
    m_client->version(m_run.context(), [this](const Result<QString> &version) {
        if (!version)
            return fail(version.error());
        m_facts.version = *version;
        m_client->configuration(m_run.context(), [this](const Result<ServerConfiguration> &configuration) {
            if (!configuration)
                return fail(configuration.error());
            m_facts.configuration = *configuration;
            readComponents();
        });
    });
}

void SetupInspector::readComponents()
{
    m_client->components(m_run.context(), [this](const Result<QList<ComponentInfo>> &components) {
        if (!components)
            return fail(components.error());
        for (const ComponentInfo &component : *components) {
            if (component.name == m_layout.project)
                m_facts.component = component;
        }
        readStatus();
    });
}

void SetupInspector::readStatus()
{
    m_client->status(m_run.context(), [this](const Result<ServerStatus> &status) {
        if (status)
            m_facts.componentLoaded = componentLoaded(*status, m_layout.project, 0, 1, configuredParts());
        else if (!saysUnknownOperation(status.error()))
            return fail(status.error());
        else // servers before 4.5 have no get_status: whether the tables are there must do
            m_facts.componentLoaded = m_facts.component.has_value();
        readDatabase();
    });
}

void SetupInspector::readDatabase()
{
    m_client->describeDatabase(m_layout.database, m_run.context(),
                               [this](const Result<std::optional<DatabaseInfo>> &database) {
                                   if (!database)
                                       return fail(database.error());
                                   m_facts.databaseExists = database->has_value();
                                   const DatabaseInfo tables = database->value_or(DatabaseInfo());
                                   for (const QString &table : m_layout.tablesOfAnyVersion()) {
                                       if (tables.contains(table))
                                           m_facts.tables.append(table);
                                   }
                                   m_facts.table = tables.value(m_layout.table);
                                   m_facts.stateTable = tables.value(m_layout.stateTable);
                                   readTable();
                               });
}

void SetupInspector::readTable()
{
    const bool known = m_facts.table || !m_facts.tables.contains(m_layout.table);
    const bool stateKnown = m_facts.stateTable || !m_facts.tables.contains(m_layout.stateTable);
    if (known && stateKnown) {
        m_facts.records = m_facts.table ? int(m_facts.table->recordCount) : 0;
        return readIds();
    }
    const QString name = known ? m_layout.stateTable : m_layout.table;
    m_client->describeTable(m_layout.database, name, m_run.context(),
                            [this, name, known](const Result<std::optional<TableInfo>> &table) {
                                if (!table)
                                    return fail(table.error());
                                (known ? m_facts.stateTable : m_facts.table) = *table;
                                if (!*table) // somebody has just removed it
                                    m_facts.tables.removeOne(name);
                                readTable();
                            });
}

void SetupInspector::readIds()
{
    if (!m_facts.table)
        return readMarker();
    const auto withIds = [this](const Result<Json> &records) {
        if (!records)
            return fail(records.error());
        QStringList ids;
        for (const Json &record : *records)
            ids.append(textOr(record, "id"));
        m_facts.ids = styleOfRecords(ids);
        readMarker();
    };
    const auto askForIds = [this, withIds] {
        m_client->recordsById(m_layout.database, m_layout.table, idsThatTellTheStyle(), m_run.context(),
                              withIds);
    };
    if (m_mostRecords == 0)
        return askForIds();
    m_client->records(m_layout.database, m_layout.table, {QStringLiteral("*")}, m_mostRecords,
                      m_run.context(), [this, withIds, askForIds](const Result<Json> &records) {
                          if (records)
                              m_records = std::make_shared<const Json>(*records);
                          // Those that tell the style may be among the ones that are left out.
                          if (records && records->size() >= size_t(m_mostRecords))
                              askForIds();
                          else
                              withIds(records);
                      });
}

void SetupInspector::readMarker()
{
    const bool former = m_facts.tables.contains(m_layout.formerStateTable);
    if (!m_facts.stateTable && !former)
        return readRoles();
    m_state.setFormer(former);
    const QStringList ids{installMarkerId, madeRolesId};
    m_state.recordsById(ids, m_run.context(), [this](const Result<Json> &records) {
        if (!records)
            return fail(records.error());
        // The one in the former table is older, if there are two.
        for (const Json &record : *records) {
            if (textOr(record, "id") == madeRolesId) {
                m_facts.madeRoles = rolesOfRecord(record);
                continue;
            }
            m_facts.marker = m_facts.marker || textOr(record, "owner") == QLatin1String("SysPulse");
            const Json *payload = member(record, "payload");
            m_facts.markedDatabase =
                m_facts.markedDatabase || (payload && boolAt(*payload, "madeDatabase").value_or(false));
            if (payload && m_facts.rememberedHashes.isEmpty())
                readInstalled(*payload);
        }
        readRoles();
    });
}

void SetupInspector::readRoles()
{
    if (!m_looksForRoles && m_facts.madeRoles.isEmpty())
        return readFiles();
    m_client->roles(m_run.context(), [this](const Result<QList<RoleInfo>> &roles) {
        if (!roles)
            return fail(roles.error());
        for (const SetupRole role : setupRoles) {
            if (const auto found = findRole(*roles, role))
                m_facts.roles.append(*found);
        }
        readFiles();
    });
}

void SetupInspector::readInstalled(const Json &payload)
{
    const Json *component = member(payload, "component");
    const auto texts = [component](const char *name) {
        QMap<QString, QString> map;
        const Json *found = component != nullptr ? member(*component, name) : nullptr;
        if (found == nullptr || !found->is_object())
            return map;
        for (const auto &[file, text] : found->items()) {
            if (text.is_string())
                map.insert(textFromUtf8(file), textFromUtf8(text.get<std::string>()));
        }
        return map;
    };
    m_facts.rememberedHashes = texts("sha256");
    m_installed = texts("changed");
}

void SetupInspector::readFiles()
{
    m_filesToRead = m_facts.component ? namesToRead(*m_facts.component) : QStringList();
    m_filesUnderWay = 0;
    if (m_files == Files::Changed) {
        m_bundled = bundledComponent();
        m_bundledHashes = hashesOf(m_bundled);
        m_filesToRead.removeIf([this](const QString &file) { return isAsInstalled(file); });
        for (auto it = m_bundled.cbegin(); it != m_bundled.cend(); ++it) {
            if (isAsInstalled(it.key()))
                m_facts.componentFiles.insert(it.key(), it.value());
        }
    }
    readMoreFiles();
}

bool SetupInspector::isAsInstalled(const QString &file) const
{
    if (!m_facts.component || !m_bundled.contains(file))
        return false;
    const FileStamp stamp = m_facts.component->stamps.value(file);
    return !stamp.changed.isEmpty() && stamp.changed == m_installed.value(file) &&
           stamp.size == m_bundled.value(file).size() &&
           m_facts.rememberedHashes.value(file) == m_bundledHashes.value(file);
}

void SetupInspector::readMoreFiles()
{
    while (!m_filesToRead.isEmpty() && m_filesUnderWay < filesAtOnce)
        readFile(m_filesToRead.takeFirst());
    if (m_filesUnderWay == 0)
        finish();
}

void SetupInspector::readFile(const QString &file)
{
    ++m_filesUnderWay;
    m_client->componentFile(m_layout.project, file, m_run.context(),
                            [this, file](const Result<std::optional<QByteArray>> &content) {
                                if (!content)
                                    return fail(content.error());
                                if (*content && file == SetupNote::fileName())
                                    m_facts.note = SetupNote::fromJson(**content);
                                else if (*content)
                                    m_facts.componentFiles.insert(file, **content);
                                --m_filesUnderWay;
                                readMoreFiles();
                            });
}

void SetupInspector::finish()
{
    const Done done = std::exchange(m_done, nullptr);
    m_run.end();
    if (done)
        done(m_facts);
}

void SetupInspector::fail(const Error &error)
{
    const Done done = std::exchange(m_done, nullptr);
    m_run.end();
    if (done)
        done(Unexpected<Error>{error});
}

} // namespace syspulse
