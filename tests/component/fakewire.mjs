// Clients on sockets that exist in memory only.
import { EventEmitter } from 'node:events';
import { Counter } from '../../resources/component/counts.js';
import { connectionOf, listen } from '../../resources/component/wire.js';
import { connect } from './packets.mjs';

class Socket extends EventEmitter {
	destroyed = false;
	writableEnded = false;
	writableLength = 0;
	remoteAddress = '10.0.0.1';
	remotePort = 4711;
	full = false;
	readableLength = 0;
	writableFinished = false;
	bytesRead = 0;
	bytesWritten = 0;
	write(chunk) {
		this.bytesWritten += chunk.length;
		return !this.full;
	}
	destroy() {
		this.destroyed = true;
	}
}

export class Wired {
	constructor(events = new EventEmitter(), counter = new Counter(() => 1000)) {
		Object.assign(this, { events, counter });
		counter.coarse = 5000;
		listen(counter, { events });
	}

	join(name, options = {}) {
		return joinOn(this.events, name, options);
	}
}

/** A client that is logged in on any server that announces sockets by @p events. */
export function joinOn(events, name, options = {}) {
	const socket = Object.assign(new Socket(), { name });
	const session = { sessionId: name, user: { username: 'ann', password: 'secret' }, keepalive: options.keepAlive, subscriptions: [], awaitingAcks: undefined, socket };
	events.emit('connection', socket);
	socket.on('data', () => {});
	const client = {
		socket,
		session,
		receive(bytes) {
			socket.bytesRead += bytes.length;
			socket.emit('data', bytes);
		},
		write: (bytes) => socket.write(bytes),
		leave() {
			socket.destroyed = true;
			socket.emit('close');
			events.emit('disconnected', session, socket);
		},
		get connection() {
			return connectionOf(socket);
		},
	};
	client.receive(connect({ id: name, ...options }));
	events.emit('connected', session, socket);
	return client;
}
