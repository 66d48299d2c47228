/** Traces single clients of this worker thread on request, and tells of them in the table `sys_traces`. */
import { all } from './peers.js';
import { MAX_MS, MAX_PACKETS, Trace } from './trace.js';
import { connectionOf } from './wire.js';

const MAX_TRACES = 4; // at once in a worker thread
const CHUNK = 250; // packets in a record
const HEARTBEAT_MS = 5000;
/** How long a trace that has ended can still be read. */
const KEPT_MS = 60000;
export const ENDED = 'This trace has ended already.';

/** The limits that were asked for; null where they are not such. What is missing is as much as there may be. */
function limitsOf(options) {
	const { seconds = MAX_MS / 1000, packets = MAX_PACKETS } = options ?? {};
	const isIn = (number, most) => Number.isInteger(number) && number >= 1 && number <= most;
	return isIn(seconds, MAX_MS / 1000) && isIn(packets, MAX_PACKETS) ? { ms: seconds * 1000, packets } : null;
}

export class Tracer {
	#host;
	#counter;
	#traces = new Map(); // id -> {trace, head, chunks, writtenAt}
	#next = 0;
	#clock;

	/** @param {{tables, transact, now, precise}} host see eyes.js */
	constructor(host, counter) {
		this.#host = host;
		this.#counter = counter;
		this.#clock = host.precise;
	}

	/**
	 * Begins the trace of a client. The id of a trace begins with that of the client's record, by which the request to
	 * stop it finds this thread.
	 * @param {{id: string, socket}} entry the recorder's
	 * @returns {{result: object} | string} what is told of the trace, or why it cannot be
	 */
	begin({ id: session, socket }, options, base) {
		const limits = limitsOf(options);
		if (!limits) return 'A trace takes at most 10 minutes and 5,000 packets.';
		if (!this.#host.tables.sys_traces) return 'The table for traces does not exist.';
		const connection = connectionOf(socket);
		if (!connection?.counted || connection.in.dead || connection.out.dead)
			return 'This client cannot be traced: its packets are not counted.';
		const going = [...this.#traces.values()].map(({ trace }) => trace).filter(({ ended }) => ended === null);
		const before = going.find((trace) => trace.isOf(connection));
		if (!before && going.length >= MAX_TRACES)
			return `This worker thread already traces ${MAX_TRACES} clients. Stop one of these traces, or wait until it ends.`;
		before?.end('replaced');
		const trace = new Trace(connection, limits, this.#clock, (error) => this.#counter.fault(error));
		const started = this.#host.now();
		const id = `${session}-${++this.#next}`;
		const head = { ...base, id, trace: id, session, ...trace.who, started, limit_ms: limits.ms, limit_packets: limits.packets };
		this.#traces.set(id, { trace, head, chunks: 0, writtenAt: null });
		return { result: { trace: id, started, seconds: limits.ms / 1000, packets: limits.packets } };
	}

	/** Ends a trace; what it has found can be read for a while. @returns an empty text, or why not */
	stop(id) {
		const known = this.#traces.get(id);
		if (!known || known.trace.ended !== null) return ENDED;
		known.trace.end('stopped');
		return '';
	}

	/** Several times a second. */
	check() {
		for (const { trace } of this.#traces.values()) trace.check();
	}

	/** Writes what has come since. What fails is left to the next call. */
	async flush() {
		for (const [id, known] of this.#traces) {
			const { sys_traces: table } = this.#host.tables;
			if (!table) {
				known.trace.end('stopped'); // SysPulse has been removed
				this.#traces.delete(id);
			} else if (this.#isDue(known)) await this.#write(table, id, known);
		}
	}

	#isDue({ trace, writtenAt }) {
		const isOld = writtenAt === null || this.#clock() - writtenAt >= HEARTBEAT_MS;
		return trace.packets.length > 0 || trace.ended !== null || isOld;
	}

	async #write(table, id, known) {
		const { trace, head } = known;
		const { ended, count } = trace;
		const packets = trace.packets.slice();
		const updated = this.#host.now();
		const records = [];
		for (let i = 0; i < packets.length; i += CHUNK)
			records.push({ trace: id, updated, chunk: known.chunks + records.length + 1, packets: packets.slice(i, i + CHUNK) });
		const chunks = known.chunks + records.length;
		const state = ended === null ? 'running' : 'ended';
		await this.#host.transact((context) =>
			Promise.all([
				table.put(id, { ...head, updated, state, reason: ended, count, chunks }, context),
				...records.map((record) => table.put(`${id}-${record.chunk}`, { id: `${id}-${record.chunk}`, ...record }, context)),
			])
		);
		trace.packets.splice(0, packets.length);
		known.chunks = chunks;
		known.writtenAt = this.#clock();
		if (ended !== null) this.#traces.delete(id);
	}

	/**
	 * Removes what is no longer to be read, and ends the traces of threads that have ended. For one thread only.
	 * @param {string[]} living ids of the threads that live
	 */
	async sweep(living) {
		const { sys_traces: table } = this.#host.tables;
		if (!table) return;
		const rows = await all(table.search({}));
		if (rows.length === 0) return;
		const now = this.#host.now();
		const heads = new Map(rows.filter(({ id, trace }) => id === trace).map((row) => [row.id, row]));
		for (const head of heads.values()) {
			if (head.state !== 'running' || living.some((id) => head.id.startsWith(`${id}-`))) continue;
			const ended = { ...head, state: 'ended', reason: 'restart', updated: now };
			await table.put(head.id, ended);
			heads.set(head.id, ended);
		}
		const isOver = (row) => {
			const head = heads.get(row.trace);
			return head?.state !== 'running' && Math.abs(now - (head ?? row).updated) > KEPT_MS;
		};
		// The head last: while it is there, the rest can be found.
		const over = rows.filter(isOver).sort((a, b) => (a.id === a.trace) - (b.id === b.trace));
		for (const { id } of over) await table.delete(id);
	}
}
