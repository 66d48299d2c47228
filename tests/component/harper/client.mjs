// A client that counts what it sends and gets; what it gets is told apart by mqtt-packet, which shares no code with us.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { setImmediate as later } from 'node:timers/promises';
import { connect, cut, packet, publish, field } from '../packets.mjs';
import { until } from '../until.mjs';

const TYPES = ['connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
	'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth'];

export const own = (topic) => /^(sys|\$SYS|sys_sessions)\//.test(topic);
/** What the client has sent and got by the first level of the topic: messages and bytes in, messages and bytes out. */
export const addTopics = (a, b) => { for (const [root, row] of Object.entries(b)) a[root] = row.map((n, i) => n + (a[root]?.[i] ?? 0)); };
export const zero = () => Object.fromEntries(['packets', ...TYPES, 'qos0', 'qos1', 'qos2', 'retained', 'duplicates', 'publish_bytes', 'payload_bytes', 'bytes', 'malformed'].map((name) => [name, 0]));
export const add = (a, b) => { for (const name of Object.keys(a)) a[name] += b[name] ?? 0; };

export class Client {
	in = zero(); // as the server sees it
	out = zero();
	ownIn = zero();
	ownOut = zero();
	topics = {};
	closed = false;
	#id = 0;
	#queue = Promise.resolve();

	constructor(harper, { transport, version, id, random, own = false }) {
		Object.assign(this, { harper, transport, version, id, random, own });
		const require = createRequire(`${harper.pkg}/package.json`);
		this.got = new EventEmitter();
		this.mqtt = require('mqtt-packet');
		this.WebSocket = require('ws');
	}

	async open() {
		const { mqtt: port, mqtts, http, https } = this.harper;
		const data = (bytes) => this.#received(bytes);
		const gone = () => (this.closed = true);
		if (this.transport.startsWith('ws')) {
			const url = this.transport === 'ws' ? `ws://127.0.0.1:${http}/` : `wss://127.0.0.1:${https}/`;
			const socket = new this.WebSocket(url, 'mqtt', { rejectUnauthorized: false });
			this.write = (bytes) => {
				// One message in fragments, and a ping between them.
				if (bytes.length > 3 && this.random.chance(0.3)) {
					const half = bytes.length >> 1;
					socket.send(bytes.subarray(0, half), { fin: false });
					if (this.random.chance(0.5)) socket.ping('x');
					socket.send(bytes.subarray(half), { fin: true });
				} else socket.send(bytes);
			};
			this.end = () => socket.close();
			this.reset = () => socket.terminate();
			socket.on('message', data).on('close', gone).on('error', gone);
			await new Promise((done, failed) => socket.once('open', done).once('error', failed));
		} else {
			const socket = this.transport === 'tls' ? tls.connect({ host: '127.0.0.1', port: mqtts, rejectUnauthorized: false }) : net.connect({ host: '127.0.0.1', port });
			socket.setNoDelay(true);
			this.write = (bytes) => socket.write(bytes);
			this.end = () => socket.end();
			this.reset = () => (this.transport === 'tcp' ? socket.resetAndDestroy() : socket.destroy());
			this.socket = socket;
			socket.on('data', data).on('close', gone).on('end', gone).on('error', gone);
			await new Promise((done, failed) => socket.once(this.transport === 'tls' ? 'secureConnect' : 'connect', done).once('error', failed));
		}
		this.parser = this.mqtt.parser({ protocolVersion: this.version });
		this.parser.on('packet', (message) => this.#packet(message));
		this.parser.on('error', (error) => { this.wrong = error; });
		return this;
	}

	#received(bytes) {
		const chunk = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
		this.out.bytes += chunk.length;
		this.parser.parse(chunk);
	}

