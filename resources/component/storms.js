/**
 * Who connects too often, in constant memory: attempts by address, user and client id, clients that come and go, and
 * client ids that are connected more than once.
 */
import { SlidingHitters } from './heavyhitters.js';

const SECONDS = 60;
const CAPACITY = 256;
const LISTED = 20;
const MAX_DUPLICATES = 50;
/** Logins of one client within a minute or so that are more than a network's bad luck. */
const FLAPPING = 5;
const FLAPPING_MS = 60000;
const MAX_KEY = 100;
const KINDS = ['opened', 'closed', 'refused'];

// A cut one stands for all that begin like it: a hash of the rest would cost more than all else here.
function keyOf(value) {
	if (typeof value !== 'string') return '';
	return value.length <= MAX_KEY ? value : `${value.slice(0, MAX_KEY)}…`;
}

/** How often something happened in each of the last 60 seconds. */
class Seconds {
	#counts = new Float64Array(SECONDS);
	#second = 0;

	add(now) {
		this.#turn(now);
		this.#counts[this.#second % SECONDS]++;
	}

	/** Of the second before the current one, of the busiest second, and of the whole minute. */
	summary(now) {
		this.#turn(now);
		const last = this.#counts[(this.#second + SECONDS - 1) % SECONDS];
		return { last, peak: Math.max(...this.#counts), minute: this.#counts.reduce((sum, count) => sum + count, 0) };
	}

	#turn(now) {
		const second = Math.floor(now / 1000);
		for (let i = Math.min(second - this.#second, SECONDS); i > 0; i--) this.#counts[(second - i + 1) % SECONDS] = 0;
		this.#second = second;
	}
}

/** All times are of a clock that never goes back, in ms. */
export class Storms {
	#seconds = Object.fromEntries(KINDS.map((kind) => [kind, new Seconds()]));
	#addresses = new SlidingHitters(CAPACITY);
	#refusedAddresses = new SlidingHitters(CAPACITY);
	#users = new SlidingHitters(CAPACITY);
	#clients = new SlidingHitters(CAPACITY);
	#logins;
	#flapping = new Map(); // client id -> its logins, and when the last one was; who came last is last
	#live = new Map(); // client id -> its connections
	#twice = new Set();

	/** @param {Logins} logins counts those of one client over all threads */
	constructor(logins) {
		this.#logins = logins;
	}

	opened(address, now) {
		this.#seconds.opened.add(now);
		this.#addresses.add(keyOf(address), now);
	}

	/** Only what is named here is looked at: the packet has the password in clear. */
	refused({ username, clientId }, address, now) {
		this.#seconds.refused.add(now);
		this.#refusedAddresses.add(keyOf(address), now);
		this.#attempt(username, clientId, now);
	}

	connected(client, user, now) {
		this.#attempt(user, client, now);
		if (typeof client !== 'string' || client === '') return; // HarperDB lets many have none
		const logins = this.#logins.add(keyOf(client), now);
		if (logins >= FLAPPING) this.#flaps(keyOf(client), logins, now);
		const count = (this.#live.get(client) ?? 0) + 1;
		this.#live.set(client, count);
		if (count > 1 && this.#twice.size < MAX_DUPLICATES) this.#twice.add(client);
	}

	closed(now) {
		this.#seconds.closed.add(now);
	}

	/** A client that was connected() is gone. */
	left(client) {
		const count = this.#live.get(client);
		if (count === undefined) return;
		if (count > 1) this.#live.set(client, count - 1);
		else this.#live.delete(client);
		if (count <= 2) this.#twice.delete(client);
	}

	#flaps(key, count, now) {
		this.#flapping.delete(key);
		this.#flapping.set(key, { key, count, at: now });
		if (this.#flapping.size > CAPACITY) this.#flapping.delete(this.#flapping.keys().next().value);
	}

	#attempt(user, client, now) {
		this.#users.add(keyOf(user), now);
		this.#clients.add(keyOf(client), now);
	}

	/** The busiest second of the last minute, clients that flap, and client ids that are connected more than once. */
	summary(now) {
		return {
			opened_peak: this.#seconds.opened.summary(now).peak,
			flapping: this.#flappingAt(now).length,
			duplicates: this.#twice.size,
		};
	}

	#flappingAt(now) {
		return [...this.#flapping.values()].filter(({ at }) => now - at < FLAPPING_MS);
	}

	/** What is told, always with all fields; equal as long as nothing happens. */
	record(now) {
		// One that may have come only once tells nothing, and a storm of such would fill the lists.
		const list = (hitters) => hitters.top(LISTED, now).filter(({ count, error }) => count - error > 1);
		const rates = {};
		for (const kind of KINDS) {
			const { last, peak, minute } = this.#seconds[kind].summary(now);
			Object.assign(rates, { [`${kind}_rate`]: last, [`${kind}_peak`]: peak, [`${kind}_minute`]: minute });
		}
		return {
			...rates,
			addresses: list(this.#addresses),
			refused_addresses: list(this.#refusedAddresses),
			users: list(this.#users),
			clients: list(this.#clients),
			flapping: this.#flappingAt(now)
				.sort((a, b) => b.count - a.count)
				.slice(0, LISTED)
				.map(({ key, count }) => ({ key, count })),
			duplicates: [...this.#twice].map((client) => ({ key: keyOf(client), count: this.#live.get(client) })),
		};
	}
}
