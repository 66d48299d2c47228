/** Lets the worker threads of a process see each other's numbers, also of those that have ended, without a database. */
import { BroadcastChannel } from 'node:worker_threads';

const CHANNEL = 'syspulse-counts';
// A thread that has just started has no record yet.
const GRACE_MS = 60000;

export class Shared {
	#memories = new Map(); // id of the thread -> its memory, and when it was announced
	#channel;

	/**
	 * @param {string} id of this thread
	 * @param {SharedArrayBuffer} memory its numbers
	 * @param {() => number} monotonic ms of a clock that never goes back
	 */
	constructor(id, memory, monotonic) {
		this.monotonic = monotonic;
		this.#channel = new BroadcastChannel(CHANNEL);
		this.#channel.unref();
		this.#channel.onmessage = ({ data }) => {
			// Another version may be at work in a thread that is about to end.
			if (!(data?.memory instanceof SharedArrayBuffer) || data.memory.byteLength !== memory.byteLength) return;
			this.#memories.set(data.id, { memory: data.memory, at: monotonic() });
			if (data.hello) this.#channel.postMessage({ id, memory });
		};
		this.#channel.postMessage({ id, memory, hello: true });
	}

	/** The numbers of a thread, which are its last ones if it has ended; undefined where they never got here. */
	memoryOf(id) {
		return this.#memories.get(id)?.memory;
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
