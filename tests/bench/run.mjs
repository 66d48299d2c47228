// Runs the benchmarks of a build one after the other, keeps what they say in results.json and writes the table.
//   node run.mjs BUILD-FOLDER [--only NAME,NAME] [--with NAME,NAME] [--table README.md]
// BUILD-FOLDER/tests/bench/programs.json names them: those with "optional" run only where --with or --only names them.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GROWTH_BEGIN, GROWTH_END, growthOf, merged, rowsOf, tableOf, withTable } from './table.mjs';

const { positionals: [build], values: { only, with: besides, table } } = parseArgs({
	allowPositionals: true,
	options: { only: { type: 'string' }, with: { type: 'string' }, table: { type: 'string' } },
});
const here = dirname(fileURLToPath(import.meta.url));

function commit() {
	try {
		const git = (...args) => execFileSync('git', args, { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
		// What this run itself writes is no change of the program.
		return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no', '--', ':/', ':!/tests/bench/README.md') ? ' with changes' : '');
	} catch {
		return 'unknown';
	}
}

function machine() {
	const cpus = os.cpus();
	return { cpus: cpus.length, model: cpus[0]?.model.trim() ?? 'unknown', memoryGb: Math.round(os.totalmem() / 2 ** 30), system: `${os.type()} ${os.release()}`, load: os.loadavg()[0] };
}

/** Runs one and gives its rows; one that fails has a row that says so, beside those that it had written before. */
function run({ name, command, environment }) {
	return new Promise((done) => {
		let output = '';
		const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
		child.stdout.setEncoding('utf8').on('data', (text) => {
			output += text;
			process.stdout.write(text);
		});
		child.on('error', (error) => finish(error.message));
		child.on('close', (code, signal) => finish(code === 0 ? '' : `it ended with ${signal ?? code}`));
		let finished = false;
		function finish(problem) {
			if (finished) return;
			finished = true;
			const rows = rowsOf(output);
			if (problem || rows.length === 0) rows.push({ bench: name, case: 'the program itself', unit: '', self: [], peers: {}, failed: problem || 'it said nothing' });
			done(rows);
		}
	});
}

const programs = JSON.parse(readFileSync(`${build}/tests/bench/programs.json`, 'utf8'));
const names = programs.map(({ name }) => name);
const named = (list) => list?.split(',').filter(Boolean) ?? [];
for (const name of [...named(only), ...named(besides)])
	if (!names.includes(name)) throw new Error(`There is no benchmark ${name}: ${names.join(', ')}`);
const chosen = programs.filter(({ name, optional }) => (named(only).length ? named(only).includes(name) : !optional || named(besides).includes(name)));

const now = { date: new Date().toISOString().slice(0, 16).replace('T', ' '), commit: commit(), machine: machine(), programs: [] };
const path = `${build}/results.json`;
const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
for (const program of chosen) {
	console.error(`--- ${program.name}`);
	const at = performance.now();
	const rows = await run(program);
	now.programs.push({ name: program.name, date: now.date, commit: now.commit, seconds: Math.round((performance.now() - at) / 1000), rows });
	// After each, so that a run that is ended early has not been in vain.
	writeFileSync(path, JSON.stringify(merged(before, now, names), null, '\t') + '\n');
}
const all = merged(before, now, names);
const text = tableOf(all);
const growth = growthOf(all);
console.log(`\n${text}\n\n${growth}`);
if (table) writeFileSync(table, withTable(withTable(readFileSync(table, 'utf8'), text), growth, GROWTH_BEGIN, GROWTH_END));
