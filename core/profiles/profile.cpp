// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/profile.h"

#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/profiles/secretstore.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

constexpr auto logins = enumTable<LoginMode>({{LoginMode::Basic, "basic"}, {LoginMode::Token, "token"}});

constexpr auto environments = enumTable<Environment>({{Environment::None, ""},
                                                      {Environment::Development, "development"},
                                                      {Environment::Test, "test"},
                                                      {Environment::Production, "production"}});

/// Lets tr() find the texts of these functions.
struct ProfileTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::Profile)
};

constexpr qsizetype maxPem = 256 * 1024;

Unexpected<Error> problem(const QString &text)
{
    return failure(ErrorKind::Local, text);
}

Json trustToJson(const LinkTrust &trust)
{
    return {{"caPem", trust.caPem.toStdString()},
            {"pinSha256", trust.pin.toHex().toStdString()},
            {"certificateFile", toUtf8String(trust.certificateFile)},
            {"keyFile", toUtf8String(trust.keyFile)}};
}

/// Refuses a member of @p json that differs from one of @p ours in upper and lower case only: "readonly" in
/// place of "readOnly" must not pass for a member of a newer version and leave the instance open to changes.
Result<void> checkSpelling(const Json &json, const Json &ours, const QString &name)
{
    for (const auto &[key, value] : json.items()) {
        if (ours.contains(key))
            continue;
        const QString odd = textFromUtf8(key);
        for (const auto &[known, unused] : ours.items()) {
            const QString right = textFromUtf8(known);
            if (odd.compare(right, Qt::CaseInsensitive) == 0)
                return problem(
                    ProfileTexts::tr("\"%1\" of \"%2\" must be spelled \"%3\".").arg(odd, name, right));
        }
    }
    return {};
}

/// @p name is the profile, for the sentence about what is not understood.
Result<LinkTrust> trustFromJson(const Json &json, const QString &name)
{
    constexpr qsizetype maxPath = 4096;
    if (!json.is_object())
        return problem(ProfileTexts::tr("\"trust\" of \"%1\" must be an object.").arg(name));
    // Something else than a text must not pass for "nothing": that would trust more than was meant.
    for (const char *key : {"caPem", "pinSha256", "certificateFile", "keyFile"}) {
        const Json *value = member(json, key);
        if (value != nullptr && !value->is_string() && !value->is_null())
            return problem(
                ProfileTexts::tr("\"%1\" of \"%2\" must be a string.").arg(QLatin1String(key), name));
    }
    LinkTrust trust;
    trust.caPem = textOr(json, "caPem").toUtf8();
    // A key in place of a certificate would leave with the next export.
    if (trust.caPem.size() > maxPem || trust.caPem.contains("PRIVATE KEY"))
        return problem(ProfileTexts::tr("\"caPem\" of \"%1\" is not a certificate.").arg(name));
    if (const QString pin = textOr(json, "pinSha256"); !pin.isEmpty()) {
        const Result<QByteArray> digest = parseFingerprint(pin);
        if (!digest)
            return problem(
                ProfileTexts::tr("\"pinSha256\" of \"%1\" is not a SHA-256 fingerprint.").arg(name));
        trust.pin = *digest;
    }
    trust.certificateFile = textOr(json, "certificateFile");
    trust.keyFile = textOr(json, "keyFile");
    if (trust.certificateFile.size() > maxPath || trust.keyFile.size() > maxPath ||
        trust.keyFile.contains(QLatin1String("PRIVATE KEY")))
        return problem(ProfileTexts::tr("A file name of \"%1\" is not a path.").arg(name));
    if (const Result<void> spelling = checkSpelling(json, trustToJson(LinkTrust()), name); !spelling)
        return Unexpected<Error>{spelling.error()};
    return trust;
}

} // namespace

ConnectionSettings settingsOf(const Profile &profile)
{
    ConnectionSettings settings;
    settings.url = profile.url;
    settings.user = profile.user;
    settings.login = profile.login;
    settings.trust = profile.trust;
    settings.mqttHost = profile.mqttHost;
    settings.mqttPort = profile.mqttPort;
    settings.mqttTls = profile.mqttTls;
    settings.mqttTrust = profile.mqttTrust;
    return settings;
}

