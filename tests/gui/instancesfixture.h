// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/windowfixture.h"
#include "tests/support/guitestregistry.h"

#include <QTableView>

#include "ui/instances/instancesmodel.h"
#include "ui/window/mainwindow.h"

namespace syspulse {

/// The window, and the page of all instances in it.
struct InstancesFixture : WindowFixture
{
    InstancesFixture()
        : WindowFixture([](const PlacesFixture &places) { QTRY_VERIFY(places.profiles.isLoaded()); })
    {}

    QTableView *table() const { return child<QTableView>(*window, "instanceTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    void showInstances() { QTest::keyClick(window.get(), Qt::Key_0, Qt::ControlModifier); }
    void connectRow(int row)
    {
        table()->selectRow(row);
        click(child<QPushButton>(*window, "instanceOpen"));
    }

    /// Keeps an instance, and its password where that is not empty; its id.
    QString addProfile(const QString &name, const QString &group, Environment environment,
                       const QString &password = {})
    {
        Profile profile;
        profile.name = name;
        profile.group = group;
        profile.environment = environment;
        profile.url = QStringLiteral("https://%1:9925").arg(name);
        profile.user = QStringLiteral("admin");
        const QString id = places.profiles.put(profile);
        if (!password.isEmpty())
            places.secrets.write(passwordKey(id), Secret(password), window.get(),
                                 [](const Result<void> &) {});
        return id;
    }
};

} // namespace syspulse
