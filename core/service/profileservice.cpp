// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/profileservice.h"

#include <memory>
#include <optional>

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>

#include "core/base/offthread.h"
#include "core/profiles/profilesecrets.h"
#include "core/service/systemduserservice.h"

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct ProfileServiceTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ProfileService)
};

/// Calls @p then once, as soon as @p service is done with what it does.
void whenDone(SystemdUserService *service, std::function<void()> then)
{
    const auto once = std::make_shared<QMetaObject::Connection>();
    *once = QObject::connect(service, &SystemdUserService::busyChanged, service,
                             [once, then = std::move(then)](bool busy) {
                                 if (busy)
                                     return;
                                 QObject::disconnect(*once);
                                 then();
                             });
}

bool isInstalled(const ServiceStatus &status)
{
    using State = ServiceStatus::State;
    return status.state == State::Stopped || status.state == State::Starting ||
           status.state == State::Running || status.state == State::Failed;
}

/// Looks for the service of the profile @p id; @p done gets it where there is one, else nullptr. A child of
/// @p owner, with which it goes.
void openService(const QString &id, QObject *owner, const QDBusConnection &bus,
                 std::function<void(SystemdUserService *)> done)
{
    const QString unit = serviceUnitName(id);
    if (unit.isEmpty()) {
        done(nullptr);
        return;
    }
    auto *service = new SystemdUserService(bus, owner);
    whenDone(service, [service, done = std::move(done)] {
        if (isInstalled(service->status())) {
            done(service);
            return;
        }
        // A file that systemd has not read yet, or that none is there to read.
        runOffThread([path = service->unitFile()] { return QFileInfo::exists(path); }, service,
                     [service, done](bool exists) {
                         if (!exists)
                             service->deleteLater();
                         done(exists ? service : nullptr);
                     });
    });
    service->setUnit(unit);
}

/// Has @p service do @p work; @p done gets how it went. The service goes.
void finishWith(SystemdUserService *service, const std::function<void()> &work,
                std::function<void(const Result<void> &)> done)
{
    const auto result = std::make_shared<Result<void>>();
    QObject::connect(service, &SystemdUserService::failed, service,
                     [result](const Error &error) { *result = Unexpected<Error>{error}; });
    whenDone(service, [service, result, done = std::move(done)] {
        service->deleteLater();
        done(*result);
    });
    work();
}

Result<Profile> removeWithSecrets(ProfileStore &profiles, SecretStore &secrets, const Profile &profile)
{
    const Profile *current = profiles.find(profile.id);
    if (current == nullptr || *current != profile)
        return failure(
            ErrorKind::Local,
            ProfileServiceTexts::tr("The profile was changed while it was being removed, so it was kept."));
    const std::optional<Profile> removed = profiles.remove(profile.id);
    if (!removed)
        return failure(ErrorKind::Local, profiles.whyFixed(profile.id));
    forgetSecrets(profiles, secrets, *removed, removed->keepPassword);
    return *removed;
}

} // namespace

void findProfileService(const QString &id, QObject *context, std::function<void(const FoundService &)> done,
                        const QDBusConnection &bus)
{
    openService(id, context, bus, [done = std::move(done)](SystemdUserService *service) {
        FoundService found;
        if (service != nullptr) {
            service->deleteLater();
            found.exists = true;
            if (service->status().state == ServiceStatus::State::Unavailable)
                found.unreachable = service->status().message;
        }
        done(found);
    });
}

void removeProfile(ProfileStore &profiles, SecretStore &secrets, const QString &id, QObject *context,
                   std::function<void(const Result<Profile> &)> done, const QDBusConnection &bus)
{
    const auto answer = [&profiles, context = QPointer<QObject>(context),
                         done = std::move(done)](const Result<Profile> &result) {
        if (context)
            done(result);
        else if (!result)
            emit profiles.noticed(describe(result.error()));
    };
    const Profile *found = profiles.find(id);
    if (found == nullptr) {
        answer(failure(ErrorKind::Local, ProfileServiceTexts::tr("The profile has already been removed.")));
        return;
    }
    if (const QString fixed = profiles.whyFixed(id); !fixed.isEmpty()) {
        answer(failure(ErrorKind::Local, fixed));
        return;
    }
    openService(
        id, &profiles, bus, [&profiles, &secrets, profile = *found, answer](SystemdUserService *service) {
            if (service == nullptr) {
                answer(removeWithSecrets(profiles, secrets, profile));
                return;
            }
            finishWith(
                service, [service] { service->remove(); },
                [&profiles, &secrets, profile, answer](const Result<void> &result) {
                    if (result)
                        answer(removeWithSecrets(profiles, secrets, profile));
                    else
                        answer(failure(
                            result.error().kind,
                            //: %1 is the name of a profile, %2 says why, %3 is the name of a unit
                            ProfileServiceTexts::tr(
                                "The profile \"%1\" was kept, because its background service "
                                "cannot be removed. %2 Try again, or remove it with "
                                "\"systemctl --user disable --now %3\" first.")
                                .arg(profile.name, result.error().message, serviceUnitName(profile.id)),
                            result.error().detail));
                });
        });
}

void renameProfileService(ProfileStore &profiles, const Profile &profile, const QDBusConnection &bus)
{
    openService(profile.id, &profiles, bus, [&profiles, name = profile.name](SystemdUserService *service) {
        if (service == nullptr)
            return;
        finishWith(
            service, [service, name] { service->rename(name); },
            [&profiles, name](const Result<void> &result) {
                if (!result)
                    emit profiles.noticed(
                        //: %1 is the name of a profile, %2 says why
                        ProfileServiceTexts::tr(
                            "The background service of \"%1\" still goes by its old name. %2")
                            .arg(name, describe(result.error())));
            });
    });
}

} // namespace syspulse
