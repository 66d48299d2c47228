// Makes MQTT packets, and counts them in a way of its own: slowly, from the whole of what was sent.

/** Numbers that look random and are the same at each run. */
export function randomness(seed) {
	// Spread first: of small seeds the first numbers would all be small.
	let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
	const next = () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
	const below = (n) => Math.floor(next() * n);
	return { next, below, of: (list) => list[below(list.length)], chance: (p) => next() < p };
}

export function varint(n) {
	const bytes = [];
	do {
		bytes.push((n & 127) | (n > 127 ? 128 : 0));
		n >>>= 7;
	} while (n > 0);
	return Buffer.from(bytes);
}

export const field = (bytes) => {
	const content = Buffer.from(bytes);
	return Buffer.concat([Buffer.from([content.length >> 8, content.length & 255]), content]);
};

export const packet = (head, ...parts) => {
	const body = Buffer.concat(parts);
	return Buffer.concat([Buffer.from([head]), varint(body.length), body]);
};

export function connect({ version = 4, id = 'client', keepAlive = 30, will = false, properties = Buffer.alloc(0), user, password }) {
	const flags = 2 | (will ? 4 : 0) | (user === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
	return packet(
		0x10,
		field('MQTT'),
		Buffer.from([version, flags, keepAlive >> 8, keepAlive & 255]),
		version === 5 ? Buffer.concat([varint(properties.length), properties]) : Buffer.alloc(0),
		field(id),
		will && version === 5 ? Buffer.from([0]) : Buffer.alloc(0),
		will ? Buffer.concat([field('will/topic'), field('gone')]) : Buffer.alloc(0),
		user === undefined ? Buffer.alloc(0) : field(user),
		password === undefined ? Buffer.alloc(0) : field(password)
	);
}

export function publish({ version = 4, topic, qos = 0, retain = false, dup = false, id = 7, properties = Buffer.alloc(0), payload }) {
	return packet(
		0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0),
		field(topic),
		qos > 0 ? Buffer.from([id >> 8, id & 255]) : Buffer.alloc(0),
		version === 5 ? Buffer.concat([varint(properties.length), properties]) : Buffer.alloc(0),
		Buffer.from(payload)
	);
}

/** A topic alias behind a user property whose text looks like an alias. */
export const aliased = (alias) =>
	Buffer.concat([
		Buffer.from([0x26]), field('#\0\u0001'), field('#\0\u0002'), Buffer.from([0x0b, 0x80, 0x23]),
		Buffer.from([0x02, 0, 0, 0, 0x23, 0x01, 1, 0x23, alias >> 8, alias & 255]),
	]);

/** Cuts bytes into chunks: all at once, one by one, or anywhere. */
export function cut(bytes, { below, chance }) {
	if (chance(0.2)) return [bytes];
	const most = chance(0.3) ? 1 : 1 + below(chance(0.5) ? 8 : 3000);
	const chunks = [];
	for (let i = 0; i < bytes.length; ) {
		const length = 1 + below(most);
		chunks.push(bytes.subarray(i, i + length));
		i += length;
	}
	return chunks;
}
