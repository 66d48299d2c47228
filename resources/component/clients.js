/** What single clients send and take, and which of them fall behind. */
import { isOpen, peerOf, rounded, text } from './peers.js';

/** Beyond this HarperDB begins to hold back what it sends (see `awaitingAcks` there). */
const MANY_UNACKNOWLEDGED = 100;
const MAX_ROUND = 5000; // bounds the work of one step

/** What is under way to a client, as far as HarperDB tells; null where it does not. */
export function lagOf({ socket, session }) {
	const subscriptions = session?.subscriptions;
	const queues = subscriptions?.filter((subscription) => 'queue' in subscription);
	return {
		// The tree's own feed has no queue: it takes from the table only as fast as its reader does.
		queued: queues ? queues.reduce((sum, { queue }) => sum + (queue?.length ?? 0), 0) : null,
		unacknowledged: session && 'awaitingAcks' in session ? (session.awaitingAcks?.size ?? 0) : null,
		untaken: socket?.bufferedAmount ?? socket?.writableLength ?? null,
	};
}

/** How far a client is behind: in messages, where 1 KB counts as one. */
const behind = ({ queued, unacknowledged, untaken }) => (queued ?? 0) + (unacknowledged ?? 0) + (untaken ?? 0) / 1024;

const lags = ({ queued, unacknowledged, untaken }) =>
	queued > 0 || untaken > 0 || unacknowledged > MANY_UNACKNOWLEDGED;

/** The numbers of one client, always with all fields in this order. */
export function numbersOf(connection) {
	const { session, socket, in: from, out: to, version, keepAlive, will, own, activeAt } = connection;
	return {
		client: text(session?.sessionId),
		user: text(session?.user?.username),
		...peerOf(socket),
		own,
		protocol_version: version,
		keepalive: session?.keepalive ?? keepAlive,
		will,
		counted: connection.counted,
		messages_in: from.messages,
		messages_out: to.messages,
		packets_in: from.packets,
		packets_out: to.packets,
		bytes_in: from.bytes,
		bytes_out: to.bytes,
		active: activeAt,
		...lagOf(connection),
	};
}

/** Traffic of one client, or of all: totals, or what came since the last round. */
class Traffic {
	messages_in = 0;
	messages_out = 0;
	packets_in = 0;
	packets_out = 0;
	bytes_in = 0;
	bytes_out = 0;
}
const RATED = ['messages_in', 'messages_out', 'bytes_in', 'bytes_out'];

/** What was told of a client, to tell what came since. Spelled out: a loop over the names takes four times as long. */
class Told {
	total = new Traffic();
	delta = new Traffic();

	take({ in: from, out: to }) {
		const { total, delta } = this;
		delta.messages_in = from.messages - total.messages_in;
		delta.messages_out = to.messages - total.messages_out;
		delta.packets_in = from.packets - total.packets_in;
		delta.packets_out = to.packets - total.packets_out;
		delta.bytes_in = from.bytes - total.bytes_in;
		delta.bytes_out = to.bytes - total.bytes_out;
		total.messages_in = from.messages;
		total.messages_out = to.messages;
		total.packets_in = from.packets;
		total.packets_out = to.packets;
		total.bytes_in = from.bytes;
		total.bytes_out = to.bytes;
		return delta;
	}
}

/** Finds the busiest and the slowest clients without looking at those that rest. */
export class Clients {
	#counter;
	#idOf;
	#slow = new Set(); // connections that lag, or did when it was looked last
	#work = []; // of the current round
	#next = 0;
	#seconds = 0;
	#startedAt = null;
	#packets = 0; // of the round, in both directions
	#bytes = 0;
	#lag = null; // see lag

	/** @param {(socket) => string | undefined} idOf the id of a client's record in `sys_sessions` */
	constructor(counter, idOf) {
		this.#counter = counter;
		this.#idOf = idOf;
		counter.onStalled = (connection) => this.#watch(connection);
	}

	#watch(connection) {
		connection.slow = true;
		this.#slow.add(connection);
	}

	/**
	 * How many clients fall behind, and the most messages that wait for one of them, as the last round has found;
	 * null before the first one has ended.
	 * @returns {{lagging: number, longest_queue: number | null} | null}
	 */
	get lag() {
		return this.#lag;
	}

	/** Begins a round over those that had traffic since the last one; step() does the work. */
	begin(monotonic) {
		const { active } = this.#counter;
		this.#counter.active = [];
		this.#counter.round++;
		this.#seconds = this.#startedAt === null ? 0 : (monotonic - this.#startedAt) / 1000;
		this.#startedAt = monotonic;
		this.#work = active;
		this.#next = 0;
		this.#packets = 0;
		this.#bytes = 0;
	}

	/** Goes on with the round for a bounded time. @returns whether it is done */
	step() {
		const end = Math.min(this.#work.length, this.#next + MAX_ROUND);
		for (; this.#next < end; this.#next++) {
			const connection = this.#work[this.#next];
			if (!isOpen(connection.socket)) continue; // in a storm most of them
			const delta = (connection.told ??= new Told()).take(connection);
			this.#packets += delta.packets_in + delta.packets_out;
			this.#bytes += delta.bytes_in + delta.bytes_out;
			if (!connection.slow && lags(lagOf(connection))) this.#watch(connection);
		}
		return this.#next === this.#work.length;
	}

	/**
	 * What the round has found.
	 * @param {number} most how many of each
	 * @returns {{busiest: object[], slowest: object[]}}
	 */
	result(most) {
		const packets = Math.max(1, this.#packets);
		const bytes = Math.max(1, this.#bytes);
		const busiest = new Best(most);
		for (const connection of this.#work) {
			if (connection.told === null || !isOpen(connection.socket)) continue;
			const { delta } = connection.told;
			// Busy is who has a large share of the packets or of the bytes.
			const share = (delta.packets_in + delta.packets_out) / packets + (delta.bytes_in + delta.bytes_out) / bytes;
			busiest.add(share, connection);
		}
		this.#work = [];
		const slowest = new Best(most);
		let longest = null; // stays so where HarperDB does not tell
		for (const connection of this.#slow) {
			const lag = isOpen(connection.socket) ? lagOf(connection) : null;
			if (lag && lags(lag)) {
				slowest.add(behind(lag), connection);
				if (lag.queued !== null) longest = Math.max(longest ?? 0, lag.queued);
			} else {
				connection.slow = false;
				this.#slow.delete(connection);
			}
		}
		this.#lag = { lagging: this.#slow.size, longest_queue: this.#slow.size === 0 ? 0 : longest };
		return {
			lagging: this.#slow.size,
			busiest: busiest.list.map((connection) => this.#recordOf(connection, this.#seconds)),
			slowest: slowest.list.map((connection) => this.#recordOf(connection, 0)),
		};
	}

	#recordOf(connection, seconds) {
		const rates = {};
		if (seconds > 0) for (const name of RATED) rates[`${name}_rate`] = rounded(connection.told.delta[name] / seconds);
		return { id: this.#idOf(connection.socket) ?? null, ...numbersOf(connection), ...rates };
	}
}

/** The items with the highest scores. */
class Best {
	#items = [];

	constructor(most) {
		this.most = most;
	}

	add(score, item) {
		const items = this.#items;
		if (items.length === this.most && items[items.length - 1].score >= score) return;
		let i = items.length === this.most ? items.length - 1 : items.length;
		for (; i > 0 && items[i - 1].score < score; i--) items[i] = items[i - 1];
		items[i] = { score, item };
	}

	get list() {
		return this.#items.map(({ item }) => item);
	}
}
