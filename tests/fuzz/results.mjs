// SPDX-License-Identifier: GPL-3.0-or-later
// RESULTS.md: what the runs have written there, and what a run adds.

const HEAD = `# What fuzzing has reached

Written by \`make fuzz\`: the last run of each target, and all executions together. What was found, and which tests keep it
from coming back, is told in [README.md](README.md).

| Target | Executions | In s | Edges reached | Findings | Executions in all |
|---|---:|---:|---:|---:|---:|
`;

const RUNS = `
| Date | Commit | Targets | s each | Executions | Findings |
|---|---|---:|---:|---:|---:|
`;

const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const number = (text) => Number(text.replaceAll(',', ''));

/** What libFuzzer has printed with -print_final_stats=1; a run that has crashed counts up to then. */
export function readLog(log) {
	const last = (form) => [...log.matchAll(form)].at(-1)?.[1];
	return {
		executions: Number(last(/^stat::number_of_executed_units:\s*(\d+)/gm) ?? last(/^#(\d+)\s/gm) ?? 0),
		edges: Number(last(/\bcov: (\d+)/g) ?? 0),
	};
}

/** The table as it was; one that is not understood is empty. */
export function parseResults(text) {
	const targets = new Map();
	const runs = [];
	for (const line of text.split('\n')) {
		const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
		if (cells.length !== 6 || !/^[\d,]+$/.test(cells[5])) continue;
		if (/^\d{4}-/.test(cells[0]))
			runs.push({
				date: cells[0], commit: cells[1], targets: number(cells[2]), seconds: number(cells[3]),
				executions: number(cells[4]), findings: number(cells[5]),
			});
		else
			targets.set(cells[0], {
				executions: number(cells[1]), seconds: number(cells[2]), edges: number(cells[3]),
				findings: number(cells[4]), inAll: number(cells[5]),
			});
	}
	return { targets, runs };
}

export function writeResults({ targets, runs }) {
	const rows = [...targets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, t]) =>
		`| ${name} | ${grouped(t.executions)} | ${t.seconds} | ${grouped(t.edges)} | ${t.findings} | ${grouped(t.inAll)} |\n`);
	const lines = runs.map((r) =>
		`| ${r.date} | ${r.commit} | ${r.targets} | ${r.seconds} | ${grouped(r.executions)} | ${r.findings} |\n`);
	return HEAD + rows.join('') + RUNS + lines.join('');
}
