// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holds many MQTT clients of one transport, for tests: Debian's mosquitto clients know no WebSocket.
//   node mqttclients.cjs PACKAGES TRANSPORT PORT PREFIX FIRST LAST
// PACKAGES: HarperDB's package, whose "ws" and "mqtt-packet" are used; TRANSPORT: tcp, tls or ws.
// User and password come from MQTT_USER and MQTT_PASSWORD. Client PREFIX<n> subscribes to sys/a<n> and sys/b with
// QoS 1; every fourth has a persistent session. Prints "ready" when all are subscribed, and "lost" for each that the
// server ends (not over WebSocket).
'use strict';
const { createRequire } = require('node:module');
const net = require('node:net');
const tls = require('node:tls');

const [packages, transport, port, prefix, first, last] = process.argv.slice(2);
const fromPackage = createRequire(`${packages}/package.json`);
const mqtt = fromPackage('mqtt-packet');
const WebSocket = fromPackage('ws');
let waiting = Number(last) - Number(first) + 1;

/** @param {() => boolean} isUp whether an error only ends this client: its end is told as "lost" */
function open(connected, data, isUp) {
	const failed = (error) => isUp() || fail(error);
	if (transport === 'ws') {
		const socket = new WebSocket(`ws://127.0.0.1:${port}/`, 'mqtt');
		socket.on('open', () => connected((bytes) => socket.send(bytes)));
		socket.on('message', data);
		socket.on('error', failed);
		return;
	}
	// The certificate is HarperDB's own, made at its first start; what is tested is not its verification.
	const socket =
		transport === 'tls'
			? tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
			: net.connect({ host: '127.0.0.1', port });
	socket.on(transport === 'tls' ? 'secureConnect' : 'connect', () => connected((bytes) => socket.write(bytes)));
	socket.on('data', data);
	socket.on('error', failed);
	socket.on('close', () => console.log('lost'));
}

function fail(error) {
	console.error(String(error));
	process.exit(1);
}

// As many as a server answers in good time, however many there are.
const ATONCE = 100;
let next = Number(first);

function openNext() {
	if (next <= Number(last)) begin(next++);
}

function begin(n) {
	const parser = mqtt.parser();
	let send;
	let up = false;
	parser.on('error', fail);
	parser.on('packet', (packet) => {
		if (packet.cmd === 'connack') {
			if (packet.returnCode !== 0) fail(`refused: ${packet.returnCode}`);
			const subscriptions = [`sys/a${n}`, 'sys/b'].map((topic) => ({ topic, qos: 1 }));
			send(mqtt.generate({ cmd: 'subscribe', messageId: 1, subscriptions }));
		} else if (packet.cmd === 'suback') {
			up = true;
			openNext();
			if (--waiting === 0) console.log('ready');
		}
	});
	open(
		(write) => {
			send = write;
			send(
				mqtt.generate({
					cmd: 'connect',
					protocolId: 'MQTT',
					protocolVersion: 4,
					clientId: `${prefix}${n}`,
					clean: n % 4 !== 0,
					keepalive: 30,
					username: process.env.MQTT_USER,
					password: process.env.MQTT_PASSWORD,
				})
			);
			setInterval(() => send(mqtt.generate({ cmd: 'pingreq' })), 10000);
		},
		(bytes) => parser.parse(Buffer.from(bytes)),
		() => up
	);
}

for (let i = 0; i < ATONCE; i++) openNext();
