// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/helpwindow.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace syspulse {

namespace {

const QString &contentsPage()
{
    static const QString name = QStringLiteral("index");
    return name;
}

/// Shows what is among the resources, and nothing else.
class HelpBrowser final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl &name) override
    {
        // A page names its links by their place in its own folder.
        const QUrl url = source().resolved(name);
        const bool ours = url.scheme() == QLatin1String("qrc") && QDir::cleanPath(url.path()) == url.path() &&
                          url.path().startsWith(QLatin1String("/syspulse/help/"));
        return ours ? QTextBrowser::loadResource(type, url) : QVariant();
    }
};

} // namespace

QString HelpWindow::folderOf(const QString &language)
{
    return QStringLiteral(":/syspulse/help/") + language;
}

QStringList HelpWindow::pages()
{
    return {QStringLiteral("instances"), QStringLiteral("overview"), QStringLiteral("topics"),
            QStringLiteral("clients"),   QStringLiteral("broker"),   QStringLiteral("updater"),
            QStringLiteral("setup"),     QStringLiteral("log"),      QStringLiteral("alerts")};
}

void HelpWindow::openOver(QWidget *parent, const QString &page)
{
    auto *help = parent->findChild<HelpWindow *>(QString(), Qt::FindDirectChildrenOnly);
    if (help == nullptr)
        help = new HelpWindow(parent);
    help->showPage(page);
    help->show();
    help->raise();
    help->activateWindow();
}

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
    , m_browser(new HelpBrowser)
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Help"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 620);
    m_browser->setObjectName(QStringLiteral("helpText"));
    m_browser->setAccessibleName(tr("Help"));
    m_browser->document()->setDocumentMargin(12);
    m_browser->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);

    auto *contents = new QPushButton(tr("&Contents"));
    contents->setObjectName(QStringLiteral("helpContents"));
    auto *back = new QPushButton(tr("&Back"));
    back->setObjectName(QStringLiteral("helpBack"));
    auto *forward = new QPushButton(tr("&Forward"));
    forward->setObjectName(QStringLiteral("helpForward"));
    auto *close = new QPushButton(tr("Cl&ose"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(contents);
    bar->addWidget(back);
    bar->addWidget(forward);
    bar->addStretch(1);
    bar->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(bar);
    layout->addWidget(m_browser, 1);
    for (QPushButton *button : {contents, back, forward, close})
        button->setAutoDefault(false); // Enter follows a link
    back->setEnabled(false);
    forward->setEnabled(false);
    m_browser->setFocus();

    connect(contents, &QPushButton::clicked, this, [this] { showPage(contentsPage()); });
    connect(back, &QPushButton::clicked, m_browser, &QTextBrowser::backward);
    connect(forward, &QPushButton::clicked, m_browser, &QTextBrowser::forward);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::sourceChanged, this, [this] {
        //: %1 is the name of a page of the help
        setWindowTitle(tr("Help: %1").arg(m_browser->documentTitle()));
    });
}

void HelpWindow::showPage(const QString &page)
{
    const bool german = QLocale().language() == QLocale::German;
    const QString folder = folderOf(german ? QStringLiteral("de") : QStringLiteral("en"));
    m_browser->setSource(
        QUrl(QStringLiteral("qrc") + folder + QLatin1Char('/') + page + QStringLiteral(".html")));
}

void HelpWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    // The colours of links are those of when the page was read.
    if (event->type() == QEvent::PaletteChange && !m_browser->source().isEmpty())
        m_browser->reload();
}

} // namespace syspulse
