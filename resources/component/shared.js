/** Lets the worker threads of a process see each other's numbers, also of those that have ended, without a database. */
import { BroadcastChannel } from 'node:worker_threads';

const CHANNEL = 'syspulse-counts';
// A thread that has just started has no record yet.
const GRACE_MS = 60000;
// Until then the others have answered the hello of a thread, however busy they are.
const ANSWERED_MS = 10000;
// A thread that is busy loading hears nothing: so much of the time between two looks counts.
const LOOK_MS = 4000;

export class Shared {
	#memories = new Map(); // id of the thread -> its memory, and when it was announced
	#channel;
	#lookedAt;
	#waited = 0;

	/**
	 * @param {string} id of this thread
	 * @param {SharedArrayBuffer} memory its numbers
	 * @param {() => number} monotonic ms of a clock that never goes back
	 */
	constructor(id, memory, monotonic) {
		this.monotonic = monotonic;
		this.#lookedAt = monotonic();
		this.#channel = new BroadcastChannel(CHANNEL);
		this.#channel.unref();
		this.#channel.onmessage = ({ data }) => {
			// Another version may be at work in a thread that is about to end.
			if (!(data?.memory instanceof SharedArrayBuffer) || data.memory.byteLength !== memory.byteLength) return;
			if (!this.#memories.has(data.id)) this.#memories.set(data.id, { memory: data.memory, at: monotonic() });
			if (!data.hello) return;
			this.#channel.postMessage({ id, memory });
			// Also of those that have ended: the new thread may outlive this one before their counts are taken over.
			for (const [other, known] of this.#memories)
				if (other !== data.id) this.#channel.postMessage({ id: other, memory: known.memory });
		};
		this.#channel.postMessage({ id, memory, hello: true });
	}

	/** The numbers of a thread, which are its last ones if it has ended; undefined where they never got here. */
	memoryOf(id) {
		return this.#memories.get(id)?.memory;
	}

	/** Whether memoryOf() a thread may still come to be known. */
	mayHearOf(id) {
		if (this.#memories.has(id)) return false;
		const now = this.monotonic();
		this.#waited += Math.min(now - this.#lookedAt, LOOK_MS);
		this.#lookedAt = now;
		return this.#waited < ANSWERED_MS;
	}

	/** The numbers of all other threads, also of those that have ended not long ago. */
	*others() {
		for (const { memory } of this.#memories.values()) yield memory;
	}

	/** Lets go of threads that are not among @p ids and did not come only now: there is nothing more to ask of them. */
	keep(ids) {
		const now = this.monotonic();
		for (const [id, { at }] of this.#memories) if (!ids.has(id) && now - at > GRACE_MS) this.#memories.delete(id);
	}

	close() {
		this.#channel.close();
	}
}
