/**
 * Keeps the records of table `sys` current from inside the server while no updater does: what SysPulse's RecordUpdater
 * (core/updater/recordupdater.h) does from outside, in the same records and with the same totals.
 */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { leaseDuration } from './lease.js';
import { LeaseKeeper } from './leasekeeper.js';
import { all } from './peers.js';
import { VERSION } from './recorder.js';
import { BROKER, Records, UPDATER } from './records.js';
import { machineUptime, ServerFacts } from './serverfacts.js';
import { Totals } from './totals.js';

// Records that did not change are written again after this, so that none looks stale for ever.
const FULL_REFRESH_MS = 10 * 60 * 1000;
const RETRY_MS = 1000;
// After the one that leads the other threads try, too.
const OTHERS_MS = 500;

const iso = (ms) => new Date(ms).toISOString();

/** Whether a counter of the wire is published. Some are only there for what is made of them. */
export function publishes(records, key, total) {
	return (!key.startsWith('topics/') || total > 0) && records.describe(BROKER + key) !== null;
}

export class ServerSide {
	#host;
	#catalogue;
	#keeper;
	#records;
	#totals = null;
	#written = new Map(); // id -> the record as last written, without its time
	#stored = new Map(); // id -> topic, of what is in the table
	#fullAt = null;
	#slot = null;
	#waitUntil = 0;
	#busy = null;
	#on = false;

	/** That of this worker thread. @param sources `{tables, durable, transact, now, monotonic, pause, warn}` */
	static of(sources, settings) {
		const facts = new ServerFacts(Object.assign(Object.create(sources), { up: machineUptime }));
		const host = { settings, facts: () => facts.read(), up: machineUptime, hostName: hostname(), version: `component ${VERSION}` };
		const catalogue = JSON.parse(readFileSync(new URL('catalogue.json', import.meta.url), 'utf8'));
		return new ServerSide(Object.assign(Object.create(sources), host), catalogue);
	}

	/**
	 * @param {{tables, transact, now, up, monotonic, pause, settings, facts, hostName, version}} host `facts()` are those
	 * of totals.js, `version` is that of the component
	 * @param catalogue what syspulse_catalogue has written
	 */
	constructor(host, catalogue) {
		this.#host = host;
		this.#catalogue = catalogue;
		this.#keeper = new LeaseKeeper(host);
		this.#records = new Records(catalogue);
	}

	/** Whether this thread writes. */
	get writes() {
		return this.#keeper.held;
	}

	/**
	 * Begins a cycle when it is time, several times a second. Throws nothing.
	 * @param {boolean} leads whether this thread is the one that should write
	 * @returns a promise that ends with the cycle
	 */
	tick(leads) {
		if (this.#busy) return this.#busy;
		const work = this.#due(leads);
		if (!work) return undefined;
		const ended = () => (this.#busy = null);
		this.#busy = work.catch((error) => this.#failed(error)).finally(ended);
		return this.#busy;
	}

	#due(leads) {
		const { settings, now, monotonic } = this.#host;
		const { serverSide, interval } = settings.current;
		if (!serverSide) {
			if (!this.#on) return null;
			this.#on = false;
			return this.#release('stopped');
		}
		this.#on = true;
		const slot = Math.floor(now() / (interval * 1000));
		if (slot === this.#slot || monotonic() < this.#waitUntil) return null;
		// Who leads goes first. Whether a thread has ended is known of its lease sooner than of its record.
		if (!this.#keeper.held && !leads && now() % (interval * 1000) < OTHERS_MS) return null;
		this.#slot = slot;
		return this.#cycle(interval);
	}

	#failed(error) {
		this.#forget();
		this.#later();
		this.#host.warn?.(error);
	}

	#later() {
		this.#slot = null;
		this.#waitUntil = this.#host.monotonic() + RETRY_MS;
	}

	#forget() {
		this.#written.clear();
		this.#totals = null;
	}

	async #cycle(interval) {
		const life = leaseDuration(interval);
		if (!this.#keeper.held || !this.#totals) {
			this.#forget();
			const taken = await this.#keeper.acquire(life);
			// A thread that ends during a restart gives nothing back: the others look often whether it still lives.
			if (!taken) return this.#keeper.other?.yields ? this.#later() : undefined;
			this.#totals = Totals.from(taken.checkpoint);
			await this.#readStored();
		}
		const facts = await this.#host.facts();
		const totals = this.#totals.after(facts, this.#catalogue.counters);
		if (!totals) return this.#later(); // no worker thread has told anything yet
		// From here on nothing is waited for but this one look.
		if (!(await this.#keeper.confirm())) return this.#forget();
		await this.#write(totals, facts, interval, life);
	}

	async #readStored() {
		this.#stored.clear();
		for (const { id, topic } of await all(this.#host.tables.sys.search({}))) this.#stored.set(id, topic);
		this.#records.follow(this.#stored);
	}

	async #write(totals, facts, interval, life) {
		const { monotonic, transact, tables, hostName, version } = this.#host;
		const at = monotonic();
		if (totals.restarted || totals.clockStepped) this.#written.clear();
		const full = this.#written.size === 0 || this.#keeper.unsettled || at - this.#fullAt >= FULL_REFRESH_MS;
		const readings = [...totals.readings(facts, (...counter) => publishes(this.#records, ...counter))];
		const own = (name, value) => [UPDATER + name, value, 'local', 'measured'];
		const local = [
			own('state', 'running'),
			own('mode', 'server'),
			own('host', hostName),
			own('version', version),
			own('interval', interval),
			own('heartbeat', iso(facts.now)),
		];
		const batch = this.#records.batch(readings, local, this.#stored, (key) => totals.quality(key));
		const changed = batch.filter(({ id, content }) => full || this.#written.get(id) !== content);
		let done;
		await transact((context) => {
			const renewal = this.#keeper.renew(totals.toCheckpoint(), life, context);
			done = renewal.done;
			return Promise.all([
				...changed.map(({ id, record }) => tables.sys.put(id, { ...record, timestamp: facts.now }, context)),
				renewal.written,
			]);
		});
		done();
		this.#totals = totals;
		this.#written = new Map(batch.map(({ id, content }) => [id, content]));
		for (const { id, record } of batch) this.#stored.set(id, record.topic);
		if (!full) return;
		this.#fullAt = at;
		this.#keeper.wroteAll(at);
	}

	/** Gives the lease back, if it is ours, and says so in the tree. */
	async #release(state) {
		this.#forget();
		const { tables, now } = this.#host;
		const [{ id, record }] = this.#records.batch([], [[`${UPDATER}state`, state, 'local', 'measured']], new Map());
		await this.#keeper.release((context) => tables.sys.put(id, { ...record, timestamp: now() }, context));
	}
}
