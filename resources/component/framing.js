/**
 * Finds the packets in one direction of an MQTT connection. Works on the chunks as they pass: nothing is copied but the
 * beginning of a topic or a CONNECT that is cut by the end of a chunk, and payloads are never looked at.
 */
import { readConnect } from './connectpacket.js';
import { AliasScanner } from './properties.js';
import { MAX_KEY } from './topics.js';

const CONNECT = 1;
export const PUBLISH = 3;
// More of a CONNECT than SysPulse's own clients send before the end of their client id.
const MAX_CONNECT = 512;
// A client may not use any with HarperDB, which announces no Topic Alias Maximum; the tree must not be fooled by one.
const MAX_ALIASES = 64;

// Flags that the first byte of each type must have; ANY: not checked here. HarperDB's parser closes the connection
// at once where they differ; at type 0 it waits for the end of the packet.
const ANY = -1;
const FLAGS = [ANY, 0, 0, ANY, 0, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0];

// What the next byte is.
const HEAD = 0;
const LENGTH = 1;
const NAME_HIGH = 2;
const NAME_LOW = 3;
const NAME = 4;
const PACKET_ID = 5;
const PROPERTIES_LENGTH = 6;
const PROPERTIES = 7;
const BEGINNING = 8; // of a CONNECT
const REST = 9;
const DEAD = 10;

const scanner = new AliasScanner(); // for packets that are in one chunk

/**
 * One direction of a connection. What HarperDB's parser tolerates is tolerated here too, so that both stay in step; only
 * a fixed header that cannot be right ends it, as it ends the connection.
 */
export class Direction {
	bytes = 0;
	packets = 0;
	messages = 0;
	topic = null; // of the last PUBLISH
	#state = HEAD;
	#head = 0;
	#size = 0; // of the packet, with its fixed header
	#left = 0; // bytes of the packet that are still to come
	#shift = 0;
	#need = 0; // bytes of the current field that are still to come
	#payload = 0;
	#named = false; // whether the PUBLISH has a topic, or only an alias for one
	#kept = null;
	#keptLength = 0;
	#scanner = null;
	#aliases = null;

	/**
	 * @param connection of which version, keepAlive, will and own are set when a CONNECT passes
	 * @param {{packet, malformed, topics}} counter told of each packet when its last byte has passed
	 * @param {number} base where the counter keeps this direction
	 * @param {{begin} | null} repeats told of a PUBLISH that is alone in its chunk
	 */
	constructor(connection, counter, base, repeats = null) {
		this.connection = connection;
		this.counter = counter;
		this.base = base;
		this.repeats = repeats;
	}

	/** Whether a fixed header could not be right, so that nothing behind it can be told apart. */
	get dead() {
		return this.#state === DEAD;
	}

