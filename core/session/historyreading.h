// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"

#include <memory>

#include <QObject>

namespace syspulse {

/// Reads of the history of one instance in the background: what is asked for comes later, and changed() says
/// so. What it keeps of the answers is for those who inherit.
class HistoryReading : public QObject
{
    Q_OBJECT

public:
    ~HistoryReading() override;

    /// Forgets everything, also what is under way, and begins with @p instance; empty: none.
    void begin(const QString &instance);

signals:
    /// Answers have come, and none is under way.
    void changed();

protected:
    /// Without @p history nothing is known. It must outlive the object.
    explicit HistoryReading(HistoryStore *history, QObject *parent = nullptr);

    virtual void forget() = 0;

    bool canRead() const { return m_history != nullptr && !m_instance.isEmpty(); }
    HistoryStore &history() const { return *m_history; }
    const QString &instance() const { return m_instance; }
    /// What a picture of @p span may move on before more has to be read.
    static qint64 marginOf(const TimeSpan &span) { return (span.toMs - span.fromMs) / 4; }
    /// One more is under way, until ended(); its context.
    QObject *begun();
    void ended();

private:
    HistoryStore *m_history;
    QString m_instance;
    int m_underWay = 0;
    std::unique_ptr<QObject> m_asking; ///< context of what is under way
};

} // namespace syspulse
