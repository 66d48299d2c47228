// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/page.h"
#include "ui/overview/valuecard.h"

namespace syspulse {

/// The value cards of the overview in as many columns as fit.
class CardGrid : public QWidget
{
    Q_OBJECT

public:
    explicit CardGrid(QWidget *parent = nullptr);

    /// Shows the present values of @p context's store.
    void refresh(const PageContext &context);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Shown {
        Value,
        Count, ///< without a unit: the title says what is counted
        Rate
    };

    struct Card
    {
        QString topic;
        Shown shown = Shown::Value;
        ValueCard *widget = nullptr;
    };

    void add(const QString &name, const QString &title, const QString &topic, Shown shown = Shown::Value);
    void arrange(int columns);
    /// Why a card has no value.
    static QString missingReason(const std::optional<MetricDescription> &description,
                                 const PageContext &context);
    /// Since when the broker counts; empty where that is not known.
    static QString countedSince(const PageContext &context);
    static CardContent contentOf(const Card &card, const PageContext &context);

    QList<Card> m_cards;
    int m_columns = 0;
};

} // namespace syspulse
