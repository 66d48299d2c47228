/** Carries out what super users ask for through the table `sys_commands`, and answers there. */
import { all, text } from './peers.js';
import { ENDED } from './tracer.js';

const COMMAND_MS = 60000;
const MAX_COMMANDS = 100;
/** What is asked of the thread that has the client. */
const OF_CLIENT = ['disconnect', 'describe_client', 'trace_client', 'stop_trace'];

export class Requests {
	#host;
	#recorder;
	#seen = new Map(); // id -> when it was first seen

	/** @param recorder that of this thread: `id`, and `entries` by socket */
	constructor(host, recorder) {
		this.#host = host;
		this.#recorder = recorder;
	}

	/** Carries out the requests that concern this thread; the leading thread answers for those that are gone. */
	async obey(alive, leads) {
		const { sys_commands } = this.#host.tables;
		const before = this.#seen;
		this.#seen = new Map();
		for (const command of await all(sys_commands.search({}), MAX_COMMANDS)) {
			const { id, state } = command;
			const first = before.get(id) ?? this.#host.now();
			this.#seen.set(id, first);
			if (Math.abs(this.#host.now() - first) > COMMAND_MS) {
				if (leads) await sys_commands.delete(id);
			} else if (!state) {
				const answer = await this.#perform(command, alive, leads);
				if (answer === undefined) continue;
				const { message = '', result } = typeof answer === 'string' ? { message: answer } : answer;
				await sys_commands.put(id, {
					...command,
					state: message === '' ? 'done' : 'failed',
					message,
					...(result && { result }),
				});
			}
		}
	}

	/**
	 * An empty text or `{result}` when done, another text when it cannot be done, undefined when it is another thread's
	 * to do.
	 */
	async #perform({ id, action, target }, alive, leads) {
		const owns = (thread) => String(target).startsWith(`${thread}-`);
		const ofClient = OF_CLIENT.includes(action);
		const own = ofClient && owns(this.#recorder.id);
		if (!own && (!leads || (ofClient && alive.some((thread) => owns(thread.id))))) return undefined;
		if (!ofClient && action !== 'remove_session')
			return 'This version of the component does not know this request.';
		if (typeof target !== 'string' || target === '') return 'This request does not say which client or session it is for.';
		const request = await this.#lastWrite(id);
		if (!(await this.#isSuperUser(request?.user))) return 'Only super users may ask for this.';
		if (request.value?.action !== action || request.value.target !== target) return undefined; // look at it again
		if (action === 'remove_session') return this.#removeSession(target);
		const { eyes } = this.#host;
		if (action === 'stop_trace') return (own ? eyes?.tracer.stop(target) : undefined) ?? ENDED;
		const entry = [...this.#recorder.entries.values()].find(({ id }) => id === target);
		if (!entry) return 'This client is not connected any more.';
		if (action === 'disconnect') return this.#disconnect(entry);
		if (action === 'describe_client') return this.#describe(entry);
		return eyes?.tracer.begin(entry, request.value.options, this.#recorder.base) ?? 'Nothing is counted in this worker thread.';
	}

	#describe({ socket }) {
		const result = this.#host.eyes?.describe(socket);
		return result ? { result } : 'This client was connected before counting began.';
	}

	#disconnect(entry) {
		if (entry.socket.terminate) entry.socket.terminate();
		else entry.socket.destroy();
		return '';
	}

	async #removeSession(target) {
		const rows = await all(this.#host.tables.sys_sessions.search({}));
		if (rows.some(({ client, persistent }) => persistent && client === text(target)))
			return 'The client of this session is connected.';
		for (const table of this.#host.durable) await table?.delete(target);
		return '';
	}

	/** Who wrote a request last, and what; undefined where the table's audit log does not know. */
	async #lastWrite(id) {
		try {
			return (await this.#host.tables.sys_commands.getHistoryOfRecord(id)).at(-1);
		} catch {
			return undefined; // written before the table was audited
		}
	}

	/** HarperDB lets roles with structure_user write to all tables of a database, so the table's rights are not enough. */
	async #isSuperUser(name) {
		try {
			return typeof name === 'string' && (await this.#host.userOf(name))?.role?.permission?.super_user === true;
		} catch {
			return false; // no longer there, or not active
		}
	}
}
