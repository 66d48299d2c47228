/** Finds MQTT packets for the trace of one client, and tells what their headers say: never a payload, never a CONNECT. */
import { text } from './peers.js';

const NAMES = [
	'reserved', 'connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
	'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth',
];
const [CONNECT, CONNACK, PUBLISH, PUBACK, PUBCOMP, SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, DISCONNECT, AUTH] = [
	'connect', 'connack', 'publish', 'puback', 'pubcomp', 'subscribe', 'suback', 'unsubscribe', 'unsuback', 'disconnect', 'auth',
].map((name) => NAMES.indexOf(name));
// Of a SUBSCRIBE: more than the filters of nearly all clients take.
const MAX_FILTERS = 4096;
const MAX_ANSWER = 64;

/** How much of a packet's beginning is looked at. @param {Buffer} kept its first bytes, as far as they are known */
function wanted(type, head, length, version, kept) {
	if (type === CONNECT || type === AUTH) return 0; // they carry secrets
	if (type === SUBSCRIBE || type === UNSUBSCRIBE) return Math.min(length, MAX_FILTERS);
	if (type !== PUBLISH) return Math.min(length, MAX_ANSWER);
	if (kept.length < 2) return Math.min(length, 2);
	const fields = 2 + kept.readUInt16BE(0) + (head & 6 ? 2 : 0) + (version === 5 ? 4 : 0);
	return Math.min(length, fields);
}

/** Reads the variable byte integer at @p at. @returns {{value, next}}; `next` is behind the end where it is cut off */
function varint(bytes, at) {
	let value = 0;
	for (let i = 0; i < 4; i++) {
		const byte = bytes[at + i];
		if (byte === undefined) return { value: 0, next: bytes.length + 1 };
		value |= (byte & 127) << (7 * i);
		if (byte < 128) return { value, next: at + i + 1 };
	}
	return { value: 0, next: bytes.length + 1 };
}

function behindProperties(bytes, at, version) {
	if (version !== 5) return at;
	const { value, next } = varint(bytes, at);
	return next + value;
}

/** The text at @p at, which its length comes before; null where it is cut off. */
function field(bytes, at) {
	if (at + 2 > bytes.length) return null;
	const end = at + 2 + bytes.readUInt16BE(at);
	return end <= bytes.length ? { value: text(bytes.toString('utf8', at + 2, end)), next: end } : null;
}

function aboutPublish(head, length, bytes, version) {
	const topic = field(bytes, 0);
	if (!topic) return {};
	let at = topic.next;
	let id = null;
	if (head & 6) {
		if (at + 2 <= bytes.length) id = bytes.readUInt16BE(at);
		at += 2;
	}
	at = behindProperties(bytes, at, version);
	return { topic: topic.value, id, payload: at <= length ? length - at : null };
}

function aboutFilters(type, bytes, version) {
	if (bytes.length < 2) return {};
	let at = behindProperties(bytes, 2, version);
	let first = null;
	let more = 0;
	for (let filter = field(bytes, at); filter; filter = field(bytes, at)) {
		if (first === null) first = filter.value;
		else more++;
		at = filter.next + (type === SUBSCRIBE ? 1 : 0);
	}
	return { id: bytes.readUInt16BE(0), topic: first, ...(more > 0 && { more }) };
}

/** What can be told of a packet by its beginning. */
function about(head, length, bytes, version) {
	const type = head >> 4;
	const byte = (at) => bytes[at] ?? null;
	if (type === PUBLISH) return aboutPublish(head, length, bytes, version);
	if (type === SUBSCRIBE || type === UNSUBSCRIBE) return aboutFilters(type, bytes, version);
	if (type === CONNACK) return { reason: byte(1) };
	if (type === DISCONNECT) return { reason: byte(0) };
	if (type < PUBACK || type > UNSUBACK || bytes.length < 2) return {};
	const id = bytes.readUInt16BE(0);
	if (type <= PUBCOMP) return { id, reason: byte(2) };
	return { id, reason: type === SUBACK || version === 5 ? byte(behindProperties(bytes, 2, version)) : null };
}

/** One direction of a connection. Copies no more than the beginning of a packet. */
export class PacketFinder {
	/** Whether a header could not be right, so that nothing behind it can be told apart. */
	dead = false;
	#connection;
	#found;
	#skip;
	#head = -1; // between two packets
	#length = 0;
	#shift = 0; // negative once the length is known
	#size = 0;
	#left = 0;
	#kept = Buffer.alloc(0);

	/**
	 * @param {{version: number}} connection
	 * @param {number} skip bytes of a packet that has begun already
	 * @param {(packet: {type, flags, size, id, topic, payload, reason}) => void} found called when its last byte has passed
	 */
	constructor(connection, skip, found) {
		this.#connection = connection;
		this.#skip = skip;
		this.#found = found;
	}

	feed(buffer) {
		let i = Math.min(this.#skip, buffer.length);
		this.#skip -= i;
		while (i < buffer.length && !this.dead) {
			if (this.#head < 0) {
				this.#head = buffer[i++];
				this.#length = this.#shift = 0;
				this.#size = 1;
				this.#kept = Buffer.alloc(0);
			} else if (this.#shift >= 0) this.#measure(buffer[i++]);
			else {
				const step = Math.min(this.#left, buffer.length - i);
				this.#keep(buffer.subarray(i, i + step));
				i += step;
				this.#left -= step;
			}
			if (this.#shift < 0 && this.#left === 0) this.#end();
		}
	}

	#measure(byte) {
		this.#length |= (byte & 127) << this.#shift;
		this.#size++;
		this.#shift += 7;
		if (byte < 128) {
			this.#size += this.#length;
			this.#left = this.#length;
			this.#shift = -1;
		} else if (this.#shift === 28) this.dead = true;
	}

	#keep(piece) {
		// Of a PUBLISH the length of its topic has to be known first.
		for (let from = 0; from < piece.length; ) {
			const want = wanted(this.#head >> 4, this.#head, this.#length, this.#connection.version, this.#kept);
			const step = Math.min(want - this.#kept.length, piece.length - from);
			if (step <= 0) return;
			this.#kept = Buffer.concat([this.#kept, piece.subarray(from, from + step)]);
			from += step;
		}
	}

	#end() {
		const head = this.#head;
		const beginning = this.#kept;
		this.#head = -1;
		this.#shift = 0;
		const more = about(head, this.#length, beginning, this.#connection.version);
		this.#found({ type: NAMES[head >> 4], flags: head & 15, size: this.#size, ...more });
	}
}
