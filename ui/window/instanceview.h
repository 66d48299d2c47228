// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QStackedWidget>

#include "core/session/linkstatus.h"
#include "ui/base/commands.h"
#include "ui/base/page.h"

namespace syspulse {

class Banner;
class ClientsPage;
class HeaderBar;
class Instance;
class OverviewPage;
class TopicsPage;
class UpdaterPage;

/// The pages of one instance, with the state of the links to it over all of them.
class InstanceView : public QWidget
{
    Q_OBJECT

public:
    enum class PageId { Overview, Topics, Clients, Broker, Updater, Setup, Log, Alerts };
    Q_ENUM(PageId)
    static constexpr int pageCount = 8;
    /// An untranslated name for files.
    static QString pageName(PageId page);
    static std::optional<PageId> pageNamed(const QString &name);

    /// @p instance and all that @p context names must outlive the view; of @p context the session and the
    /// store are those of @p instance.
    InstanceView(Instance &instance, const PageContext &context, QWidget *parent = nullptr);
    ~InstanceView() override;

    Instance &instance() const { return m_instance; }

    void showPage(PageId page);
    PageId currentPage() const;
    /// Shows @p topic on the page of topics.
    void showTopic(const QString &topic);
    /// Has the user write a note about now, on whichever page.
    void writeNote();
    /// Buttons of the pages that do what a menu offers too.
    QList<QAbstractButton *> updaterButtons() const;
    QList<QAbstractButton *> chartButtons() const;
    QList<QAbstractButton *> rangeButtons() const;
    /// Has them say what can be done now, whether or not they can be seen.
    void refreshButtons() const;
    /// What the pages can export, the charts included; @p nameOf names a page.
    QList<Command> exports(const std::function<QString(PageId)> &nameOf);
    /// What the page of clients, which is called @p group, finds for what is @p typed.
    QList<Command> clientsNamed(const QString &typed, const QString &group);
    /// Shows the way from nothing to live charts on the overview.
    void showFirstSteps();
    /// Draws what changes with time; called each second while the view can be seen.
    void tick();
    /// How many values there are and how old they are; empty without values.
    QString statusText() const;

signals:
    void pageChanged();
    /// The user wants to enter where to connect.
    void connectRequested();
    /// See Page.
    void diarySettingsRequested();
    /// The instance is to be connected again.
    void reconnectRequested();

private:
    void makePages();
    void followBanner();
    bool isHere(LinkStatus::Notice::Remedy remedy) const;
    void updateLink();
    void updateAlerts();
    void acknowledge();
    void updateAddress();

    Instance &m_instance;
    PageContext m_context;
    HeaderBar *m_header;
    Banner *m_banner;
    Banner *m_alertBanner; ///< what fires, where the desktop does not say it
    QStackedWidget *m_stack;
    OverviewPage *m_overview = nullptr;
    TopicsPage *m_topics = nullptr;
    ClientsPage *m_clients = nullptr;
    UpdaterPage *m_updater = nullptr;
    QList<Page *> m_pages; ///< by PageId
};

} // namespace syspulse
