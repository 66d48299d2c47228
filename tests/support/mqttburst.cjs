// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comes and goes very often, for tests:  node mqttburst.cjs KIND PORT COUNT
// KIND: login (CONNECT, CONNACK, DISCONNECT), scan (connects and leaves), garbage (random bytes), half (the beginning
// of a CONNECT). User and password come from MQTT_USER and MQTT_PASSWORD. Prints "done" when all are gone.
'use strict';
const { randomBytes } = require('node:crypto');
const net = require('node:net');

const [kind, port, count] = process.argv.slice(2);
const AT_ONCE = 100;

const field = (text) => {
	const bytes = Buffer.from(text);
	return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

function connectPacket(id) {
	const body = Buffer.concat([
		field('MQTT'),
		Buffer.from([4, 0xc2, 0, 30]), // version, user + password + clean, keep alive
		field(id),
		field(process.env.MQTT_USER ?? ''),
		field(process.env.MQTT_PASSWORD ?? ''),
	]);
	return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

let started = 0;
let finished = 0;
let refused = 0;

function next() {
	if (started === Number(count)) return;
	const n = started++;
	const socket = net.connect({ host: '127.0.0.1', port });
	socket.setTimeout(20000, () => socket.destroy());
	socket.on('error', () => {});
	socket.on('close', () => {
		if (++finished === Number(count)) console.log(`done ${refused}`);
		next();
	});
	socket.on('connect', () => {
		if (kind === 'login') return socket.write(connectPacket(`burst${n}`));
		if (kind === 'scan') return socket.destroy();
		socket.write(kind === 'half' ? connectPacket(`burst${n}`).subarray(0, 11) : randomBytes(64));
		setTimeout(() => socket.destroy(), 50);
	});
	socket.on('data', (bytes) => {
		if (kind !== 'login') return;
		if (bytes[0] !== 0x20 || bytes[3] !== 0) refused++;
		socket.end(Buffer.from([0xe0, 0]));
	});
}

for (let i = 0; i < AT_ONCE; i++) next();
