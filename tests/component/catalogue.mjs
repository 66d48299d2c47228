// The catalogue that the build writes for the component (core/metrics/cataloguewriter.cpp).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NAME = 'generated/component/catalogue.json';

/** Where it is: the newest of all builds, unless CTest has said which one; undefined where nothing is built yet. */
export function cataloguePath() {
	if (process.env.SYSPULSE_CATALOGUE) return process.env.SYSPULSE_CATALOGUE;
	const builds = fileURLToPath(new URL('../../build/', import.meta.url));
	const found = [];
	try {
		for (const build of readdirSync(builds)) {
			const path = `${builds}${build}/${NAME}`;
			const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
			if (time) found.push({ path, time });
		}
	} catch {
		// there is no build folder
	}
	return found.sort((a, b) => b.time - a.time)[0]?.path;
}

const path = cataloguePath();
export const catalogue = path ? JSON.parse(readFileSync(path, 'utf8')) : null;
/** For tests that cannot do without. */
export const skip = catalogue === null && 'build SysPulse first: its build writes the catalogue';
