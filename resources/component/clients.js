/** What single clients send and take, and which of them fall behind. */
import { isOpen, peerOf, text } from './peers.js';

/** Beyond this HarperDB begins to hold back what it sends (see `awaitingAcks` there). */
const MANY_UNACKNOWLEDGED = 100;
const MAX_ROUND = 5000; // bounds the work of one step

const round = (number) => Math.round(number * 100) / 100;

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
		version,
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

const COUNTED = {
	messages_in: ({ in: { messages } }) => messages,
	messages_out: ({ out: { messages } }) => messages,
	packets_in: ({ in: { packets } }) => packets,
	packets_out: ({ out: { packets } }) => packets,
	bytes_in: ({ in: { bytes } }) => bytes,
	bytes_out: ({ out: { bytes } }) => bytes,
};
const NAMES = Object.keys(COUNTED);
const none = () => Object.fromEntries(NAMES.map((name) => [name, 0]));

/** Finds the busiest and the slowest clients without looking at those that rest. */
export class Clients {
	#counter;
	#idOf;
	#slow = new Set(); // connections that lag, or did when it was looked last
	#work = []; // of the current round
	#next = 0;
	#seconds = 0;
	#startedAt = null;
	#sums = none();

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

	/** Begins a round over those that had traffic since the last one; step() does the work. */
	begin(monotonic) {
		const { active } = this.#counter;
		this.#counter.active = [];
		this.#counter.round++;
		this.#seconds = this.#startedAt === null ? 0 : (monotonic - this.#startedAt) / 1000;
		this.#startedAt = monotonic;
		this.#work = active;
		this.#next = 0;
		this.#sums = none();
	}

	/** Goes on with the round for a bounded time. @returns whether it is done */
	step() {
		const end = Math.min(this.#work.length, this.#next + MAX_ROUND);
		for (; this.#next < end; this.#next++) {
			const connection = this.#work[this.#next];
			const told = (connection.told ??= { total: none(), delta: none() });
			for (const name of NAMES) {
				const total = COUNTED[name](connection);
				told.delta[name] = total - told.total[name];
				told.total[name] = total;
				this.#sums[name] += told.delta[name];
			}
			if (!connection.slow && isOpen(connection.socket) && lags(lagOf(connection))) this.#watch(connection);
		}
		return this.#next === this.#work.length;
	}

	/**
	 * What the round has found.
	 * @param {number} most how many of each
	 * @returns {{busiest: object[], slowest: object[]}}
	 */
	result(most) {
		const { packets_in: ins, packets_out: outs, bytes_in: inBytes, bytes_out: outBytes } = this.#sums;
		const packets = Math.max(1, ins + outs);
		const bytes = Math.max(1, inBytes + outBytes);
		const busiest = new Best(most);
		for (const connection of this.#work) {
			const { delta } = connection.told;
			// Busy is who has a large share of the packets or of the bytes.
			const share = (delta.packets_in + delta.packets_out) / packets + (delta.bytes_in + delta.bytes_out) / bytes;
			if (isOpen(connection.socket)) busiest.add(share, connection);
		}
		this.#work = [];
		const slowest = new Best(most);
		for (const connection of this.#slow) {
			const lag = isOpen(connection.socket) ? lagOf(connection) : null;
			if (lag && lags(lag)) slowest.add((lag.queued ?? 0) + (lag.unacknowledged ?? 0) + (lag.untaken ?? 0) / 1024, connection);
			else {
				connection.slow = false;
				this.#slow.delete(connection);
			}
		}
		return {
			lagging: this.#slow.size,
			busiest: busiest.list.map((connection) => this.#recordOf(connection, this.#seconds)),
			slowest: slowest.list.map((connection) => this.#recordOf(connection, 0)),
		};
	}

	#recordOf(connection, seconds) {
		const rates = {};
		for (const name of NAMES.filter((name) => !name.startsWith('packets')))
			rates[`${name}_rate`] = seconds > 0 ? round(connection.told.delta[name] / seconds) : 0;
		return { id: this.#idOf(connection.socket) ?? null, ...numbersOf(connection), ...(seconds > 0 ? rates : {}) };
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
