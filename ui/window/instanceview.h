// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QPushButton>
#include <QStackedWidget>

#include "core/session/linkstatus.h"
#include "ui/base/commands.h"
#include "ui/base/page.h"

namespace syspulse {

class Banner;
class BannerDock;
class HeaderBar;
class Instance;
class OverviewPage;

/// The pages of one instance, with the state of the links to it over all of them. At first there is but the
/// overview; each other page is made when it is wanted, by complete(), or before the instance connects,
/// because the pages keep what its session says.
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

    /// Makes all pages that are not there yet.
    void complete();
    bool isComplete() const;
    /// Makes one page, or the charts; false: all are there.
    bool makeNext();

    void showPage(PageId id);
    PageId currentPage() const;
    /// Shows @p topic on the page of topics.
    void showTopic(const QString &topic);
    /// Has the user write a note about now, on whichever page.
    void writeNote();
    /// Buttons of the pages that do what a menu offers too.
    QList<QAbstractButton *> updaterButtons();
    QList<QAbstractButton *> chartButtons();
    QList<QAbstractButton *> rangeButtons();
    /// Has them say what can be done now, whether or not they can be seen.
    void refreshButtons();
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
    /// All pages are there.
    void completed();
    /// The user wants to enter where to connect.
    void connectRequested();
    /// See Page.
    void diarySettingsRequested();
    /// The instance is to be connected again.
    void reconnectRequested();

private:
    /// The page @p id, which is made where it is not there yet.
    Page *page(PageId id);
    template <typename T>
    T *page(PageId id)
    {
        return static_cast<T *>(page(id));
    }
    Page *make(PageId id);
    void addPage(Page *page, PageId id);
    void tellCompletion();
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
    BannerDock *m_dock;
    OverviewPage *m_overview = nullptr;
    std::array<Page *, pageCount> m_pages{}; ///< by PageId; nullptr: not made yet
    bool m_told = false;                     ///< that all are there
};

} // namespace syspulse
