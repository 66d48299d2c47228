/** What the component knows of the server that it runs in, beside what its threads have counted. */
import { readFileSync, realpathSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { all, text } from './peers.js';

// Going through the list of clients costs time, and who is away changes slowly where there are many.
const MANY_CLIENTS = 2000;
const SLOWLY_MS = 60000;
const MOST_SESSIONS = 50000;

/** The product and its version: it links its own package into each component's folder. Empty where that is not found. */
export function productVersion(here = dirname(fileURLToPath(import.meta.url)), program = process.argv[1] ?? '.') {
	const folders = ['node_modules/harperdb', 'node_modules/harper'].map((name) => join(here, name));
	for (const up of ['..', '../..']) folders.push(join(dirname(program), up));
	for (const folder of folders) {
		try {
			const { name, version } = JSON.parse(readFileSync(join(realpathSync(folder), 'package.json'), 'utf8'));
			if (/^(@harperdb\/)?harper(db)?$/.test(name)) return `${name.endsWith('db') ? 'HarperDB' : 'Harper'} ${version}`;
		} catch {
			// not there
		}
	}
	return '';
}

/** Time in ms since the machine was started, which nobody can set; null where it is not known. */
export function machineUptime() {
	try {
		return Math.round(uptime() * 1000);
	} catch {
		return null;
	}
}

export class ServerFacts {
	#host;
	#version = productVersion();
	#disconnected = null;
	#readAt = null;

	/** @param {{tables, durable, now, up, monotonic, started?}} host `durable[0]` are the persistent sessions */
	constructor(host) {
		this.#host = host;
	}

	/** @returns the facts that totals.js wants */
	async read() {
		const { tables, now, up } = this.#host;
		const rows = await all(tables.sys_threads.search({}));
		const disconnected = await this.#away(rows);
		const processUp = Math.round(process.uptime() * 1000);
		const at = now();
		return { now: at, up: up(), started: at - processUp, processUp, rows, version: this.#version, disconnected };
	}

	/** Persistent sessions without a client. */
	async #away(rows) {
		const { tables, durable, monotonic } = this.#host;
		const clients = rows.reduce((sum, { connected }) => sum + (connected ?? 0), 0);
		if (this.#readAt !== null && clients > MANY_CLIENTS && monotonic() - this.#readAt < SLOWLY_MS) return this.#disconnected;
		this.#readAt = monotonic();
		try {
			const sessions = new Set((await all(durable[0].search({}), MOST_SESSIONS)).map(({ id }) => text(id)));
			if (sessions.size > 0)
				for await (const { persistent, client } of tables.sys_sessions.search({})) if (persistent) sessions.delete(client);
			this.#disconnected = sessions.size;
		} catch {
			this.#disconnected = null;
		}
		return this.#disconnected;
	}
}
