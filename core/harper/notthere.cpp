// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/notthere.h"

#include <QRegularExpression>

namespace syspulse {

namespace {

bool says(const Error &error, std::initializer_list<int> statuses, const QRegularExpression &words,
          ErrorKind kind = ErrorKind::Server)
{
    return error.kind == kind &&
           std::find(statuses.begin(), statuses.end(), error.httpStatus) != statuses.end() &&
           words.match(error.detail).hasMatch();
}

const QRegularExpression &noSuchTable()
{
    static const QRegularExpression table(
        QStringLiteral("\\A(database|schema|table) '[^']*' does not exist\\z"),
        QRegularExpression::CaseInsensitiveOption);
    return table;
}

} // namespace

// The same words on 4.4.18 and 4.7.29. Of a table: 404, but 400 when it was to be written to.
bool saysNotThere(const Error &error)
{
    static const QRegularExpression file(QStringLiteral("\\AComponent file not found '[^']*'\\z"),
                                         QRegularExpression::CaseInsensitiveOption);
    return says(error, {400, 404}, noSuchTable()) || says(error, {404, 500}, file);
}

bool saysHidden(const Error &error)
{
    return says(error, {403}, noSuchTable(), ErrorKind::Permission);
}

bool saysUnknownAttribute(const Error &error)
{
    static const QRegularExpression attribute(QStringLiteral("\\Aunknown attribute '[^']*'\\z"),
                                              QRegularExpression::CaseInsensitiveOption);
    return says(error, {400, 404, 500}, attribute);
}

bool saysUnknownOperation(const Error &error)
{
    static const QRegularExpression operation(QStringLiteral("\\AOperation '[^']*' not found\\z"),
                                              QRegularExpression::CaseInsensitiveOption);
    return says(error, {400, 404}, operation);
}

} // namespace syspulse
