// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokertab.h"

#include "core/base/age.h"
#include "core/session/linkstatus.h"
#include "core/session/session.h"
#include "ui/base/messagepane.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// The component tells news every 2 s and that it lives every 5 s; this is longer than both by far.
constexpr qint64 currentMs = 15000;

} // namespace

BrokerTab::BrokerTab(const QString &name, const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_name(name)
    , m_stack(new QStackedWidget)
    , m_pane(new MessagePane(name + QStringLiteral("Pane")))
    , m_box(new QWidget)
    , m_content(new QVBoxLayout)
    , m_sourceText(paragraph(name + QStringLiteral("Source")))
{
    setObjectName(name);
    auto *box = new QVBoxLayout(m_box);
    box->setContentsMargins(0, 10, 0, 0);
    box->addLayout(m_content, 1);
    box->addWidget(m_sourceText);
    m_stack->addWidget(m_pane);
    m_stack->addWidget(m_box);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_pane, &MessagePane::actionTriggered, this, [this] {
        if (m_context.session.isConnected())
            emit setupRequested();
        else
            emit connectRequested();
    });
}

bool BrokerTab::takeSource(const BrokerSource &source)
{
    m_error = source.error;
    if (m_error.message.isEmpty()) {
        m_source = source;
        m_takenMs = m_context.clock.monotonicMs();
        return true;
    }
    // Without the component what was shown has no meaning any more.
    if (m_error.kind == ErrorKind::Conflict)
        m_source.reset();
    return false;
}

void BrokerTab::clear()
{
    m_source.reset();
    m_error = {};
}

void BrokerTab::refresh()
{
    if (!m_source) {
        sayNothing();
        m_stack->setCurrentWidget(m_pane);
        return;
    }
    tellAge();
    recolor();
    m_stack->setCurrentWidget(m_box);
}

void BrokerTab::sayNothing()
{
    if (!m_context.session.isConnected()) {
        m_pane->say(QStringLiteral("connect"), tr("Not connected"),
                    tr("Connect to an instance to see the inside of its broker."), tr("C&onnect…"));
    } else if (!m_context.session.isReachable()) {
        m_pane->say(QStringLiteral("warning"), LinkStatus::awayText(m_context.session.reach()),
                    tr("The workers are asked as soon as the instance answers again."));
    } else if (!m_error.message.isEmpty()) {
        const bool setupHelps = m_error.kind == ErrorKind::Conflict || m_error.kind == ErrorKind::Server;
        m_pane->say(QStringLiteral("warning"), tr("The broker's workers cannot be asked"), describe(m_error),
                    setupHelps ? tr("Open &Setup") : QString());
    } else {
        m_pane->say(QStringLiteral("overview"), tr("Waiting for the broker's workers"),
                    tr("What they report shows within a few seconds."));
    }
}

QString BrokerTab::uncountedText() const
{
    if (m_source->uncounted == 0 || !needsCounting())
        return {};
    if (m_source->countsNothing())
        return tr("Counting is switched off, so traffic is not known.");
    //: numbers of workers
    return tr("Counting is switched off on %1 of %2 workers, so this is incomplete.")
        .arg(m_source->uncounted)
        .arg(m_source->workers);
}

void BrokerTab::tellAge()
{
    const UnitFormatter &format = m_context.format;
    const auto before = ageMs(m_source->asOfMs, m_source->serverMs);
    const qint64 since = m_context.clock.monotonicMs() - m_takenMs;
    const std::optional<qint64> age = before ? std::optional(*before + since) : std::nullopt;
    const bool current = age && *age <= currentMs && m_context.session.isReachable();
    const QString ago = age ? format.age(*age) : unknownText();
    const bool counted = needsCounting() && !m_source->countsNothing();
    QString text =
        counted
            //: %1 is an age such as 12 s ago
            ? tr("Reported by %n worker(s) of the broker %1, counted on the wire by the component.", nullptr,
                 m_source->workers)
                  .arg(ago)
            //: %1 is an age such as 12 s ago
            : tr("Reported by the component on %n worker(s) of the broker %1.", nullptr, m_source->workers)
                  .arg(ago);
    const QString uncounted = uncountedText();
    if (!uncounted.isEmpty())
        text = uncounted + QLatin1Char(' ') + text;
    // That the server is away is said over every page.
    if (!m_error.message.isEmpty() && m_context.session.isReachable())
        text = describe(m_error) + QLatin1Char(' ') + text;
    else if (!current)
        text = tr("This may be out of date.") + QLatin1Char(' ') + text;
    setTextIfChanged(m_sourceText, text);
    const ThemeColors &colors = themeColors(palette());
    setTextColor(m_sourceText,
                 current && m_error.message.isEmpty() && uncounted.isEmpty() ? colors.muted : colors.warning);
}

} // namespace syspulse