void applySettings(const ConnectionSettings &settings, Profile &profile)
{
    profile.url = settings.url;
    profile.user = settings.user;
    profile.login = settings.login;
    profile.trust = settings.trust;
    profile.trust.keyPassphrase.clear();
    profile.mqttHost = settings.mqttHost;
    profile.mqttPort = settings.mqttPort;
    profile.mqttTls = settings.mqttTls;
    profile.mqttTrust = settings.mqttTrust;
    if (profile.mqttTrust)
        profile.mqttTrust->keyPassphrase.clear();
}

/// Whether both lead to the same operations API and the same broker, as whomever.
static bool leadToTheSame(const Profile &a, const Profile &b)
{
    const Result<QUrl> urlA = parseInstanceUrl(a.url);
    const Result<QUrl> urlB = parseInstanceUrl(b.url);
    const bool sameUrl = urlA && urlB ? *urlA == *urlB : a.url == b.url;
    return sameUrl && a.mqttHost == b.mqttHost && a.mqttPort == b.mqttPort;
}

Profile withUnkept(const ConnectionSettings &settings, const Profile &known)
{
    Profile profile = known;
    applySettings(settings, profile);
    if (!leadToTheSame(profile, known)) {
        profile = Profile();
        applySettings(settings, profile);
        return profile;
    }
    // Another spelling of the address is not another one.
    profile.url = known.url;
    if (!(profile == known))
        profile.id.clear();
    profile.url = settings.url;
    return profile;
}

std::optional<ConnectionSettings> withSecretsOf(const ConnectionSettings &entered, const Profile &profile)
{
    Profile before = profile;
    applySettings(entered, before);
    if (entered.password.isEmpty() || entered.user != profile.user || !leadToTheSame(before, profile))
        return std::nullopt;
    ConnectionSettings settings = settingsOf(profile);
    settings.password = entered.password;
    if (settings.trust.keyFile == entered.trust.keyFile)
        settings.trust.keyPassphrase = entered.trust.keyPassphrase;
    if (settings.mqttTrust && entered.mqttTrust && settings.mqttTrust->keyFile == entered.mqttTrust->keyFile)
        settings.mqttTrust->keyPassphrase = entered.mqttTrust->keyPassphrase;
    return settings;
}

QString keyPassphraseKey(const QString &profileId, TlsLink link)
{
    return profileId + (link == TlsLink::Mqtt ? QStringLiteral("/mqtt-key-passphrase")
                                              : QStringLiteral("/key-passphrase"));
}

QStringList secretKeys(const QString &profileId)
{
    return {passwordKey(profileId), keyPassphraseKey(profileId, TlsLink::Operations),
            keyPassphraseKey(profileId, TlsLink::Mqtt)};
}

Json profileToJson(const Profile &profile)
{
    Json json = keptMembers(profile.unknown);
    json["id"] = toUtf8String(profile.id);
    json["name"] = toUtf8String(profile.name);
    json["group"] = toUtf8String(profile.group);
    json["environment"] = toUtf8String(environmentName(profile.environment));
    json["readOnly"] = profile.readOnly;
    json["url"] = toUtf8String(profile.url);
    json["user"] = toUtf8String(profile.user);
    json["login"] = toUtf8String(logins.name(profile.login));
    json["trust"] = trustToJson(profile.trust);
    json["mqttHost"] = toUtf8String(profile.mqttHost);
    json["mqttPort"] = profile.mqttPort;
    json["mqttTls"] = profile.mqttTls ? Json(*profile.mqttTls) : Json();
    json["mqttTrust"] = profile.mqttTrust ? trustToJson(*profile.mqttTrust) : Json();
    json["keepPassword"] = profile.keepPassword;
    json["connectAtStart"] = profile.connectAtStart;
    json["startUpdater"] = profile.startUpdater;
    json["canary"] = profile.canary;
    json["clientDiary"] = profile.diary;
    return json;
}

