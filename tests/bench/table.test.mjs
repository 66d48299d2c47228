import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BEGIN, cellsOf, END, figure, GROWTH_BEGIN, GROWTH_END, growthOf, isMet, median, merged, percentile, rowsOf, tableOf, withTable } from './table.mjs';

const row = (more) => ({ bench: 'ingest', case: 'whole way', unit: 'us', self: [3, 1, 2], peers: { peer: [2, 2, 2] }, ...more });

test('the median of an even number of samples is the mean of the two in the middle', () => {
	assert.equal(median([9, 1, 3]), 3);
	assert.equal(median([4, 1, 3, 100]), 3.5);
	assert.ok(Number.isNaN(median([])));
});

test('a percentile is a sample', () => {
	const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
	assert.equal(percentile(hundred, 99), 99);
	assert.equal(percentile([5], 99), 5);
	assert.equal(percentile([1, 2, 3], 100), 3);
});

test('figures have three digits that count', () => {
	assert.deepEqual([0, 0.00123, 0.5, 2.346, 23.46, 234.6, 23456.7, NaN].map(figure), ['0', '0.00123', '0.500', '2.35', '23.5', '235', '23,457', '–']);
});

test('goals are judged by medians', () => {
	assert.equal(isMet(row(), { peer: 'peer', max_ratio: 1 }), true);
	assert.equal(isMet(row(), { peer: 'peer', max_ratio: 0.9 }), false);
	assert.equal(isMet(row(), { peer: 'peer', max_difference: 0 }), true);
	assert.equal(isMet(row({ self: [4, 4, 4] }), { peer: 'peer', max_difference: 1.9 }), false);
	assert.equal(isMet(row(), { max: 2 }), true);
	assert.equal(isMet(row(), { max: 2, percentile: 99 }), false);
	assert.equal(isMet(row(), { max: 1, peer: 'peer', max_ratio: 2 }), false);
});

test('without a figure it is not known whether a goal is met', () => {
	assert.equal(isMet(row({ self: [] }), { max: 1 }), null);
	assert.equal(isMet(row(), { peer: 'another', max_ratio: 1 }), null);
	assert.equal(isMet(row({ peers: { peer: [] } }), { peer: 'peer', max_ratio: 1 }), null);
});

test('a row says what, the figures, the ratio, the goal and whether it is met', () => {
	const cells = cellsOf(row({
		peers: { peer: [4], other: [1] },
		goal: [{ peer: 'peer', max_ratio: 1.1 }, { max: 1 }, { max: 3, percentile: 99 }],
		instructions: { self: [1000], peers: { peer: [2000] } },
	}));
	assert.deepEqual(cells, [
		'ingest: whole way', '2.00 us, p99 3.00', 'peer 4.00; other 1.00', '0.500; 2.00', '≤ 1.10 × peer; ≤ 1.00 us; p99 ≤ 3.00 us', 'yes; **no**; yes', '1,000 / 2,000',
	]);
});

test('a row says what is not there', () => {
	const [what, , peers, ratio, , met, instructions] = cellsOf(row({
		self: [], peers: {}, goal: { peer: 'jq', max_ratio: 1 }, unavailable: { jq: 'not installed' }, failed: 'no server', instructions: { self: [], peers: {} },
	}));
	assert.equal(what, 'ingest: whole way (failed: no server)');
	assert.equal(peers, 'jq: not there (not installed)');
	assert.equal(ratio, '–');
	assert.equal(met, 'unknown');
	assert.equal(instructions, 'unknown');
});

const results = {
	date: '2026-11-28', commit: 'abc', machine: { cpus: 2, model: 'a processor', memoryGb: 8, system: 'Linux', load: 0.1 },
	programs: [{ name: 'one', commit: 'abc', rows: [row()] }, { name: 'two', commit: 'def', rows: [row({ case: 'a|b' })] }],
};

test('the table names the run, and the rows that are of another one', () => {
	const lines = tableOf(results).split('\n');
	assert.match(lines[0], /commit abc, 2 × a processor/);
	assert.equal(lines.length, 6);
	assert.match(lines[4], /^\| ingest: whole way \| 2\.00 us \| peer 2\.00 \| 1\.00 \| – \| – \|  \|$/);
	assert.match(lines[5], /ingest: a\\\|b \(measured at def\)/);
});

test('the page keeps what is around the table', () => {
	const page = `before\n${BEGIN}\nold\n${END}\nafter\n`;
	assert.equal(withTable(page, 'new'), `before\n${BEGIN}\nnew\n${END}\nafter\n`);
	assert.equal(withTable(withTable(page, 'x'), 'new'), withTable(page, 'new'));
	assert.throws(() => withTable('no markers', 'new'));
});

test('rows are the lines of JSON', () => {
	assert.deepEqual(rowsOf('for people\n{"bench":"a"}\n\n{"bench":"b"}\n').map(({ bench }) => bench), ['a', 'b']);
});

test('programs that have run again replace what they had said', () => {
	const now = { date: 'later', commit: 'new', programs: [{ name: 'two', rows: [1] }] };
	const all = merged(results, now, ['two', 'three', 'one']);
	assert.deepEqual(all.programs.map(({ name }) => name), ['two', 'one']);
	assert.deepEqual(all.programs[0].rows, [1]);
	assert.equal(all.commit, 'new');
	assert.deepEqual(merged(null, now, ['two']).programs.length, 1);
});

test('growth is told curve by curve, by N, and stands in the table only where it has a goal', () => {
	const point = (n, self, more) => row({ case: `${n} clients`, self: [self], peers: {}, growth: { what: 'N clients', n }, ...more });
	const grown = { ...results, programs: [{ name: 'one', commit: 'abc', rows: [point(50000, 100, { goal: { max: 150 } }), row(), point(1000, 2)] }] };
	assert.deepEqual(growthOf(grown).split('\n').slice(2), [
		'| N clients | 1,000 | 2.00 us | 2.00 |',
		'| N clients | 50,000 | 100 us | 2.00 |',
	]);
	const table = tableOf(grown);
	assert.match(table, /50000 clients/);
	assert.doesNotMatch(table, /1000 clients/);
	const page = withTable(`a\n${GROWTH_BEGIN}\nold\n${GROWTH_END}\nb`, 'new', GROWTH_BEGIN, GROWTH_END);
	assert.equal(page, `a\n${GROWTH_BEGIN}\nnew\n${GROWTH_END}\nb`);
});

test('a point of growth without a figure is told in the table', () => {
	const failed = row({ self: [], peers: {}, growth: { what: 'N clients', n: 10 }, failed: 'no server' });
	const grown = { ...results, programs: [{ name: 'one', commit: 'abc', rows: [failed] }] };
	assert.match(tableOf(grown), /no server/);
	assert.equal(growthOf(grown).split('\n').length, 2);
});
