/**
 * What one worker thread has counted of MQTT on the wire. The numbers are in memory that other threads can see, so that
 * those of a thread that has ended are not lost.
 */
import { PUBLISH } from './framing.js';
import { LOGINS_MEMORY } from './logins.js';
import { REPEATS, Repeats, REPEATS_NUMBERS } from './repeats.js';
import { addMessages, MAX_NAME, MAX_ROOTS, ROOT_NUMBERS, rootsIn, Topics } from './topics.js';

// Of one direction; the packet types are at their own numbers.
const SIDE = [
	'packets', 'connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
	'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth',
	'qos0', 'qos1', 'qos2', 'retained', 'duplicates', 'publish_bytes', 'payload_bytes', 'bytes', 'malformed',
];
const SIDES = ['in', 'out', 'own_in', 'own_out'];
const OWN = 2 * SIDE.length;
export const IN = 0;
export const OUT = SIDE.length;
const [QOS, RETAINED, DUPLICATES, PUBLISH_BYTES, PAYLOAD_BYTES, BYTES, MALFORMED] = [
	'qos0', 'retained', 'duplicates', 'publish_bytes', 'payload_bytes', 'bytes', 'malformed',
].map((name) => SIDE.indexOf(name));

// Of the worker thread; `inexact_since` is a time, the earliest one counts.
const COMMON = [
	'opened', 'closed', 'logins', 'refused_logins', 'refused_publishes', 'refused_subscriptions',
	'dropped', 'dropped_publishes', 'uncounted', 'proven', 'faults',
];
const FIRST_COMMON = SIDES.length * SIDE.length;
/** Indexes of the common numbers in `numbers`. */
export const AT = Object.freeze(Object.fromEntries(COMMON.map((name, i) => [name, FIRST_COMMON + i])));
const INEXACT_SINCE = FIRST_COMMON + COMMON.length;
const INEXACT_REASON = INEXACT_SINCE + 1;
const ROOTS = INEXACT_REASON + 1;
const REPEATED = ROOTS + (MAX_ROOTS + 1) * ROOT_NUMBERS;
const SIZE = REPEATED + REPEATS_NUMBERS;
const NAMES_SIZE = MAX_ROOTS * (MAX_NAME + 1);

// Behind the numbers: whether another thread has taken them over, what they were then, and the names of topics.
const TAKEN = SIZE;
const TAKEN_NUMBERS = SIZE + 1;
const NAMES_AT = (2 * SIZE + 1) * 8;
/** Where the memory has room for what logins.js counts. */
export const LOGINS_AT = Math.ceil((NAMES_AT + NAMES_SIZE) / 8) * 8;
const MEMORY = LOGINS_AT + LOGINS_MEMORY;

/** Why a worker's counts are not exact. */
const REASONS = [
	null,
	'clients were connected before counting began',
	'counting was switched off',
	'a fault of the component',
	'a client went on where its packets could not be told apart',
	'a connection had other bytes than were counted',
	'a worker thread ended without leaving its last counts',
];
export const BEFORE = 1;
export const SWITCHED_OFF = 2;
export const FAULT = 3;
export const LOST = 4;
export const UNPROVEN = 5;
export const LAST_COUNTS = 6;

// More faults than this are no accident: counting ends then, and HarperDB keeps the time it took.
const MAX_FAULTS = 100;

export class Counter {
	enabled = true;
	/** Raised when counting is switched off: connections of an earlier one are not counted any more. */
	epoch = 1;
	/** Connections that had traffic since the last round of whoever reads and empties this. */
	active = [];
	round = 1;
	/** Connections that are open, and those among them whose traffic is not counted because counting was off. */
	open = 0;
	blind = 0;
	/** When counting was last switched off or on. */
	switched = null;
	/** The time of activity; set by the owner now and then, because asking for it costs more than counting a packet. */
	coarse = 0;
	lastFault = null;

