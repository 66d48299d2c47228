// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countReports, coverageOf, parseRows, readJUnit, tableOf, withTable, writeCoverage, writeRows } from './table.mjs';

test('rows are read as they were written, and what stands around the table is kept', () => {
	const rows = parseRows('');
	const row = { looks: 'threads', at: 'core', tests: '26 of 26', failed: '0', reports: '0', date: '2026-11-28', commit: 'abc1234' };
	rows.set('threads | core', row);
	const page = withTable('# Title\n<!-- table: written by the runs -->\nold\n<!-- end of the table -->\n\nFound: x\n', writeRows(rows));
	assert.match(page, /^# Title\n/);
	assert.match(page, /\nFound: x\n$/);
	assert.doesNotMatch(page, /old/);
	assert.deepEqual(parseRows(tableOf(page)), rows);
	assert.equal(withTable(page, writeRows(rows)), page);
	assert.throws(() => withTable('# Title\n', 'x'), /no place/);
});

test('tests that did not run are not counted', () => {
	const xml = `<testsuite name="Linux" tests="4" failures="1">
	<testcase name="tst_a" classname="tst_a" time="0.1" status="run"/>
	<testcase name="tst_b" classname="tst_b" time="0.1" status="fail"><failure message="Failed"/></testcase>
	<testcase name="tst_c" classname="tst_c" time="0" status="notrun"><skipped/></testcase>
	<testcase name="tst_d" classname="tst_d" time="0" status="disabled"/>
</testsuite>`;
	assert.deepEqual(readJUnit(xml), { ran: 2, failed: ['tst_b'] });
});

test('each report counts', () => {
	assert.equal(countReports(''), 0);
	assert.equal(countReports('==12==ERROR: AddressSanitizer: heap-use-after-free\n#0 x\nSUMMARY: AddressSanitizer: y\n'), 1);
	assert.equal(countReports('=====\n==12==ERROR: LeakSanitizer: detected memory leaks\n'), 1);
	assert.equal(countReports('==\nWARNING: ThreadSanitizer: data race (pid=1)\n==\nWARNING: ThreadSanitizer: data race (pid=1)\n'), 2);
	assert.equal(countReports('/x.cpp:3:4: runtime error: signed integer overflow\n'), 1);
	assert.equal(countReports('==9== HEAP SUMMARY:\n==9== ERROR SUMMARY: 3 errors from 2 contexts (suppressed: 0 from 0)\n'), 3);
	assert.equal(countReports('==9== ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)\n'), 0);
});

test('coverage is summed by folder, and the largest gaps come first', () => {
	const file = (filename, line_covered, line_total) => ({ filename, line_covered, line_total });
	const sums = coverageOf({ files: [file('core/a/x.cpp', 9, 10), file('core/a/y.cpp', 1, 10), file('core/b/z.cpp', 5, 5)] });
	assert.deepEqual(sums.folders.get('core/a'), { covered: 10, total: 20 });
	assert.deepEqual(sums.all, { covered: 15, total: 25 });
	assert.deepEqual(sums.worst.map(({ filename, left }) => [filename, left]), [['core/a/y.cpp', 9], ['core/a/x.cpp', 1]]);
	const text = writeCoverage(sums, [{ at: 'unit', tests: '3 of 4', failed: 1 }], { date: '2026-11-28', commit: 'abc1234' });
	assert.match(text, /unit 3 of 4 \(1 failed\)/);
	assert.match(text, /\| core\/a \| 20 \| 10 \| 50\.0 % \|/);
	assert.match(text, /\| \*\*all of core\*\* \| 25 \| 15 \| 60\.0 % \|/);
});
