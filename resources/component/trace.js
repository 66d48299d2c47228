/** The trace of one client: a list of the packets in both directions, with the times until they were acknowledged. */
import { isOpen, peerOf, text } from './peers.js';
import { PacketFinder } from './tracepackets.js';

export const MAX_PACKETS = 5000;
export const MAX_MS = 600000;

const hundredths = (ms) => Math.round(ms * 100) / 100;

/** What answers what: the packets of one exchange begin with one of these, and have its packet id. */
const BEGINS = { publish: 'publish', subscribe: 'subscribe', unsubscribe: 'unsubscribe', pingreq: 'ping' };
const ANSWERS = {
	puback: 'publish', pubrec: 'publish', pubcomp: 'publish', suback: 'subscribe', unsuback: 'unsubscribe', pingresp: 'ping',
};
const LAST = new Set(['puback', 'pubcomp', 'suback', 'unsuback', 'pingresp']);

export class Trace {
	/** What is still to be written. */
	packets = [];
	count = 0;
	/** Why it has ended; null while it goes on. */
	ended = null;
	#connection;
	#clock;
	#limits;
	#began;
	#open = new Map(); // exchanges that are not complete
	#untap;

	/**
	 * @param connection that of a client which is counted, see wire.js
	 * @param {{ms: number, packets: number}} limits
	 * @param {() => number} clock ms with fractions, of a clock that never goes back
	 * @param {(error) => void} failed told of an error of ours, which goes no further
	 */
	constructor(connection, limits, clock, failed) {
		this.#connection = connection;
		this.#limits = limits;
		this.#clock = clock;
		this.#began = clock();
		const guarded = (finder) => (socket, data) => {
			try {
				if (this.ended === null && isWritable(socket)) finder.take(data);
			} catch (error) {
				this.end('fault');
				failed(error);
			}
		};
		const found = (direction) => (packet) => this.#add(direction, packet);
		this.#untap = tap(
			connection,
			guarded(new Tap(connection, connection.in, found('in'))),
			guarded(new Tap(connection, connection.out, found('out')))
		);
	}

	/** Who is traced, as the record of the trace tells it. */
	get who() {
		const { session, socket, version } = this.#connection;
		const { address, port } = peerOf(socket);
		return { client: text(session?.sessionId), user: text(session?.user?.username), address, port, protocol_version: version };
	}

	/** Ends it if it is time. */
	check() {
		if (this.ended !== null) return;
		if (!isOpen(this.#connection.socket)) this.end('left');
		else if (!this.#connection.counted) this.end('uncounted');
		else if (this.#clock() - this.#began >= this.#limits.ms) this.end('time');
	}

	/** @param {'left' | 'time' | 'packets' | 'stopped' | 'replaced' | 'uncounted' | 'fault'} reason */
	end(reason) {
		if (this.ended !== null) return;
		this.ended = reason;
		this.#untap();
		this.#open.clear();
	}

	/** Whether it is of this connection. */
	isOf(connection) {
		return this.#connection === connection;
	}

	#add(direction, packet) {
		if (this.ended !== null) return;
		const at = this.#clock() - this.#began;
		const entry = { n: ++this.count, at: hundredths(at), direction, ...packet };
		this.packets.push(this.#matched(entry, at));
		if (this.count >= this.#limits.packets) this.end('packets');
	}

	/** Adds which packet this one answers, and how long after it: `answers` and `after`. */
	#matched(entry, at) {
		const { type, direction, id } = entry;
		const other = direction === 'in' ? 'out' : 'in';
		const begins = BEGINS[type];
		// What is not acknowledged has no packet id.
		if (begins && (begins === 'ping' || id > 0)) this.#open.set(`${begins} ${direction} ${id}`, { n: entry.n, at });
		// A PUBREL goes the way of its PUBLISH, everything else the opposite way.
		const key = type === 'pubrel' ? `publish ${direction} ${id}` : `${ANSWERS[type]} ${other} ${id}`;
		const first = this.#open.get(key);
		if (!first) return entry;
		// Whoever refuses a PUBLISH of QoS 2 ends its exchange.
		if (LAST.has(type) || (type === 'pubrec' && entry.reason >= 128)) this.#open.delete(key);
		return { ...entry, answers: first.n, after: hundredths(at - first.at) };
	}
}

/** Feeds the packets of one direction to a trace, from the first one that begins after the trace did. */
class Tap {
	#connection;
	#direction;
	#found;
	#finder = null;

	constructor(connection, direction, found) {
		this.#connection = connection;
		this.#direction = direction;
		this.#found = found;
	}

	/** Comes before the same bytes are counted. */
	take(data) {
		if (!this.#finder) {
			const { left } = this.#direction;
			if (left === null) return; // it will be known with the next bytes
			this.#finder = new PacketFinder(this.#connection, left, this.#found);
		}
		for (const piece of Array.isArray(data) ? data : [data])
			this.#finder.feed(Buffer.isBuffer(piece) ? piece : Buffer.from(piece));
	}
}

/** What is written to a connection that has ended is not sent; what came in is there. */
const isWritable = (socket) => isOpen(socket) && socket.writableEnded !== true;

/**
 * Shows everything that passes on a connection to @p onIn and @p onOut, before it is counted. Nothing changes for any
 * other connection. @returns a function that ends this
 */
function tap(connection, onIn, onOut) {
	const { socket, original } = connection;
	const event = connection.web ? 'message' : 'data';
	const listener = (data) => onIn(socket, data);
	const traced = function (data, ...others) {
		onOut(socket, data);
		return original.call(this, data, ...others);
	};
	socket.prependListener(event, listener);
	connection.original = traced;
	return () => {
		socket.removeListener(event, listener);
		// A later trace of the same connection stands on this one.
		if (connection.original === traced) connection.original = original;
	};
}
