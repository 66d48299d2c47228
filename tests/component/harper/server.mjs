// A HarperDB of npm with the component, for trying it by hand: not part of the tests that run by themselves.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { cataloguePath } from '../catalogue.mjs';
import { until } from '../until.mjs';

export const USER = 'admin';
export const PASSWORD = 'try-only-123';
const COMPONENT = fileURLToPath(new URL('../../../resources/component', import.meta.url));

async function freePorts(count) {
	const servers = await Promise.all(
		Array.from({ length: count }, () => new Promise((done) => { const s = createServer().listen(0, '127.0.0.1', () => done(s)); }))
	);
	const ports = servers.map((server) => server.address().port);
	await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	return ports;
}

/** A HarperDB that runs: its ports, and its administrator. */
export class Server {
	/** @param {{ops: number, http: number, https: number, mqtt: number, mqtts: number, user: string, password: string}} server */
	constructor(server) {
		Object.assign(this, server);
	}

	async op(body) {
		const response = await fetch(`http://127.0.0.1:${this.ops}/`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${this.user}:${this.password}`)}` },
			body: JSON.stringify(body),
		});
		const answer = await response.json();
		if (!response.ok) throw new Error(JSON.stringify(answer));
		return answer;
	}

	rows(table, database = 'data') {
		return this.op({ operation: 'search_by_value', database, table, search_attribute: 'id', search_value: '*', get_attributes: ['*'] });
	}

	/** Sum of a number over all records of the worker threads. */
	async wire() {
		const rows = (await this.rows('sys_threads')).filter(({ wire }) => wire);
		const sum = (a, b) => Object.fromEntries(Object.entries(b).map(([k, v]) => [k, typeof v === 'number' ? (a?.[k] ?? 0) + v : v && typeof v === 'object' && !Array.isArray(v) ? sum(a?.[k], v) : Array.isArray(v) ? [...(a?.[k] ?? []), ...v] : v]));
		return rows.reduce((total, { wire }) => sum(total, wire), {});
	}
}

/** One that is started from npm's package, and ended. */
export class Harper extends Server {
	/** @param {{pkg: string, dir: string, threads?: number, component?: string | null, extra?: string, env?: object, settings?: object}} options */
	constructor({ pkg, dir, threads = 1, component = COMPONENT, extra = null, env = {}, settings = {} }) {
		super({ user: USER, password: PASSWORD });
		Object.assign(this, { pkg, dir, threads, component, extra, env, settings, root: `${dir}/root` });
	}

	async start() {
		mkdirSync(`${this.dir}/home`, { recursive: true });
		mkdirSync(this.root, { recursive: true });
		[this.ops, this.http, this.mqtt, this.mqtts, this.replication, this.https] = this.ports ??= await freePorts(6);
		this.install();
		await this.launch();
		return this;
	}

	install() {
		const components = `${this.root}/components`;
		mkdirSync(components, { recursive: true });
		rmSync(`${components}/syspulse`, { recursive: true, force: true });
		if (this.component) cpSync(this.component, `${components}/syspulse`, { recursive: true });
		if (this.component === COMPONENT && cataloguePath()) cpSync(cataloguePath(), `${components}/syspulse/catalogue.json`);
		const config = `${components}/syspulse/config.yaml`;
		for (const [name, value] of Object.entries(this.settings))
			writeFileSync(config, readFileSync(config, 'utf8').replace(new RegExp(`(?<=^  ${name}: )\\w+`, 'm'), value));
		if (this.extra) cpSync(this.extra, `${components}/extra`, { recursive: true });
	}

	async launch() {
		const on = (port) => `127.0.0.1:${port}`;
		const log = openSync(`${this.dir}/log`, 'a');
		this.child = spawn('node', [`${this.pkg}/bin/harperdb.js`, 'run'], {
			cwd: this.dir,
			stdio: ['ignore', log, log],
			env: {
				PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: `${this.dir}/home`, TC_AGREEMENT: 'yes', ROOTPATH: this.root,
				DEFAULTS_MODE: 'prod', THREADS_COUNT: String(this.threads), THREADS_DEBUG: 'false', NODE_HOSTNAME: 'localhost',
				REPLICATION_HOSTNAME: 'localhost', HDB_ADMIN_USERNAME: USER, HDB_ADMIN_PASSWORD: PASSWORD,
				OPERATIONSAPI_NETWORK_PORT: on(this.ops), OPERATIONSAPI_NETWORK_DOMAINSOCKET: 'null', HTTP_PORT: on(this.http),
				MQTT_NETWORK_PORT: on(this.mqtt), MQTT_NETWORK_SECUREPORT: on(this.mqtts), REPLICATION_SECUREPORT: on(this.replication), HTTP_SECUREPORT: on(this.https),
				...this.env,
			},
		});
		await until(async () => {
			if (this.child.exitCode !== null) throw new Error(`HarperDB ended, see ${this.dir}/log`);
			try {
				await this.op({ operation: 'user_info' });
				if (this.component === COMPONENT) await this.rows('sys_commands');
				return true;
			} catch {
				return false;
			}
		}, 120000, 100);
	}

	/** Every process of this server, by its root folder. */
	pids() {
		return readdirSync('/proc').filter((pid) => {
			try {
				return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`ROOTPATH=${this.root}`);
			} catch {
				return false;
			}
		}).map(Number);
	}

	async stop() {
		const signal = (name) => {
			for (const pid of this.pids())
				try {
					process.kill(pid, name);
				} catch {} // it has just ended
		};
		const gone = () => until(() => this.pids().length === 0, 6000, 100);
		signal('SIGTERM');
		await gone().catch(() => {
			signal('SIGKILL');
			return gone();
		});
	}
}
