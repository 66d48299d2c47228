/**
 * Joins a counter to HarperDB's MQTT connections. Every hook is guarded: HarperDB calls some of them from where an error
 * would end its own work, and none of ours may reach it.
 */
import { AT, BEFORE, FAULT, IN, LOST, OUT, UNPROVEN } from './counts.js';
import { Direction, PUBLISH } from './framing.js';
import { isOpen } from './peers.js';

const KEY = Symbol.for('syspulse.connection');

/** What is known of a socket or WebSocket that speaks MQTT. */
class Connection {
	version = 5; // what HarperDB's parser assumes before CONNECT
	keepAlive = 0;
	will = false;
	own = false; // whether it is SysPulse's
	activeAt = 0;
	round = 0;
	slow = false; // whether it is among those that are watched for their lag
	told = null;
	session = null;
	lostIn = 0; // the epoch in which its packets could not be told apart any more

	constructor(socket, counter) {
		this.socket = socket;
		this.counter = counter;
		this.epoch = counter.epoch;
		this.web = typeof socket.terminate === 'function';
		this.original = this.web ? socket.send : socket.write; // a trace puts its own in this place
		this.in = new Direction(this, counter, IN);
		this.out = new Direction(this, counter, OUT, counter.repeats);
	}

	get counted() {
		return this.epoch === this.counter.epoch;
	}

	/** From now on it is not counted. */
	lose(reason) {
		this.lostIn = this.epoch;
		this.epoch = 0;
		this.counter.uncounted(reason);
	}

	fail(error) {
		this.lose(FAULT);
		this.counter.fault(error);
	}
}

/** @returns {Connection | undefined} what is known of a socket, where it is counted */
export const connectionOf = (socket) => socket?.[KEY];

function received(connection, chunk) {
	try {
		connection.counter.bytes(connection, IN, chunk.length);
		connection.in.feed(chunk);
	} catch (error) {
		connection.fail(error);
	}
}

/** What came in from a WebSocket; a message need not be a whole packet. */
function receivedMessage(connection, data) {
	if (!connection.counted) return;
	if (Buffer.isBuffer(data)) received(connection, data);
	else if (Array.isArray(data)) for (const piece of data) received(connection, piece);
	else received(connection, Buffer.from(data));
}

/** @param {boolean} stalled whether it is not taken as fast as it is written */
function sent(connection, data, open, stalled) {
	try {
		const { counter } = connection;
		const chunk = typeof data === 'string' ? Buffer.from(data) : data;
		if (open) {
			counter.bytes(connection, OUT, chunk.length);
			connection.out.feed(chunk);
		} else {
			counter.numbers[AT.dropped]++;
			if (chunk[0] >> 4 === PUBLISH) counter.numbers[AT.dropped_publishes]++;
		}
		if (stalled && !connection.slow) counter.onStalled(connection);
	} catch (error) {
		connection.fail(error);
	}
}

// Each connection has functions of its own: to look up a socket's connection in the one that all share takes longer than
// to count a packet, because sockets differ in shape.

/**
 * A 'data' listener makes a socket flow. Before HarperDB has its own (it may wait for a certificate check or a user
 * first) bytes would be lost to it, so ours is added in the very moment in which HarperDB adds its own, and runs before it.
 */
function countReads(connection, socket) {
	socket.on('newListener', function onNewListener(event) {
		if (event !== 'data') return;
		socket.removeListener('newListener', onNewListener);
		socket.on('data', (chunk) => {
			if (connection.counted) received(connection, chunk);
		});
	});
}

/** A socket's write() from now on: the same arguments, the same result, the same errors. */
function countWrites(connection, socket) {
	const { counter } = connection;
	socket.write = function (chunk) {
		const { original } = connection;
		// The first is what HarperDB does, and takes less time.
		const result = arguments.length === 1 ? original.call(this, chunk) : original.apply(this, arguments);
		if (!connection.counted || (result === true && counter.repeated(connection, chunk))) return result;
		// A socket that does not take more for now says false, as one does that has ended.
		sent(connection, chunk, result === true || (!this.destroyed && !this.writableEnded), result === false);
		return result;
	};
}

