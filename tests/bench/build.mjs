// What it costs to build everything from nothing, in CPU seconds: the presets dev and release, in folders of their own
// and without the compiler's cache, by turns with the sources of an earlier time from the history of git. Takes most of
// an hour.
//   node build.mjs [PRESET[,PRESET]]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** The program as it was before it was made faster: with less in it, and the goal is half of what that took. */
const before = 'e80f386';

/** Runs `script` with `words`; the last line that it writes, which is the time of all its children where that is `times`. */
const bash = (script, words, folder) => execFileSync('bash', ['-c', `set -e -o pipefail; ${script}`, 'bash', ...words], {
	cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, CCACHE_DISABLE: '1' },
}).trim().split('\n').at(-1);

function inFolder(work) {
	const folder = mkdtempSync(join(tmpdir(), 'syspulse-build-'));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Seconds of all processors. */
const built = (sources, preset) => inFolder((folder) => {
	const times = bash('cmake --preset "$1" -B "$2" -DCMAKE_CXX_COMPILER_LAUNCHER= >&2; cmake --build "$2" >&2; times', [preset, folder], sources);
	return times.split(' ').map((time) => time.match(/(\d+)m([\d.]+)s/)).reduce((sum, [, minutes, rest]) => sum + minutes * 60 + Number(rest), 0);
});

const builtBefore = (preset) => inFolder((folder) => {
	bash('git archive "$1" | tar -x -C "$2"', [before, folder], source);
	return built(folder, preset);
});

for (const preset of process.argv[2]?.split(',') ?? ['dev', 'release']) {
	const row = { bench: 'build', case: `from nothing, preset ${preset}`, unit: 's CPU', self: [built(source, preset)], peers: {}, goal: { peer: before, max_ratio: 0.5 }, note: 'one build of each' };
	try {
		row.peers[before] = [builtBefore(preset)];
	} catch (error) {
		row.unavailable = { [before]: error.message.split('\n')[0] };
	}
	console.log(JSON.stringify(row));
}
