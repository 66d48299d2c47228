// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDialog>
#include <QPointer>

#include "core/profiles/profile.h"
#include "core/service/profilekeeper.h"
#include "core/session/instancesession.h"

namespace syspulse {

namespace Ui {
class ConnectDialog;
}

class Banner;
class ProfileBar;
class ProfileFields;
class ProfileStore;
class Prompts;
class SecretStore;
class StateStore;
class Session;
class StageList;
class TlsSection;

/// Where profiles, their passwords and files are.
struct KnownPlaces
{
    StateStore &state;
    ProfileStore &profiles;
    SecretStore &secrets;
    Prompts &prompts;
};

/// Asks where to connect and as whom, tests it on request, and stays open until the connection is made, so
/// that a wrong password is corrected where it was typed. Show it with open(); nothing in it blocks.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p places outlives the dialog.
    ConnectDialog(Session &session, const KnownPlaces &places, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    /// Fills the fields, password included.
    void setSettings(const ConnectionSettings &settings);
    /// What the fields say.
    ConnectionSettings settings() const;

    /// Chooses the profile @p id, as if the user had.
    void chooseProfile(const QString &id);
    /// What is said about the instance; kept only when the user wants that. Without an id where the
    /// chosen profile was edited and is not kept: its alerts and its service are not for this connection.
    Profile profile() const;

    /// Whether @p url sends a password in clear text over a network: http:// to another machine.
    static bool sendsPasswordInClear(const QString &url);

    void reject() override;

signals:
    /// The user wants to connect; the fields were checked. The dialog closes once the session is connected.
    void connectRequested(const syspulse::ConnectionSettings &settings);

private:
    enum class Activity { Idle, Testing, Connecting };

    void updateWarning();
    /// Says what is wrong with the fields and moves the focus there, or returns true.
    bool check();
    /// Tests all stages, or @p only.
    void startTest(std::optional<ConnectStage> only);
    void testFinished(RequestToken token, bool passed);
    /// Says why it failed, with technical @p details on request; offers to look at the certificate where it
    /// may be the reason.
    void sayFailure(const QString &text, const QString &details);
    /// Moves the focus to the field that a failure of this @p kind is about, and opens what hides it.
    void focusFault(ErrorKind kind);
    /// The link whose TLS failed in the last attempt.
    std::optional<TlsLink> failedLink() const;
    void orderTabs();
    void startConnect();
    /// The address again, as one in plain HTTP.
    void useHttp();
    /// Gives the dialog the height that its texts need.
    void fit();
    void setActivity(Activity activity);
    void showProfile(const QString &id);
    void readSecrets(const QString &profileId);
    void takeStage(Activity of, const StageResult &result);
    void sessionChanged(SessionState state, const Error &error);

    Session &m_session;
    std::unique_ptr<Ui::ConnectDialog> m_ui;
    Banner *m_warning;
    Banner *m_result;
    StageList *m_stages;
    KnownPlaces m_places;
    ProfileKeeper m_keeper;
    ProfileBar *m_profileBar;
    ProfileFields *m_profileFields;
    TlsSection *m_tls;
    std::unique_ptr<QObject> m_secretsRead; ///< deleting it lets late answers die
    Activity m_activity = Activity::Idle;
    RequestToken m_test = 0;                   ///< the one that is under way
    std::optional<ConnectStage> m_testedStage; ///< nothing: all
    std::optional<StageResult> m_failed;       ///< the stage that failed in the last attempt
    QPointer<QWidget> m_focusBefore;           ///< what had the focus when it began
};

} // namespace syspulse
