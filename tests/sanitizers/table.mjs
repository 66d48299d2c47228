// SPDX-License-Identifier: GPL-3.0-or-later
// What runs of tests say, and the tables of RESULTS.md here and in tests/coverage.
import { spawnSync } from 'node:child_process';

const BEGIN = '<!-- table: written by the runs -->';
const END = '<!-- end of the table -->';

/** The commit of the tree at @p folder, with what was changed since, but for the tables themselves. */
export function commitOf(folder) {
	const git = (...words) => spawnSync('git', words, { cwd: folder, encoding: 'utf8' }).stdout?.trim() ?? '';
	const changed = git('status', '--porcelain', '-uno', '--', ':/', ':(top,exclude)tests/*/RESULTS.md');
	return git('rev-parse', '--short', 'HEAD') + (changed ? ' (changed)' : '');
}

/** @p text with @p table in the place of the one before; what people have written around it stays. */
export function withTable(text, table) {
	const begin = text.indexOf(BEGIN);
	const end = text.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`there is no place for a table: ${BEGIN} … ${END}`);
	return `${text.slice(0, begin)}${BEGIN}\n${table}${text.slice(end)}`;
}

/** What is in the place of the table. */
export function tableOf(text) {
	const begin = text.indexOf(BEGIN);
	return begin < 0 ? '' : text.slice(begin + BEGIN.length, text.indexOf(END));
}

/** Of the file that ctest writes with --output-junit: how many tests ran, and the names of those that failed. */
export function readJUnit(text) {
	const cases = [...text.matchAll(/<testcase\b([^>]*)>/g)].map(([, attributes]) => ({
		name: /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '',
		status: /\bstatus="([^"]*)"/.exec(attributes)?.[1] ?? '',
	}));
	const ran = cases.filter(({ status }) => status === 'run' || status === 'fail');
	return { ran: ran.length, failed: ran.filter(({ status }) => status === 'fail').map(({ name }) => name) };
}

/** How many reports a sanitizer or valgrind has written into this log. */
export function countReports(log) {
	const memcheck = /^==\d+== ERROR SUMMARY: (\d+) errors/m.exec(log);
	if (memcheck) return Number(memcheck[1]);
	return (log.match(/^(==\d+==)?(ERROR|WARNING): \w+Sanitizer:|: runtime error: /gm) ?? []).length;
}

const HEAD = `| What looks | At | Tests | Failed | Reports | Date | Commit |
|---|---|---:|---:|---:|---|---|
`;

/** Rows by what looks and at what. */
export function parseRows(text) {
	const rows = new Map();
	for (const line of text.split('\n')) {
		const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
		if (cells.length !== 7 || !/^\d{4}-/.test(cells[5])) continue;
		const [looks, at, tests, failed, reports, date, commit] = cells;
		rows.set(`${looks} | ${at}`, { looks, at, tests, failed, reports, date, commit });
	}
	return rows;
}

export function writeRows(rows) {
	const lines = [...rows.values()].map((r) =>
		`| ${r.looks} | ${r.at} | ${r.tests} | ${r.failed} | ${r.reports} | ${r.date} | ${r.commit} |\n`);
	return HEAD + lines.join('');
}

const percent = (covered, total) => (total > 0 ? `${((100 * covered) / total).toFixed(1)} %` : '–');

/** Sums of gcovr's summary by folder, the files with the most lines that no test executes, and all together. */
export function coverageOf(summary) {
	const folders = new Map();
	const all = { covered: 0, total: 0 };
	for (const { filename, line_covered: covered, line_total: total } of summary.files) {
		const folder = filename.replace(/\/[^/]*$/, '');
		const sum = folders.get(folder) ?? { covered: 0, total: 0 };
		for (const place of [sum, all]) {
			place.covered += covered;
			place.total += total;
		}
		folders.set(folder, sum);
	}
	const worst = summary.files
		.map(({ filename, line_covered: covered, line_total: total }) => ({ filename, covered, total, left: total - covered }))
		.filter(({ left }) => left > 0)
		.sort((a, b) => b.left - a.left || (a.filename < b.filename ? -1 : 1))
		.slice(0, 12);
	return { folders, worst, all };
}

/** @p parts: what was run, for example {at: 'unit', tests: '117 of 117', failed: 0}. */
export function writeCoverage({ folders, worst, all }, parts, { date, commit }) {
	const row = (name, { covered, total }) => `| ${name} | ${total} | ${covered} | ${percent(covered, total)} |\n`;
	const ran = parts.map(({ at, tests, failed }) => `${at} ${tests}${failed ? ` (${failed} failed)` : ''}`).join(', ');
	return `
${date}, commit ${commit}; tests: ${ran}.

| Folder | Lines | Executed | |
|---|---:|---:|---:|
${[...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => row(name, sum)).join('')}${row('**all of core**', all)}
| Most lines that no test executes | Lines | Left |
|---|---:|---:|
${worst.map(({ filename, total, left }) => `| ${filename} | ${total} | ${left} |\n`).join('')}`;
}
