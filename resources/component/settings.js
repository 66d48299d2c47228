/** The component's own settings: the part `syspulse` of its config.yaml, which is read again when it changes. */
import { readFile, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DEFAULTS = Object.freeze({ counting: true, top: 50, topicLevels: 2, serverSide: false, interval: 10 });
const SWITCHES = ['counting', 'serverSide'];
const BOUNDS = { top: [1, 200], topicLevels: [1, 4], interval: [1, 3600] };

/**
 * Reads the settings from the text of a config.yaml. Only lines such as `  counting: false` below `syspulse:` are
 * understood; what is missing or no such value is as delivered.
 */
export function settingsIn(yaml) {
	const settings = { ...DEFAULTS };
	let inside = false;
	for (const line of String(yaml).split(/\r?\n/)) {
		if (/^\S/.test(line) && !line.startsWith('#')) inside = /^syspulse:\s*(#.*)?$/.test(line);
		const [, name, value] = (inside && /^\s+(\w+):\s*(\w+)\s*(#.*)?$/.exec(line)) || [];
		if (SWITCHES.includes(name) && /^(true|false)$/.test(value)) settings[name] = value === 'true';
		const [least, most] = BOUNDS[name] ?? [];
		if (least !== undefined && /^\d{1,9}$/.test(value)) settings[name] = Math.min(most, Math.max(least, Number(value)));
	}
	return settings;
}

export class Settings {
	#file;
	#changed = 0;
	current;

	constructor(file = fileURLToPath(new URL('config.yaml', import.meta.url))) {
		this.#file = file;
		try {
			this.current = settingsIn(readFileSync(file, 'utf8'));
		} catch {
			this.current = settingsIn('');
		}
	}

	/** Reads the file again if it has changed. One that cannot be read changes nothing: it may be half written. */
	async refresh() {
		try {
			const { mtimeMs, size } = await stat(this.#file);
			if (mtimeMs === this.#changed || size === 0) return;
			this.current = settingsIn(await readFile(this.#file, 'utf8'));
			this.#changed = mtimeMs;
		} catch {
			// as before
		}
	}
}
