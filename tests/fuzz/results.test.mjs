// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseResults, readLog, writeResults } from './results.mjs';

test('a table is read as it was written', () => {
	const results = {
		targets: new Map([
			['topics', { executions: 1234567, seconds: 60, edges: 512, findings: 0, inAll: 10234567 }],
			['json', { executions: 5, seconds: 1, edges: 7, findings: 2, inAll: 5 }],
		]),
		runs: [{ date: '2026-11-28', commit: 'abc1234 (changed)', targets: 22, seconds: 60, executions: 1234572, findings: 2 }],
	};
	const text = writeResults(results);
	assert.match(text, /\| topics \| 1,234,567 \| 60 \| 512 \| 0 \| 10,234,567 \|/);
	assert.ok(text.indexOf('| json') < text.indexOf('| topics'));
	const again = parseResults(text);
	assert.deepEqual(again.targets, new Map([...results.targets].sort()));
	assert.deepEqual(again.runs, results.runs);
	assert.equal(writeResults(again), text);
	assert.equal(parseResults('').targets.size, 0);
});

test('a run that has crashed counts up to then', () => {
	const whole = '#2\tINITED cov: 10 ft: 11\n#900\tNEW    cov: 25 ft: 30\nstat::number_of_executed_units: 1000\n';
	assert.deepEqual(readLog(whole), { executions: 1000, edges: 25 });
	assert.deepEqual(readLog('#2\tINITED cov: 10 ft: 11\n#900\tNEW    cov: 25\nERROR: AddressSanitizer\n'), { executions: 900, edges: 25 });
	assert.deepEqual(readLog('SYSPULSE_FUZZ_TARGET must be one of:\n'), { executions: 0, edges: 0 });
});