/** A WebSocket's send() from now on. */
function countSends(connection, socket) {
	const { counter } = connection;
	socket.send = function (data) {
		const open = this.readyState === 1;
		const { original } = connection;
		const result = arguments.length === 1 ? original.call(this, data) : original.apply(this, arguments);
		const stalled = this._socket?.writableNeedDrain;
		if (!connection.counted || (open && !stalled && counter.repeated(connection, data))) return result;
		sent(connection, data, open, stalled);
		return result;
	};
}

/** Counts on this connection from its first byte on; nothing may have been read yet. */
function attach(counter, socket) {
	if (socket[KEY]) return;
	const connection = new Connection(socket, counter);
	socket[KEY] = connection;
	if (connection.web) {
		countSends(connection, socket);
		socket.on('message', (data) => receivedMessage(connection, data));
	} else {
		countWrites(connection, socket);
		countReads(connection, socket);
	}
}

/** At its end a socket knows how many bytes it has read and written; a WebSocket counts its own frames too. */
function prove(counter, socket) {
	const connection = socket?.[KEY];
	if (!connection?.counted || connection.web) return;
	// What it has read and what nobody took from it any more was not counted, and was not HarperDB's either.
	const read = socket.bytesRead - socket.readableLength === connection.in.bytes;
	// What was written and not sent when the connection broke is no longer known to it.
	const unsent = connection.out.bytes - socket.bytesWritten;
	const written = unsent === 0 || (unsent > 0 && !socket.writableFinished);
	if (read && written) counter.numbers[AT.proven]++;
	else counter.uncounted(UNPROVEN);
}

/**
 * Looks after clients that sent something malformed: HarperDB closes their connections at once, and one that stays open
 * has packets that are not counted.
 */
export class LostPlaces {
	#watched = new Map(); // connection -> when it was first looked at

	constructor(counter) {
		this.counter = counter;
		counter.onMalformed = (connection) => this.#watched.set(connection, null);
	}

	/** @param {number} now of a clock that never goes back, in ms */
	check(now, graceMs = 2000) {
		for (const [connection, since] of this.#watched) {
			if (isOpen(connection.socket) && connection.counted) {
				if (since === null) this.#watched.set(connection, now);
				if (since === null || now - since < graceMs) continue;
				connection.lose(LOST);
			}
			this.#watched.delete(connection);
		}
	}
}

/** Calls @p work with what it gets; an error of it is counted, if there is a counter, and goes no further. */
export function guarded(counter, work) {
	return function (...args) {
		try {
			work.apply(this, args);
		} catch (error) {
			counter?.fault(error);
		}
	};
}

/**
 * Listens to the MQTT server of this thread from now on.
 * @param {() => void} onClosed called when a connection ends, also one that HarperDB ends before it begins to read
 */
export function listen(counter, { events, sessions }, onClosed = () => {}) {
	// Those that are there already cannot be counted: the middle of a packet may be on its way.
	for (const session of sessions ?? []) {
		if (!isOpen(session.socket)) continue;
		counter.uncounted(BEFORE);
		counter.open++;
		counter.blind++;
		session.socket.once?.('close', () => {
			counter.open--;
			counter.blind--;
		});
	}
	const { numbers } = counter;
	/** One that was opened while counting was off, or before that. */
	const isBlind = (connection) => !connection || (connection.epoch || connection.lostIn) < counter.epoch;
	const closed = guarded(counter, function () {
		numbers[AT.closed]++;
		counter.open--;
		if (isBlind(connectionOf(this))) counter.blind--;
		onClosed();
	});
	const handlers = {
		connection: (socket) => {
			numbers[AT.opened]++;
			counter.open++;
			socket.once('close', closed);
			if (counter.enabled) attach(counter, socket);
			else counter.blind++;
		},
		connected: (session, socket) => {
			numbers[AT.logins]++;
			const connection = connectionOf(socket);
			if (connection) connection.session = session;
		},
		'auth-failed': () => numbers[AT.refused_logins]++,
		disconnected: (session, socket) => prove(counter, socket),
	};
	for (const [name, handler] of Object.entries(handlers)) events.on(name, guarded(counter, handler));
}
