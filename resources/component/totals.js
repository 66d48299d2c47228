/**
 * What is published, from one update to the next: in the checkpoint of SysPulse's updaters (core/metrics/metricsjson.cpp),
 * so that whoever goes on after another one continues with the same totals. What only an updater needs, which reads the
 * server's analytics, stays there as that updater left it: to it, this was a time in which it was away.
 */
import { CountingClock } from './countingclock.js';
import { readingsOf, update } from './loads.js';
import { foldThreads, wireSums } from './threadsums.js';

const BROKER = '$SYS/broker/';
// As in core/metrics/metrics.h.
const BOOT_TOLERANCE_MS = 3000;
const LOADING_MS = 60000;
const STEP_TOLERANCE_MS = 250;

/** The counters behind "load/...", by the topic's stem. */
const LOADS = {
	'load/messages/received': 'messages/received',
	'load/messages/sent': 'messages/sent',
	'load/publish/received': 'publish/messages/received',
	'load/publish/sent': 'publish/messages/sent',
	'load/publish/dropped': 'publish/messages/dropped',
	'load/bytes/received': 'bytes/received',
	'load/bytes/sent': 'bytes/sent',
	'load/connections': 'connections/attempts',
};

const number = (value) => (Number.isFinite(value) ? value : 0);
const count = (value) => Math.max(0, Math.trunc(number(value)));
const seconds = (ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000', '');

/** A checkpoint of a run of the broker that no updater has seen yet. */
const begun = ({ now, up, started, processUp }) => ({
	version: 1,
	boot: started,
	bootFromProcess: true,
	since: started,
	cursor: started,
	wall: now,
	steady: up ?? -1,
	steadyOrigin: 0,
	up: processUp,
	clockSet: false,
	counters: {},
	exact: true,
	gaugesComplete: false,
});

export class Totals {
	/** Whether this began with the broker's restart, and whether the clock was set since the update before. */
	restarted = false;
	clockStepped = false;
	#base;
	#told = null; // wall clock and time of the run of the update before
	#totals = new Map();
	#sums = new Map();
	#loads = {};
	#events = {};
	#maxHeap = 0;
	#counts = null;
	#runMs = 0;
	#clock = new CountingClock();

	/** @param checkpoint the newest one; one that cannot be continued is as good as none */
	static from(checkpoint) {
		const totals = new Totals();
		const plausible =
			checkpoint?.version === 1 && checkpoint.boot > 0 && checkpoint.since >= checkpoint.boot && checkpoint.counters;
		totals.#base = plausible ? JSON.parse(JSON.stringify(checkpoint)) : null;
		totals.#load();
		return totals;
	}

	#load() {
		const { loads = {}, events = {}, maxHeap, wire } = this.#base ?? {};
		this.#loads = loads;
		this.#events = events;
		this.#maxHeap = count(maxHeap);
		this.#clock = new CountingClock(this.#base?.counted ?? {});
		this.#totals = new Map(Object.entries(wire?.seen ? (wire.marks ?? {}) : {}));
	}

	#passed({ now, up }) {
		const { steady = -1, steadyOrigin = 0, wall = 0 } = this.#base;
		if (up !== null && steady >= 0 && steadyOrigin === 0 && up >= steady) return [true, up - steady];
		return [false, Math.max(0, now - wall)];
	}

	#isSameRun(facts) {
		const { boot, bootFromProcess = false, up: run = 0 } = this.#base;
		const [comparable, passed] = this.#passed(facts);
		const known = comparable ? facts.now - run - passed : boot;
		// The process begins first, and the MQTT part is loaded later.
		const latest = facts.started + BOOT_TOLERANCE_MS + (bootFromProcess ? 0 : LOADING_MS);
		return known >= facts.started - BOOT_TOLERANCE_MS && known <= latest;
	}

	/**
	 * The totals after one more look.
	 * @param facts `now`: the clock, `up`: ms since the machine was started or null, `started`: when the process started
	 * by the clock as it is now, `processUp`: ms since then, `rows`: the records of `sys_threads`
	 * @param {Record<string, string[]>} counters of the catalogue
	 * @returns null where no thread has told anything yet
	 */
	after(facts, counters) {
		const next = Object.assign(new Totals(), { restarted: false });
		next.#base = this.#base;
		next.#told = this.#told;
		next.#totals = this.#totals;
		[next.#loads, next.#events, next.#maxHeap] = [this.#loads, this.#events, this.#maxHeap];
		if (!next.#base || !next.#isSameRun(facts)) {
			next.restarted = next.#base !== null;
			next.#base = begun(facts);
			next.#told = null;
			next.#load();
		}
		const { now } = facts;
		next.#runMs = count(next.#base.up) + next.#passed(facts)[1];
		const bootMs = now - next.#runMs;
		const counts = foldThreads(facts.rows, bootMs, now);
		if (!counts) return null;
		next.#counts = counts;
		const told = next.#told;
		next.clockStepped = told !== null && Math.abs(now - told.now - (next.#runMs - told.run)) > STEP_TOLERANCE_MS;
		next.#told = { now, run: next.#runMs };
		next.#count(counters);
		const clock = next.#base === this.#base ? this.#clock : next.#clock;
		next.#clock = counts.whole ? clock.after(counts.told, next.#runMs) : new CountingClock();
		next.#follow();
		return next;
	}

	/** The counters of the wire, continued from what was published before. */
	#count(counters) {
		const { wire = {}, counters: analytics = {}, wall } = this.#base;
		const sums = wireSums(this.#counts.wires, counters, Object.keys(wire.sum ?? analytics));
		const totals = new Map();
		const begunLater = !wire.seen && !this.#complete && this.#counts.wireSince > number(wall);
		// What the component counts otherwise, as refused logins, does not come from here.
		const isOurs = (key) => key in counters || key.startsWith('topics/');
		const told = [...this.#totals.keys(), ...(wire.seen ? [] : Object.keys(analytics))].filter(isOurs);
		const keys = new Set([...sums.keys(), ...told]);
		for (const key of keys) {
			const sum = Math.max(sums.get(key) ?? 0, count(wire.sum?.[key]));
			// What an updater took from analytics, and what it has published.
			const before = wire.seen ? number(wire.offset?.[key]) + number(wire.away?.[key]) : begunLater ? number(analytics[key]) : 0;
			totals.set(key, Math.max(0, sum + before, this.#totals.get(key) ?? 0, wire.seen ? 0 : number(analytics[key])));
		}
		this.#totals = totals;
		this.#sums = sums;
	}

	/** Whether counting on the wire began together with the broker. */
	get #complete() {
		const { wire, boot } = this.#base;
		if (wire?.seen) return wire.complete === true;
		return this.#counts.whole && this.#counts.inexactSince === 0 && this.#counts.wireSince <= boot + LOADING_MS;
	}

	/** How long the broker had been up at a time by the clock as it is now. */
	#runAt(wall) {
		return Math.min(this.#runMs, Math.max(0, wall - (this.#told.now - this.#runMs)));
	}

	/** How long the broker had been up when the counters were right. */
	get #countedMs() {
		return this.#clock.ms ?? this.#runMs;
	}

	/** How long the broker had been up when the counters were 0. */
	get #countedFrom() {
		if (this.#complete) return 0;
		const { boot, since, counters = {} } = this.#base;
		const wire = this.#runAt(this.#counts.wireSince);
		if (Object.keys(counters).length === 0) return wire;
		return Math.min(wire, since === boot ? 0 : this.#runAt(since));
	}

	/** How good the counter is that has this key. While connections go by that nobody counts, none is known. */
	quality(key) {
		const { whole, inexactSince } = this.#counts;
		if (!whole) return 'unknown';
		const exact = this.#complete && inexactSince === 0 && !this.#base.wire?.offset?.[key];
		return exact && (this.#totals.get(key) ?? 0) <= (this.#sums.get(key) ?? 0) ? 'measured' : 'estimated';
	}

	/** As EventMetrics does it for a cycle in which all threads have told. */
	#follow() {
		const counts = this.#counts;
		const events = { ...this.#events };
		const again = counts.since !== events.since && (counts.sockets < events.sockets || counts.refused < events.refused);
		if (!events.seen || again) {
			const { boot, since, exact, counters } = this.#base;
			const near = Math.abs(counts.since - boot) <= LOADING_MS;
			events.whole = !events.seen && near;
			events.socketsOffset = count(events.socketsMark);
			events.offsetExact = exact === true && boot === since;
			const refused = number(counters['connections/failed']);
			events.refusedOffset = events.whole ? 0 : Math.max(0, refused - counts.refused, count(events.refusedMark) - counts.refused);
			if (!events.seen) events.load = null;
			events.seen = true;
		}
		events.since = counts.since;
		events.sockets = counts.sockets;
		events.refused = counts.refused;
		events.completeAt = this.#runMs;
		events.maximumMark = Math.max(count(events.maximumMark), counts.maximum, counts.connected ?? 0);
		events.socketsMark = Math.max(count(events.socketsMark), count(events.socketsOffset) + counts.sockets);
		events.refusedMark = Math.max(count(events.refusedMark), count(events.refusedOffset) + counts.refused);
		events.load = update(events.load, events.socketsMark, this.#countedMs, events.whole ? 0 : this.#runAt(counts.since));
		this.#events = events;
		this.#maxHeap = Math.max(this.#maxHeap, counts.heap ?? 0);
		if (!counts.whole) return;
		this.#loads = { ...this.#loads };
		for (const key of Object.values(LOADS))
			this.#loads[key] = update(this.#loads[key], this.#totals.get(key) ?? 0, this.#countedMs, this.#countedFrom);
	}

	/**
	 * All that is known, as `[topic, value, source, quality]`.
	 * @param facts `version` of the server, `disconnected`: persistent sessions without a client, or null
	 * @param {(key: string, total: number) => boolean} isCounted whether a counter of the wire is published
	 */
	*readings({ now, version, disconnected }, isCounted) {
		const { boot, since } = this.#base;
		const broker = (topic, value, source, quality = 'measured') => [BROKER + topic, value, source, quality];
		if (version) yield broker('version', version, 'info');
		yield broker('uptime', Math.floor(this.#runMs / 1000), 'info');
		yield broker('timestamp', seconds(boot), 'info');
		yield broker('time', seconds(now), 'info');
		yield* this.#gauges(broker, disconnected);
		for (const [minutes, value] of readingsOf(this.#events.load)) yield broker(`load/sockets/${minutes}min`, value, 'events', 'derived');
		if (!this.#counts.whole) return;
		for (const [key, total] of this.#totals) if (isCounted(key, total)) yield broker(key, total, 'wire', this.quality(key));
		for (const [stem, key] of Object.entries(LOADS)) {
			const quality = this.quality(key) === 'measured' ? 'derived' : 'estimated';
			for (const [minutes, value] of readingsOf(this.#loads[key])) yield broker(`${stem}/${minutes}min`, value, 'wire', quality);
		}
		if (this.#clock.ms !== null) yield broker('syspulse/counted', this.#clock.ms / 1000, 'wire');
		yield broker('syspulse/updater/counting_since', seconds(this.#complete ? boot : since), 'local');
	}

	*#gauges(broker, disconnected) {
		const { connected, subscriptions, inflight, heap } = this.#counts;
		const { whole, offsetExact, maximumMark, socketsMark, refusedMark } = this.#events;
		if (connected !== null) {
			yield broker('clients/connected', connected, 'events');
			yield broker('clients/active', connected, 'events');
		}
		if (connected !== null && disconnected !== null) {
			for (const name of ['disconnected', 'inactive']) yield broker(`clients/${name}`, disconnected, 'system', disconnected === 0 ? 'measured' : 'derived');
			yield broker('clients/total', connected + disconnected, 'events', disconnected === 0 ? 'measured' : 'derived');
		}
		if (subscriptions !== null) yield broker('subscriptions/count', subscriptions, 'events');
		if (inflight !== null) yield broker('messages/inflight', inflight, 'events');
		const measured = whole ? 'measured' : 'estimated';
		yield broker('clients/maximum', maximumMark, 'events', measured);
		yield broker('connections/failed', refusedMark, 'events', whole ? 'measured' : offsetExact ? 'derived' : 'estimated');
		yield broker('connections/socket/count', socketsMark, 'events', measured);
		yield* this.#health(broker);
		if (heap === null || heap === 0) return;
		// Without that of the main thread, which has no record.
		yield broker('heap/current', heap, 'events', 'estimated');
		yield broker('heap/maximum', this.#maxHeap, 'events', 'estimated');
	}

	/** What deserves an alert. Of several workers some can only be added up, though they may tell of the same. */
	*#health(broker) {
		const { workers, imbalance, utilization, heapShare, lagging, longestQueue, openedPeak, flapping, duplicates } = this.#counts;
		const atMost = workers > 1 ? 'estimated' : 'measured';
		const known = (name, value, quality) => (value === null ? [] : [broker(`syspulse/${name}`, value, 'events', quality)]);
		yield* known('workers/imbalance', imbalance, 'derived');
		yield* known('workers/utilization', utilization);
		yield* known('workers/heap', heapShare);
		yield* known('clients/lagging', lagging);
		yield* known('clients/queue', longestQueue);
		yield* known('clients/flapping', flapping, atMost);
		yield* known('clients/duplicates', duplicates);
		yield* known('connections/peak', openedPeak, atMost);
	}

	/** The checkpoint with which an updater, or another thread, goes on. */
	toCheckpoint() {
		const base = this.#base;
		const published = Object.fromEntries(this.#totals);
		const wire = base.wire?.seen ? { ...base.wire, marks: published } : base.wire;
		return { ...base, ...(wire && { wire }), loads: this.#loads, events: this.#events, maxHeap: this.#maxHeap, counted: this.#clock.toCheckpoint() };
	}
}
