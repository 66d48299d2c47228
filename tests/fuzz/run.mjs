// SPDX-License-Identifier: GPL-3.0-or-later
// run.mjs BUILD [--seconds N] [--targets "NAME ..."]: runs the program of the preset "fuzz" once for each target and
// renews RESULTS.md. What is found lies in BUILD/findings, the inputs that reach new code in BUILD/corpus.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseResults, readLog, writeResults } from './results.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: { seconds: { type: 'string', default: '60' }, targets: { type: 'string', default: '' } },
});
const build = positionals[0];
const seconds = Number(options.seconds);
const known = readdirSync(join(here, 'corpus')).sort();
const wanted = options.targets.split(/\s+/).filter(Boolean);
const strange = wanted.filter((name) => !known.includes(name));
if (!build || !Number.isInteger(seconds) || seconds < 1 || strange.length > 0) {
	console.error(`usage: run.mjs BUILD [--seconds N] [--targets "NAME ..."]\ntargets: ${known.join(' ')}`);
	process.exit(2);
}

const git = (...words) => spawnSync('git', words, { cwd: here, encoding: 'utf8' }).stdout?.trim() ?? '';
const table = join(here, 'RESULTS.md');
const results = parseResults(existsSync(table) ? readFileSync(table, 'utf8') : '');
const findings = join(build, 'findings');
mkdirSync(findings, { recursive: true });

let found = 0;
let executions = 0;
for (const name of wanted.length > 0 ? wanted : known) {
	const grown = join(build, 'corpus', name);
	mkdirSync(grown, { recursive: true });
	const before = new Set(readdirSync(findings));
	console.log(`syspulse: fuzzing ${name} for ${seconds} s`);
	const { stderr, error } = spawnSync(
		join(build, 'tests/fuzz/fuzz_targets'),
		[
			`-max_total_time=${seconds}`, '-print_final_stats=1', '-timeout=25', '-rss_limit_mb=2048', '-max_len=8192',
			`-dict=${join(here, 'dictionaries', `${name}.dict`)}`, `-artifact_prefix=${findings}/${name}-`,
			grown, join(here, 'corpus', name),
		],
		{
			encoding: 'utf8',
			maxBuffer: 2 ** 28,
			stdio: ['ignore', 'ignore', 'pipe'],
			env: { ...process.env, SYSPULSE_FUZZ_TARGET: name, QT_QPA_PLATFORM: 'offscreen' },
		}
	);
	if (error) throw error;
	writeFileSync(join(build, `${name}.log`), stderr);
	const artifacts = readdirSync(findings).filter((file) => !before.has(file));
	const run = { ...readLog(stderr), findings: artifacts.length };
	for (const file of artifacts) console.error(`syspulse: FOUND ${join(findings, file)}, see ${join(build, `${name}.log`)}`);
	if (run.executions === 0) console.error(`syspulse: ${name} did not run, see ${join(build, `${name}.log`)}`);
	found += artifacts.length + (run.executions === 0 ? 1 : 0);
	executions += run.executions;
	const counted = results.targets.get(name)?.inAll ?? 0;
	results.targets.set(name, { ...run, seconds, inAll: counted + run.executions });
	// After each target: a run that is ended early has counted too.
	writeFileSync(table, writeResults(results));
}
results.runs.push({
	date: new Date().toISOString().slice(0, 10),
	commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno', '--', ':!RESULTS.md') ? ' (changed)' : ''),
	targets: wanted.length > 0 ? wanted.length : known.length,
	seconds,
	executions,
	findings: found,
});
writeFileSync(table, writeResults(results));
process.exit(found > 0 ? 1 : 0);
