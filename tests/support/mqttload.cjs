// SPDX-License-Identifier: GPL-3.0-or-later
//
// The traffic of a plant, for tests that run for minutes:  node mqttload.cjs PACKAGES PORT PLAN
// PACKAGES: HarperDB's package, whose "mqtt-packet" is used; user and password come from MQTT_USER and MQTT_PASSWORD.
// PLAN is JSON; every list may be missing:
//   steady       [{id, topic, perSecond, qos, bytes}]  publishes evenly; bytes: how large, where that matters
//   bursts       [{id, topic, everyMs, count}]    publishes at once
//   subscribers  [{id, filters, qos, paused}]     paused: takes nothing from the network once it is subscribed
//   visitors     [{id, filter, everyMs, staysMs}] new clients "ID-<n>" that come and leave
//   flapping     [{id, everyMs}]                  one client that connects again and again
//   refused      [{id, user, address, everyMs}]   logins with a wrong password
//   astray       [{id, topic, everyMs}]           publishes to a topic that nobody serves
// Whoever should be there and is not tries again until it is. Prints "sent MS COUNT" each second, of all that "steady"
// has sent so far, and "up MS" and "down MS" when all of "steady" are connected and when the first one is not.
'use strict';
const { createRequire } = require('node:module');
const net = require('node:net');

const [packages, port, planText] = process.argv.slice(2);
const mqtt = createRequire(`${packages}/package.json`)('mqtt-packet');
const plan = { steady: [], bursts: [], subscribers: [], visitors: [], flapping: [], refused: [], astray: [], ...JSON.parse(planText) };
const RETRY_MS = 200;

/** A connection of one client. `wanted`: it comes back when it is lost. */
class Client {
	constructor(id, { wanted = true, user = process.env.MQTT_USER, password = process.env.MQTT_PASSWORD, address, connected = () => {}, closed = () => {} } = {}) {
		Object.assign(this, { id, wanted, user, password, address, connected, closed, up: false, messageId: 0 });
		this.open();
	}

	open() {
		const socket = net.connect({ host: '127.0.0.1', port, localAddress: this.address });
		const parser = mqtt.parser();
		this.socket = socket;
		parser.on('packet', (packet) => this.take(packet));
		parser.on('error', () => socket.destroy());
		socket.on('connect', () =>
			this.send({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: this.id, clean: true, keepalive: 0, username: this.user, password: this.password })
		);
		socket.on('data', (bytes) => parser.parse(bytes));
		socket.on('error', () => {});
		socket.on('close', () => {
			this.up = false;
			this.closed();
			if (this.wanted) setTimeout(() => this.open(), RETRY_MS);
		});
	}

	take(packet) {
		if (packet.cmd === 'connack') {
			if (packet.returnCode !== 0) return this.socket.end();
			this.up = true;
			this.connected(this);
		} else if (packet.cmd === 'publish' && packet.qos === 1) {
			this.send({ cmd: 'puback', messageId: packet.messageId });
		} else if (packet.cmd === 'suback') {
			this.subscribed?.();
		}
	}

	send(packet) {
		if (!this.socket.destroyed) this.socket.write(mqtt.generate(packet));
	}

	nextId() {
		return (this.messageId = (this.messageId % 65535) + 1);
	}

	publish(topic, payload, qos = 0) {
		this.send({ cmd: 'publish', topic, payload: JSON.stringify(payload), qos, ...(qos > 0 && { messageId: this.nextId() }) });
	}

	subscribe(filters, qos = 0) {
		this.send({ cmd: 'subscribe', messageId: this.nextId(), subscriptions: filters.map((topic) => ({ topic, qos })) });
	}

	leave() {
		this.wanted = false;
		this.send({ cmd: 'disconnect' });
		this.socket.end();
	}
}

let sent = 0;
let missing = plan.steady.length;
for (const { id, topic, perSecond, qos = 0, bytes = 0 } of plan.steady) {
	const padding = bytes > 0 && { padding: 'x'.repeat(bytes) };
	const count = (change) => {
		const before = missing;
		missing += change;
		if (missing === 0) console.log(`up ${Date.now()}`);
		else if (before === 0) console.log(`down ${Date.now()}`);
	};
	let wasUp = false;
	const client = new Client(id, {
		connected: () => {
			wasUp = true;
			count(-1);
		},
		closed: () => {
			if (wasUp) count(1);
			wasUp = false;
		},
	});
	const everyMs = 1000 / perSecond;
	let due = Date.now() + everyMs;
	const tick = () => {
		// Late by more than one: what was missed is not sent at once, which would be no steady traffic.
		const now = Date.now();
		due = Math.max(due + everyMs, now);
		if (client.up) {
			client.publish(topic, { value: Math.round(2000 + 100 * Math.sin(now / 7000)) / 100, ...padding }, qos);
			sent++;
		}
		setTimeout(tick, due - now);
	};
	setTimeout(tick, everyMs);
}
setInterval(() => console.log(`sent ${Date.now()} ${sent}`), 1000);

for (const { id, topic, everyMs, count } of plan.bursts) {
	const client = new Client(id);
	setInterval(() => {
		for (let i = 0; client.up && i < count; i++) client.publish(`${topic}${i % 10}`, { batch: i });
	}, everyMs);
}

for (const { id, filters, qos = 0, paused = false } of plan.subscribers) {
	const client = new Client(id, { connected: (self) => self.subscribe(filters, qos) });
	if (!paused) continue;
	client.subscribed = () => client.socket.pause();
	// Who does not read does not learn that the server has ended; who writes does.
	setInterval(() => client.up && client.send({ cmd: 'pingreq' }), 2000);
}

for (const { id, filter, everyMs, staysMs } of plan.visitors) {
	let n = 0;
	setInterval(() => {
		const visitor = new Client(`${id}-${++n}`, { wanted: false, connected: (self) => self.subscribe([filter], 1) });
		setTimeout(() => visitor.leave(), staysMs);
	}, everyMs);
}

for (const { id, everyMs } of plan.flapping) {
	setInterval(() => {
		const client = new Client(id, { wanted: false });
		setTimeout(() => client.leave(), everyMs / 2);
	}, everyMs);
}

for (const { id, user, address, everyMs } of plan.refused) {
	setInterval(() => new Client(id, { wanted: false, user, password: 'wrong', address }), everyMs);
}

for (const { id, topic, everyMs } of plan.astray) {
	const client = new Client(id);
	setInterval(() => client.up && client.publish(topic, 'lost', 1), everyMs);
}
