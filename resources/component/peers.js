/** What is read from HarperDB's sockets and sessions, and the records that are made of it. */
import { createHash } from 'node:crypto';

const MAX_SUBSCRIPTIONS = 50;
const MAX_TEXT = 256;
const KEPT_TEXT = 200;

/**
 * A text from outside as a record can bear it; null for everything else. A long one keeps its beginning and gets a
 * hash of the whole, so two of them stay two; that form is longer than any text that is kept as it is, so none can
 * be made up to look like it. SysPulse does the same (core/base/boundedtext.cpp).
 */
export function text(value) {
	if (typeof value !== 'string') return null;
	if (value.length <= MAX_TEXT) return value;
	const splitsPair = /[\uD800-\uDBFF]/.test(value[KEPT_TEXT - 1]);
	const start = value.slice(0, splitsPair ? KEPT_TEXT - 1 : KEPT_TEXT);
	return `${start}…sha256:${createHash('sha256').update(value).digest('hex')}`;
}

/** A rate or a share as a record tells it: more digits would only make it longer. */
export const rounded = (number) => Math.round(number * 100) / 100;

/** Where a client is: a TCP or TLS socket, or a WebSocket around one. */
export function peerOf(socket) {
	const inner = socket?._socket ?? socket;
	const web = typeof socket?.terminate === 'function';
	const secure = inner?.encrypted === true;
	return {
		address: text(inner?.remoteAddress),
		port: inner?.remotePort ?? null,
		transport: web ? (secure ? 'wss' : 'ws') : secure ? 'tls' : 'tcp',
	};
}

/** Whether anything can still be sent: HarperDB announces sessions whose client left during its login, too. */
export function isOpen(socket) {
	return typeof socket?.terminate === 'function' ? socket.readyState === 1 : socket?.destroyed === false;
}

/** What a session is subscribed to now, for sameSubscriptions(). */
export const subscriptionsOf = ({ subscriptions }) => (subscriptions ?? []).map(({ topic, qos }) => ({ topic, qos }));

/** Whether a session still has these subscriptions. Builds no text: filters may be long, and this is asked often. */
export function sameSubscriptions({ subscriptions }, known) {
	const now = subscriptions ?? [];
	return now.length === known.length && known.every(({ topic, qos }, i) => now[i].topic === topic && now[i].qos === qos);
}

/**
 * The record of a client, always with all fields in this order: it is what subscribers get. `wire` is what its packets
 * have told, if they are counted.
 */
export function recordOf({ id, session, peer, since, wire }, { boot, host }) {
	const subscriptions = session.subscriptions ?? [];
	return {
		id,
		client: text(session.sessionId) ?? '',
		user: text(session.user?.username),
		...peer,
		since,
		persistent: session.sessionRecord !== undefined,
		keepalive: session.keepalive ?? 0,
		subscription_count: subscriptions.length,
		subscriptions: subscriptions
			.slice(0, MAX_SUBSCRIPTIONS)
			.map(({ topic, qos }) => ({ topic: text(topic), qos: qos ?? 0 })),
		node: host.node,
		thread: host.thread,
		boot,
		protocol_version: wire?.version ?? null,
		will: wire?.will ?? null,
		own: wire?.own ?? null,
	};
}

/**
 * The most clients that all threads had at once. A client that a thread lost when it ended is soon with another one:
 * what a thread said last counts for a moment only when it spoke again after that moment, so it was alive then.
 */
export class Peak {
	#moments = [];

	/** @param threads the records of the other threads; @returns the largest sum that is certain by now */
	add(now, own, threads, certainMs) {
		const spoke = new Map(threads.map(({ id, updated }) => [id, updated]));
		if (now < this.#moments.at(-1)?.now) this.#moments = []; // the clock was set back
		this.#moments.push({ now, own, others: threads.map(({ id, connected }) => [id, connected ?? 0]) });
		let most = own;
		while (now - this.#moments[0].now >= certainMs) {
			const moment = this.#moments.shift();
			const alive = moment.others.filter(([id]) => spoke.get(id) >= moment.now);
			most = Math.max(most, alive.reduce((sum, [, count]) => sum + count, moment.own));
		}
		return most;
	}
}

/**
 * The records of a search as an array. One whose id is not a text is left out: HarperDB's delete() takes null and
 * its like for the whole table.
 */
export async function all(results, limit = Infinity) {
	const list = [];
	for await (const record of results) {
		if (list.length >= limit) break;
		if (typeof record.id === 'string' && record.id !== '') list.push(record);
	}
	return list;
}

/** The record of a worker thread: what it has counted, and what its clients have open now. */
export function threadRecord({ id, host, boot, since, counts, sockets, entries, maximum, refusals }, version) {
	const sessions = [...entries.values()].map(({ session }) => session);
	const sum = (of) => sessions.reduce((total, session) => total + of(session), 0);
	// Where the server has no such field nothing is known; where it is merely empty, there is none.
	const tells = sessions.every((session) => 'awaitingAcks' in session);
	return {
		id,
		node: host.node,
		boot,
		thread: host.thread,
		version,
		since,
		updated: host.now(),
		...counts,
		open: sockets.size,
		connected: sessions.length,
		maximum,
		subscriptions: sum(({ subscriptions }) => subscriptions?.length ?? 0),
		inflight: tells ? sum(({ awaitingAcks }) => awaitingAcks?.size ?? 0) : null,
		refusals: [...refusals],
		...host.eyes?.fields(),
	};
}

// What changes without anything having happened on MQTT, and is not worth a record of its own.
const RESTLESS = { updated: 0, heap_used: 0, heap_limit: 0, utilization: 0, monotonic: 0 };

/** Whether two records of a thread tell the same counts. */
export function sameCounts(a, b) {
	return JSON.stringify({ ...a, ...RESTLESS }) === JSON.stringify({ ...b, ...RESTLESS });
}
