// SPDX-License-Identifier: GPL-3.0-or-later
// record.mjs SUMMARY [--least PERCENT] PART=JUNIT=N...: writes what gcovr's summary says of core into RESULTS.md. Ends with 1
// where less than the least part of its lines is executed, or a test failed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commitOf, coverageOf, readJUnit, withTable, writeCoverage } from '../sanitizers/table.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: { least: { type: 'string', default: '90' } },
});
const [summary, ...words] = positionals;
const parts = words.map((word) => {
	const [at, junit, of] = word.split('=');
	const { ran, failed } = readJUnit(existsSync(junit) ? readFileSync(junit, 'utf8') : '');
	for (const name of failed) console.error(`syspulse: failed: ${name}`);
	return { at, tests: `${ran} of ${of}`, failed: failed.length };
});
const sums = coverageOf(JSON.parse(readFileSync(summary, 'utf8')));
const page = join(here, 'RESULTS.md');
const table = writeCoverage(sums, parts, { date: new Date().toISOString().slice(0, 10), commit: commitOf(here) });
writeFileSync(page, withTable(readFileSync(page, 'utf8'), table));
const share = (100 * sums.all.covered) / sums.all.total;
console.log(`syspulse: ${share.toFixed(2)} % of the ${sums.all.total} lines of core are executed by these tests`);
if (!(share >= Number(options.least))) console.error(`syspulse: that is less than ${options.least} %`);
process.exit(share >= Number(options.least) && parts.every(({ failed }) => failed === 0) ? 0 : 1);