	#count(sums, type, size, message) {
		for (const sum of sums) {
			sum.packets++;
			sum[type]++;
			if (type !== 'publish') continue;
			sum[`qos${message.qos}`]++;
			sum.publish_bytes += size;
			sum.payload_bytes += message.payload.length;
			sum.retained += Number(message.retain);
			sum.duplicates += Number(message.dup);
		}
	}

	#topic(topic, at, size) {
		const row = [0, 0, 0, 0];
		row[at] = 1;
		row[at + 1] = size;
		addTopics(this.topics, { [topic.split('/', 1)[0]]: row });
	}

	#packet(message) {
		const lengthBytes = message.length < 128 ? 1 : message.length < 16384 ? 2 : message.length < 2097152 ? 3 : 4;
		const size = 1 + lengthBytes + message.length;
		const isOwn = this.own || (message.cmd === 'publish' && own(message.topic));
		this.#count(isOwn ? [this.out, this.ownOut] : [this.out], message.cmd, size, message);
		if (isOwn) this.ownOut.bytes += size;
		if (message.cmd === 'publish') this.#topic(message.topic, 2, size);
		this.got.emit(message.cmd, message);
		const answer = (head) => this.send(packet(head, Buffer.from([message.messageId >> 8, message.messageId & 255])), {});
		if (message.cmd === 'publish' && message.qos === 1) answer(0x40);
		if (message.cmd === 'publish' && message.qos === 2) answer(0x50);
		if (message.cmd === 'pubrec') answer(0x62);
		if (message.cmd === 'pubrel') answer(0x70);
	}

	/** Sends a packet whole or in pieces, behind those that are under way. */
	send(bytes, { qos = 0, retain = false, dup = false, payload = Buffer.alloc(0), own = false }) {
		const type = TYPES[(bytes[0] >> 4) - 1];
		const isOwn = own || this.own;
		this.#count(isOwn ? [this.in, this.ownIn] : [this.in], type, bytes.length, { qos, retain, dup, payload });
		if (isOwn) this.ownIn.bytes += bytes.length;
		this.in.bytes += bytes.length;
		this.#queue = this.#queue.then(async () => {
			if (this.random.chance(0.8)) return this.write(bytes);
			for (const chunk of cut(bytes.subarray(0, 3000), this.random)) {
				this.write(chunk);
				if (this.random.chance(0.1)) await later();
			}
			if (bytes.length > 3000) this.write(bytes.subarray(3000));
		});
		return this.#queue;
	}

	get sent() {
		return this.#queue;
	}

	/** Sends a packet and waits for one of a type. @returns what was answered */
	async #ask(bytes, type) {
		let answer = null;
		this.got.once(type, (message) => (answer = message));
		this.send(bytes, {});
		await this.#until(type, () => answer);
		return answer;
	}

	async #until(what, condition) {
		await until(() => condition() || this.closed);
		if (!condition()) throw new Error(`${this.id} was disconnected (${this.transport}) before its ${what}`);
	}

	login(options = {}) {
		const { user, password } = this.harper;
		// No keep-alive: a client of a busy machine must not be taken for dead.
		return this.#ask(connect({ version: this.version, id: this.id, user, password, keepAlive: 0, ...options }), 'connack');
	}

	subscribe(filter, qos) {
		const properties = this.version === 5 ? Buffer.from([0]) : Buffer.alloc(0);
		return this.#ask(packet(0x82, Buffer.from([0, 9]), properties, field(filter), Buffer.from([qos])), 'suback');
	}

	/** Until all that was sent was read, and what was answered at once has come. */
	async pinged() {
		this.send(packet(0xc0), {});
		await this.#until('PINGRESP', () => this.out.pingresp === this.in.pingreq);
	}

	/** Until everything that was sent and got is acknowledged to the end. */
	async settled() {
		await this.#until('acknowledgements', () => this.out.puback === this.in.qos1 && this.out.pubcomp === this.in.qos2 && this.in.puback === this.out.qos1 && this.in.pubcomp === this.out.qos2);
	}

	publish({ topic, name = topic, qos = 0, retain = false, dup = false, payload, properties }) {
		const id = (this.#id = (this.#id % 65000) + 1);
		const content = Buffer.from(payload);
		const bytes = publish({ version: this.version, topic: name, qos, retain, dup, id, payload: content, properties: properties ?? Buffer.alloc(0) });
		this.#topic(topic, 0, bytes.length);
		this.send(bytes, { qos, retain, dup, payload: content, own: own(topic) });
	}

	/** Bytes that make no packets that count. */
	raw(bytes) {
		this.in.bytes += bytes.length;
		this.#queue = this.#queue.then(() => this.write(bytes));
		return this.#queue;
	}

	async leave() {
		this.send(this.version === 5 && this.random.chance(0.5) ? packet(0xe0, Buffer.from([0, 0])) : packet(0xe0), {});
		await this.#queue;
		// HarperDB ends a connection whose client says that it goes.
		await until(() => this.closed);
		this.end();
	}
}