	/**
	 * @param {() => number} now the server's clock
	 * @param {{levels?: number, isServed?: (root: string) => boolean}} topics see Topics
	 */
	constructor(now, topics = {}) {
		this.now = now;
		this.memory = new SharedArrayBuffer(MEMORY);
		this.numbers = new Float64Array(this.memory, 0, SIZE);
		this.topics = new Topics(this.numbers.subarray(ROOTS, REPEATED), new Uint8Array(this.memory, NAMES_AT), topics);
		this.repeats = new Repeats(this.numbers.subarray(REPEATED), (topic, size, times) => {
			addRepeats(this.numbers);
			this.topics.weigh(topic, true, size, times);
		});
		this.topics.onChange = () => this.repeats.end();
	}

	/** All packets and bytes of a direction. */
	sumsOf(base) {
		this.repeats.settle();
		return { packets: this.numbers[base], bytes: this.numbers[base + BYTES] };
	}

	/** Bytes on a connection, whether they make packets or not. */
	bytes(connection, base, count) {
		this.numbers[base + BYTES] += count;
		this.touch(connection);
	}

	/** Whether what is written is what was written last to any connection; it is counted then. */
	repeated(connection, chunk) {
		if (!this.repeats.again(connection.out, chunk)) return false;
		this.touch(connection);
		return true;
	}

	/** A connection has traffic. */
	touch(connection) {
		connection.activeAt = this.coarse;
		// Before its login a connection is nobody's; in a storm there are very many, which would be kept here too long.
		if (connection.session !== null && connection.round !== this.round) {
			connection.round = this.round;
			this.active.push(connection);
		}
	}

	/** A packet that has passed wholly. */
	packet(direction, head, size, payload) {
		const { base } = direction;
		if (head >> 4 !== PUBLISH) {
			add(this.numbers, base, head, size, 0);
			if (direction.connection.own) addOwn(this.numbers, base, head, size, 0);
			return;
		}
		const { topic } = direction;
		direction.messages++;
		this.topics.count(topic, base === OUT, size);
		add(this.numbers, base, head, size, payload);
		if (topic.own || direction.connection.own) addOwn(this.numbers, base, head, size, payload);
	}

	/** A direction whose packets cannot be told apart any more. HarperDB closes a connection whose client did this. */
	malformed({ base, connection }) {
		this.numbers[base + MALFORMED]++;
		if (base === IN) this.onMalformed(connection);
		else this.uncounted(LOST);
	}

	/** Replaced by who looks after connections that sent something malformed. */
	onMalformed() {}

	/** Replaced by who looks after connections that do not take what is written to them. */
	onStalled() {}

	/** A connection from now on has bytes that are not counted. */
	uncounted(reason) {
		const { numbers } = this;
		numbers[AT.uncounted]++;
		if (numbers[INEXACT_SINCE] !== 0) return;
		numbers[INEXACT_SINCE] = this.now();
		numbers[INEXACT_REASON] = reason;
	}

	/** Our own error: never HarperDB's, and never a secret's, because only its kind and our own text are kept. */
	fault(error) {
		this.lastFault = `${error?.name}: ${error?.message}`.slice(0, 200);
		if (++this.numbers[AT.faults] === MAX_FAULTS) this.switch(false);
	}

	/** Switches counting on or off; what is connected when it goes on again stays uncounted. */
	switch(on) {
		if (on === this.enabled) return;
		this.enabled = on;
		this.switched = this.now();
		if (on) return;
		this.epoch++;
		this.blind = this.open;
		this.uncounted(SWITCHED_OFF);
	}

	/** What is told of the numbers, always with all fields in this order. */
	record() {
		this.repeats.settle();
		const { enabled: counting, switched, blind, lastFault } = this;
		return { counting, switched, blind, ...recordOf(this.memory), last_fault: lastFault };
	}