	/** Bytes until the next packet begins; null while that is not known. */
	get left() {
		if (this.#state === HEAD) return 0;
		return this.#state === LENGTH || this.#state === DEAD ? null : this.#left;
	}

	/** Takes the next bytes. */
	feed(buffer) {
		const end = buffer.length;
		this.bytes += end;
		let i = 0;
		while (i < end) {
			if (this.#state === HEAD) {
				const after = this.#whole(buffer, i, end);
				if (after > 0) {
					i = after;
					continue;
				}
				if (this.#state === DEAD) return;
				this.#head = buffer[i++];
				this.#size = 1;
				this.#left = 0;
				this.#shift = 0;
				this.#state = LENGTH;
				continue;
			}
			if (this.#state === DEAD) return;
			i = this.#step(buffer, i, end);
			if (this.#left === 0 && this.#state > LENGTH && this.#state < DEAD) this.#end();
		}
	}

	/** The usual case: the whole packet is in this chunk. Returns where it ends; 0 where it is not, or not a packet. */
	#whole(buffer, start, end) {
		const head = buffer[start];
		const type = head >> 4;
		const flags = FLAGS[type];
		if (flags === ANY ? (head & 6) === 6 : flags !== (head & 15)) return this.#die();
		let p = start + 1;
		let length = 0;
		let shift = 0;
		let byte = 128;
		while (p < end && shift < 28) {
			byte = buffer[p++];
			length |= (byte & 127) << shift;
			if (byte < 128) break;
			shift += 7;
		}
		const after = p + length;
		if (byte >= 128 || after > end) return 0;
		if (type === 0) return this.#die();
		let payload = 0;
		if (type === PUBLISH) {
			const name = p + 2;
			const stop = name <= after ? name + ((buffer[p] << 8) | buffer[p + 1]) : name;
			p = head & 6 ? stop + 2 : stop;
			let alias = 0;
			if (this.connection.version === 5 && p < after) {
				let properties = buffer[p++];
				if (properties >= 128) {
					properties &= 127;
					for (shift = 7; p < after && shift < 28; shift += 7) {
						byte = buffer[p++];
						properties |= (byte & 127) << shift;
						if (byte < 128) break;
					}
				}
				if (properties > 0) {
					scanner.reset();
					scanner.take(buffer, p, Math.min(p + properties, after));
					alias = scanner.alias;
					p += properties;
				}
			}
			payload = p < after ? after - p : 0;
			this.#find(buffer, name, Math.min(stop, after), alias);
			if (start === 0 && after === end && alias === 0) this.repeats?.begin(this, buffer, stop, p);
		} else if (type === CONNECT) this.#connect(buffer, p, after);
		this.packets++;
		this.counter.packet(this, head, after - start, payload);
		return after;
	}

	/** Goes on with a packet that is cut by the end of a chunk. Returns the index of the next byte. */
	#step(buffer, i, end) {
		switch (this.#state) {
			case LENGTH: {
				const byte = buffer[i++];
				this.#left |= (byte & 127) << this.#shift;
				this.#size++;
				this.#shift += 7;
				if (byte < 128) {
					const type = this.#head >> 4;
					this.#size += this.#left;
					this.#keptLength = 0;
					this.#named = false;
					this.#state = type === PUBLISH ? NAME_HIGH : type === CONNECT ? BEGINNING : REST;
				} else if (this.#shift === 28) this.#die();
				return i;
			}
			case NAME_HIGH:
				this.#need = buffer[i++] << 8;
				this.#left--;
				this.#state = NAME_LOW;
				return i;
			case NAME_LOW:
				this.#need |= buffer[i++];
				this.#left--;
				this.#named = this.#need > 0;
				if (this.#need === 0) this.#afterName();
				else this.#state = NAME;
				return i;
			case NAME: {
				const step = Math.min(this.#need, this.#left, end - i);
				this.#keep(buffer, i, i + step, MAX_KEY + 1);
				this.#left -= step;
				this.#need -= step;
				if (this.#need === 0 || this.#left === 0) this.#afterName();
				return i + step;
			}
			case PACKET_ID:
				this.#left--;
				if (--this.#need === 0) this.#afterPacketId();
				return i + 1;
			case PROPERTIES_LENGTH: {
				const byte = buffer[i++];
				this.#left--;
				this.#need |= (byte & 127) << this.#shift;
				this.#shift += 7;
				if (byte < 128 || this.#shift === 28) {
					this.#scanner ??= new AliasScanner();
					this.#scanner.reset();
					this.#state = this.#need > 0 ? PROPERTIES : REST;
					this.#payload = Math.max(0, this.#left - this.#need);
				}
				return i;
			}
			case PROPERTIES: {
				const step = Math.min(this.#need, this.#left, end - i);
				this.#scanner.take(buffer, i, i + step);
				this.#left -= step;
				this.#need -= step;
				if (this.#need === 0) this.#state = REST;
				return i + step;
			}
			case BEGINNING:
			default: {
				const step = Math.min(this.#left, end - i);
				if (this.#state === BEGINNING) this.#keep(buffer, i, i + step, MAX_CONNECT);
				this.#left -= step;
				return i + step;
			}
		}
	}

	#keep(buffer, start, stop, most) {
		this.#kept ??= Buffer.allocUnsafe(MAX_CONNECT);
		const room = most - this.#keptLength;
		if (room > 0) this.#keptLength += buffer.copy(this.#kept, this.#keptLength, start, Math.min(stop, start + room));
	}

	#afterName() {
		this.#need = 2;
		this.#payload = 0;
		if (this.#head & 6) this.#state = PACKET_ID;
		else this.#afterPacketId();
	}

	#afterPacketId() {
		this.#need = 0;
		this.#shift = 0;
		this.#payload = this.#left;
		this.#state = this.connection.version === 5 ? PROPERTIES_LENGTH : REST;
	}

	/** The last byte of a packet has passed that was not in one chunk. */
	#end() {
		const type = this.#head >> 4;
		if (type === 0) {
			this.#die();
			return;
		}
		let payload = 0;
		if (type === PUBLISH) {
			if (this.#state === REST) payload = this.#payload;
			const alias = this.connection.version === 5 && this.#state >= PROPERTIES ? (this.#scanner?.alias ?? 0) : 0;
			if (this.#named) this.#find(this.#kept, 0, this.#keptLength, alias);
			else this.#find(null, 0, 0, alias);
		} else if (type === CONNECT) this.#connect(this.#kept, 0, this.#keptLength);
		this.#kept = null;
		this.#state = HEAD;
		this.packets++;
		this.counter.packet(this, this.#head, this.#size, payload);
	}

	#find(buffer, start, stop, alias) {
		const { topics } = this.counter;
		if (stop > start) {
			this.topic = topics.find(buffer, start, stop, this.topic);
			if (alias > 0) {
				this.#aliases ??= new Map();
				if (this.#aliases.size < MAX_ALIASES || this.#aliases.has(alias)) this.#aliases.set(alias, this.topic);
			}
		} else this.topic = this.#aliases?.get(alias) ?? topics.other;
	}

	#connect(buffer, start, end) {
		this.#aliases = null;
		readConnect(this.connection, buffer, start, end);
	}

	#die() {
		this.#state = DEAD;
		this.#kept = null;
		this.counter.malformed(this);
		return 0;
	}
}
