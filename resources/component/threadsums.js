/** What all worker threads have counted together, as SysPulse adds it up (core/metrics/eventcounts.cpp, wirecounts.cpp). */

/** A thread that has not renewed its record for longer than this is dead. */
const LIFE_MS = 15000;
/** As in core/metrics/brokerhealth.h. */
const FEWEST_CLIENTS = 20;
const STEP_PERCENT = 5;
const MAX_TABLES = 50;
const MAX_SEGMENT = 64;
const TABLES = 'topics/';
const OTHER = `${TABLES}_other`;
const ENDS = ['/messages/received', '/bytes/received', '/messages/sent', '/bytes/sent'];

const count = (value) => (Number.isFinite(value) && value > 0 ? Math.trunc(value) : 0);
const isCount = (value) => Number.isFinite(value) && value >= 0;
const processOf = (boot) => String(boot).split('-', 1)[0];

/** Whether the first level of a topic may become part of a topic and of a record's id. */
const isUsable = (segment) =>
	segment !== '' && segment.length <= MAX_SEGMENT && !/[.+#/\uD800-\uDFFF]/.test(segment) && !/\p{C}/u.test(segment);

/** Sums by key, of which those of tables are bounded. */
class Sums extends Map {
	#tables = new Set();

	constructor(before) {
		super();
		for (const key of before) if (key.startsWith(TABLES)) this.#tables.add(key.split('/', 2)[1]);
	}

	add(key, number) {
		this.set(key, (this.get(key) ?? 0) + number);
	}

	tableKey(segment) {
		if (!isUsable(segment)) return OTHER;
		if (!this.#tables.has(segment)) {
			if (this.#tables.size >= MAX_TABLES) return OTHER;
			this.#tables.add(segment);
		}
		return TABLES + segment;
	}
}

/**
 * The counters that were counted on the wire, by key.
 * @param {object[]} wires the parts `wire` of the threads' records
 * @param {Record<string, string[]>} counters where in such a part the number of a key is
 * @param {Iterable<string>} before keys that there were before: tables keep their places
 */
export function wireSums(wires, counters, before = []) {
	const sums = new Sums(before);
	for (const wire of wires) {
		for (const [key, path] of Object.entries(counters))
			sums.add(key, count(path.reduce((part, name) => part?.[name], wire)));
		for (const [root, ...numbers] of Array.isArray(wire.topics) ? wire.topics : []) {
			if (typeof root !== 'string' || numbers.length !== ENDS.length) continue;
			const table = sums.tableKey(root);
			ENDS.forEach((end, i) => sums.add(table + end, count(numbers[i])));
		}
	}
	return sums;
}

/** Clients of the busiest thread as a multiple of its even share; null where there are too few to say anything. */
function imbalanceOf(live) {
	if (!live.every(({ connected }) => isCount(connected))) return null;
	const total = live.reduce((sum, { connected }) => sum + connected, 0);
	if (total < FEWEST_CLIENTS * live.length) return null;
	return Math.round((100 * Math.max(...live.map(({ connected }) => connected)) * live.length) / total) / 100;
}

/** The highest of the shares of the threads, in percent and in steps, so that one that rests is not written again. */
function highest(live, shareOf) {
	const shares = live.map(shareOf);
	if (!shares.every(isCount)) return null;
	return Math.round((100 * Math.min(1, Math.max(...shares))) / STEP_PERCENT) * STEP_PERCENT;
}

/**
 * Adds up the records of one run of the server. Counters include those of dead threads until a live one has taken them
 * over; gauges are those of live threads only, and null where one of these does not know.
 * @param {object[]} rows the records of `sys_threads`
 * @param {number} bootMs when the server started, by its clock as it is now
 * @returns null where no record is of a live thread
 */
export function foldThreads(rows, bootMs, now) {
	const known = rows.filter((row) => ['thread', 'since', 'updated', 'sockets', 'refused'].every((name) => isCount(row[name])));
	const isLive = ({ updated }) => updated >= bootMs && Math.abs(updated - now) <= LIFE_MS;
	const newest = known.filter(isLive).reduce((best, row) => (best && best.updated >= row.updated ? best : row), null);
	if (!newest) return null;
	const run = known.filter(
		({ boot, updated }) => boot === newest.boot || (updated >= bootMs && processOf(boot) === processOf(newest.boot))
	);
	const live = run.filter(isLive);
	const sum = (list, name) => list.reduce((total, row) => total + row[name], 0);
	// Of the part of the record that tells what deserves an alert.
	const health = live.map(({ wire }) => wire?.health);
	const healthOf = (name) => (health.every((part) => isCount(part?.[name])) ? health.map((part) => part[name]) : null);
	const healthSum = (name) => healthOf(name)?.reduce((total, value) => total + value, 0) ?? null;
	const gauge = (name) => (live.every((row) => isCount(row[name])) ? sum(live, name) : null);
	const wires = run.filter(({ wire }) => typeof wire?.counting === 'boolean' && isCount(wire.in?.packets) && isCount(wire.out?.packets));
	const inexact = wires.map(({ wire }) => count(wire.inexact_since)).filter((since) => since > 0);
	return {
		since: Math.min(...run.map(({ since }) => since)),
		sockets: sum(run, 'sockets'),
		refused: sum(run, 'refused'),
		maximum: Math.max(...run.map(({ maximum }) => count(maximum))),
		open: gauge('open'),
		connected: gauge('connected'),
		subscriptions: gauge('subscriptions'),
		inflight: gauge('inflight'),
		heap: gauge('heap_used'),
		workers: live.length,
		imbalance: imbalanceOf(live),
		utilization: highest(live, ({ utilization }) => utilization),
		heapShare: highest(live, ({ heap_used, heap_limit }) => (isCount(heap_used) && heap_limit > 0 ? heap_used / heap_limit : NaN)),
		lagging: healthSum('lagging'),
		longestQueue: healthOf('longest_queue')?.reduce((most, value) => Math.max(most, value), 0) ?? null,
		openedPeak: healthSum('opened_peak'),
		flapping: healthSum('flapping'),
		duplicates: healthSum('duplicates'),
		wires: wires.map(({ wire }) => wire),
		// What those that live have told, and when.
		told: wires
			.filter(isLive)
			.map(({ thread, monotonic, wire }) => ({ thread, at: count(monotonic), packets: wire.in.packets + wire.out.packets })),
		// Whether all that live count all their connections.
		whole: live.every(({ wire }) => wire?.counting === true && count(wire.blind) === 0),
		wireSince: Math.min(...wires.map(({ wire, since }) => count(wire.since) || since)),
		inexactSince: inexact.length > 0 ? Math.min(...inexact) : 0,
	};
}