	/**
	 * Adds what a thread has counted that ended. Marks its memory, in case it was only taken for dead.
	 * @param {SharedArrayBuffer | undefined} memory that thread's
	 * @param {object | undefined} record what it wrote last, used where there is no memory
	 * @returns {() => void} takes it back
	 */
	adopt(memory, record) {
		const before = this.numbers.slice();
		let told = record;
		if (memory) {
			const copy = memory.slice(0, LOGINS_AT); // it may still be counting
			addRepeats(new Float64Array(copy, 0, SIZE));
			told = recordOf(copy);
			const theirs = new Float64Array(memory, 0, NAMES_AT / 8);
			theirs.set(new Float64Array(copy, 0, SIZE), TAKEN_NUMBERS);
			theirs[TAKEN] = 1;
		} else if (!record?.last) this.uncounted(LAST_COUNTS);
		if (told) {
			this.#add(told, 1);
			this.numbers[AT.closed] += told.opened - told.closed; // what was open has ended with it
		}
		const added = this.numbers.map((number, i) => number - before[i]);
		return () => {
			if (memory) new Float64Array(memory, 0, NAMES_AT / 8)[TAKEN] = 0;
			added.forEach((number, i) => (this.numbers[i] -= number));
		};
	}

	/**
	 * This thread was taken for dead, and another one has taken over what it had counted.
	 * @param {object | undefined} record what it had written last
	 */
	disown(record) {
		const all = new Float64Array(this.memory, 0, NAMES_AT / 8);
		let told = record;
		if (all[TAKEN] === 1) {
			all[TAKEN] = 0;
			const copy = this.memory.slice(0, LOGINS_AT);
			new Float64Array(copy, 0, SIZE).set(all.subarray(TAKEN_NUMBERS, TAKEN_NUMBERS + SIZE));
			told = recordOf(copy);
		}
		if (!told) return;
		this.#add(told, -1);
		this.numbers[AT.closed] -= told.opened - told.closed; // over there what was open counts as closed
	}

	#add(record, sign) {
		const { numbers } = this;
		const add = (at, number) => (numbers[at] += Number.isFinite(number) ? sign * number : 0);
		SIDES.forEach((side, s) => SIDE.forEach((name, i) => add(s * SIDE.length + i, record[side]?.[name])));
		for (const name of COMMON) add(AT[name], record[name]);
		this.topics.adopt(record.topics ?? [], sign);
		const since = record.inexact_since;
		if (sign < 0 || !(since > 0) || (numbers[INEXACT_SINCE] !== 0 && since >= numbers[INEXACT_SINCE])) return;
		numbers[INEXACT_SINCE] = since;
		numbers[INEXACT_REASON] = Math.max(0, REASONS.indexOf(record.inexact_reason));
	}
}

function add(numbers, base, head, size, payload, times = 1) {
	const type = head >> 4;
	numbers[base] += times;
	numbers[base + type] += times;
	if (type !== PUBLISH) return;
	numbers[base + QOS + ((head >> 1) & 3)] += times;
	numbers[base + PUBLISH_BYTES] += times * size;
	numbers[base + PAYLOAD_BYTES] += times * payload;
	if (head & 1) numbers[base + RETAINED] += times;
	if (head & 8) numbers[base + DUPLICATES] += times;
}

function addOwn(numbers, base, head, size, payload, times = 1) {
	add(numbers, base + OWN, head, size, payload, times);
	numbers[base + OWN + BYTES] += times * size;
}

/** Adds up what a thread has written repeatedly, perhaps its last messages; see Repeats. */
function addRepeats(numbers) {
	const [times, head, size, payload, own, root] = numbers.subarray(REPEATED);
	add(numbers, OUT, head, size, payload, times);
	numbers[OUT + BYTES] += times * size;
	if (own) addOwn(numbers, OUT, head, size, payload, times);
	addMessages(numbers, ROOTS + root, true, size, times);
	numbers[REPEATED + REPEATS.times] = 0;
}

function recordOf(memory) {
	const numbers = new Float64Array(memory, 0, SIZE);
	const record = {
		inexact_since: numbers[INEXACT_SINCE] || null,
		inexact_reason: REASONS[numbers[INEXACT_REASON]] ?? null,
	};
	SIDES.forEach((side, s) => {
		record[side] = Object.fromEntries(SIDE.map((name, i) => [name, numbers[s * SIDE.length + i]]));
	});
	for (const name of COMMON) record[name] = numbers[AT[name]];
	record.topics = rootsIn(numbers.subarray(ROOTS, REPEATED), new Uint8Array(memory, NAMES_AT, NAMES_SIZE));
	return record;
}
