// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/piecestore.h"
#include "core/history/historylimits.h"

#include <QStringList>

namespace syspulse {

class StateStore;

/// What the user has chosen for the program as a whole, whichever instance it shows.
struct Preferences
{
    QString appearance;              ///< "light" or "dark"; empty: as the system
    QString language;                ///< "en" or "de"; empty: as the system
    bool keepInTray = false;         ///< closing the window leaves the program in the notification area
    bool trayExplained = false;      ///< the user was told once where the window went
    bool firstStepsHidden = false;   ///< the guide was followed to its end, or is not wanted
    bool ownTrafficShown = false;    ///< counters of traffic include what is SysPulse's own
    QByteArray windowGeometry;       ///< QWidget::saveGeometry()
    QString shownProfile;            ///< id of the profile whose pages were shown last; empty: of none
    QString shownPage;               ///< of the window, by its untranslated name
    QStringList hiddenClientColumns; ///< of the list of clients, by their untranslated names
    HistoryLimits history;           ///< on disk
    QByteArray unknown;              ///< members that a newer version wrote, as membersBeyond() gives them

    bool operator==(const Preferences &) const = default;
};

Json preferencesToJson(const Preferences &preferences);
/// Members that are not understood keep their defaults: a preference is never worth an error.
Preferences preferencesFromJson(const Json &json);

/// The language that was chosen, as Preferences::language, read from @p file at once: texts must be there
/// before the first widget is. Whatever is wrong with the file is left to PreferenceStore to say.
QString chosenLanguage(const QString &file);

/// The preferences on disk, as the piece "preferences" of a StateStore. Each member that was changed here is
/// written; the others stay as another program may have changed them.
class PreferenceStore : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(Preferences &)>;

    /// Starts reading; @p state must outlive the store.
    explicit PreferenceStore(StateStore &state, QObject *parent = nullptr);

    /// The file of the preferences that @p state keeps.
    static QString fileIn(const StateStore &state);

    const Preferences &values() const { return m_file.value(); }
    bool isLoaded() const { return m_file.isLoaded(); }

    /// Applies @p change and writes it, soon. Before the file is read the change counts at once, and is put
    /// into what the file says.
    void change(const Change &change);

signals:
    /// The file is read, or cannot be.
    void loaded();
    void changed();
    /// For the user, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    PieceStore<Preferences> m_file;
};

} // namespace syspulse
