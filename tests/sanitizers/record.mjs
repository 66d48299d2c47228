// SPDX-License-Identifier: GPL-3.0-or-later
// record.mjs --looks WHAT --at PART [--junit FILE --of N | --passed yes|no] --logs FOLDER: renews the row of RESULTS.md that says
// what a run has found. Prints the reports and ends with 1 where there are any or a test failed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commitOf, countReports, parseRows, readJUnit, tableOf, withTable, writeRows } from './table.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const text = { type: 'string' };
const { values: options } = parseArgs({ options: { looks: text, at: text, junit: text, of: text, passed: text, logs: text } });
const { ran, failed } = options.junit
	? readJUnit(existsSync(options.junit) ? readFileSync(options.junit, 'utf8') : '')
	: { ran: 1, failed: options.passed === 'yes' ? [] : [options.at] };
const logs = existsSync(options.logs) ? readdirSync(options.logs).map((name) => join(options.logs, name)) : [];
let reports = 0;
for (const log of logs) {
	const said = readFileSync(log, 'utf8');
	const count = countReports(said);
	if (count > 0) console.error(`\nsyspulse: ${log}\n${said.slice(0, 6000)}`);
	reports += count;
}
for (const name of failed) console.error(`syspulse: failed: ${name}`);
if (ran === 0) console.error(`syspulse: nothing of ${options.at} ran`);

const page = join(here, 'RESULTS.md');
const before = readFileSync(page, 'utf8');
const rows = parseRows(tableOf(before));
rows.set(`${options.looks} | ${options.at}`, {
	looks: options.looks,
	at: options.at,
	tests: `${ran} of ${options.of ?? 1}`,
	failed: String(failed.length),
	reports: String(reports),
	date: new Date().toISOString().slice(0, 10),
	commit: commitOf(here),
});
writeFileSync(page, withTable(before, writeRows(rows)));
console.log(`syspulse: ${options.looks}, ${options.at}: ${ran} of ${options.of ?? 1} ran, ${failed.length} failed, ${reports} reports`);
process.exit(reports > 0 || failed.length > 0 || ran === 0 ? 1 : 0);