Result<Profile> profileFromJson(const Json &json)
{
    if (!json.is_object())
        return problem(ProfileTexts::tr("A profile must be a JSON object."));
    Profile profile;
    QString environment;
    QString login;
    const std::pair<const char *, QString *> texts[] = {
        {"id", &profile.id},   {"name", &profile.name},      {"group", &profile.group},
        {"url", &profile.url}, {"user", &profile.user},      {"mqttHost", &profile.mqttHost},
        {"login", &login},     {"environment", &environment}};
    for (const auto &[key, text] : texts) {
        const Json *value = member(json, key);
        if (value != nullptr && !value->is_string() && !value->is_null())
            return problem(ProfileTexts::tr("\"%1\" must be a string.").arg(QLatin1String(key)));
        *text = textOr(json, key);
        if (text->size() > maxProfileText)
            return problem(ProfileTexts::tr("\"%1\" is too long.").arg(QLatin1String(key)));
    }
    if (profile.name.trimmed().isEmpty())
        return problem(ProfileTexts::tr("\"name\" is missing."));
    if (const Result<QUrl> url = parseInstanceUrl(profile.url); !url)
        return problem(ProfileTexts::tr("\"url\" of \"%1\": %2").arg(profile.name, url.error().message));
    const std::optional<Environment> known = environments.find(environment);
    if (!known)
        return problem(
            ProfileTexts::tr("\"environment\" of \"%1\" must be development, test, production or empty.")
                .arg(profile.name));
    profile.environment = *known;
    // What protects must not be off because its value is not understood.
    const auto odd = [&profile](const char *key) {
        return problem(ProfileTexts::tr("\"%1\" of \"%2\" must be true or false.")
                           .arg(QLatin1String(key), profile.name));
    };
    for (const auto &[key, value] :
         {std::pair("readOnly", &profile.readOnly), std::pair("keepPassword", &profile.keepPassword),
          std::pair("connectAtStart", &profile.connectAtStart),
          std::pair("startUpdater", &profile.startUpdater), std::pair("canary", &profile.canary),
          std::pair("clientDiary", &profile.diary)}) {
        if (!takeBool(json, key, *value))
            return odd(key);
    }
    if (const Json *tls = member(json, "mqttTls"); tls != nullptr && !tls->is_null()) {
        profile.mqttTls = boolAt(json, "mqttTls");
        if (!profile.mqttTls)
            return odd("mqttTls");
    }
    const std::optional<LoginMode> loginMode = login.isEmpty() ? LoginMode::Basic : logins.find(login);
    if (!loginMode)
        return problem(ProfileTexts::tr("\"login\" of \"%1\" must be basic or token.").arg(profile.name));
    profile.login = *loginMode;
    qint64 port = 0;
    if (!takeInteger(json, "mqttPort", 0, 65535, port))
        return problem(
            ProfileTexts::tr("\"mqttPort\" of \"%1\" must be a number from 0 to 65535.").arg(profile.name));
    profile.mqttPort = quint16(port);
    // Before version 0.2 there was one authority for both links, beside the other members.
    const Json *trust = member(json, "trust");
    Result<LinkTrust> operations = trustFromJson(trust != nullptr ? *trust : json, profile.name);
    if (!operations)
        return Unexpected<Error>{operations.error()};
    profile.trust = *operations;
    if (const Json *own = member(json, "mqttTrust"); own != nullptr && !own->is_null()) {
        Result<LinkTrust> mqtt = trustFromJson(*own, profile.name);
        if (!mqtt)
            return Unexpected<Error>{mqtt.error()};
        profile.mqttTrust = *mqtt;
    }
    Json ours = profileToJson(Profile());
    ours["caPem"] = Json(); // see above
    if (const Result<void> spelling = checkSpelling(json, ours, profile.name); !spelling)
        return Unexpected<Error>{spelling.error()};
    profile.unknown = membersBeyond(json, ours);
    return profile;
}

QString environmentName(Environment environment)
{
    return environments.name(environment);
}

} // namespace syspulse
