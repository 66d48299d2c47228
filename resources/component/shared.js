/** Lets the worker threads of a process see each other's numbers, also of those that have ended, without a database. */
import { BroadcastChannel } from 'node:worker_threads';

const CHANNEL = 'syspulse-counts';

export class Shared {
	#memories = new Map(); // by id of the thread
	#channel;

	/** @param {string} id of this thread; @param {SharedArrayBuffer} memory its numbers */
	constructor(id, memory) {
		this.#channel = new BroadcastChannel(CHANNEL);
		this.#channel.unref();
		this.#channel.onmessage = ({ data }) => {
			// Another version may be at work in a thread that is about to end.
			if (!(data?.memory instanceof SharedArrayBuffer) || data.memory.byteLength !== memory.byteLength) return;
			this.#memories.set(data.id, data.memory);
			if (data.hello) this.#channel.postMessage({ id, memory });
		};
		this.#channel.postMessage({ id, memory, hello: true });
	}

	/** The numbers of a thread, which are its last ones if it has ended; undefined where they never got here. */
	memoryOf(id) {
		return this.#memories.get(id);
	}

	/** Lets go of the threads that are not among @p ids and cannot be asked for any more. */
	keep(ids) {
		for (const id of this.#memories.keys()) if (!ids.has(id)) this.#memories.delete(id);
	}

	close() {
		this.#channel.close();
	}
}
