/** Reads from a CONNECT what the counting needs to know of a connection. */

const OWN_PREFIX = Buffer.from('syspulse-');

/**
 * Sets version, will, keepAlive and own (whether it is SysPulse's) of a connection. A CONNECT that is malformed is
 * HarperDB's to refuse: what cannot be read leaves the connection as it was.
 * @param {number} start of what follows the fixed header
 * @param {number} end of what there is of it; enough is the beginning, up to the client id
 */
export function readConnect(connection, buffer, start, end) {
	let p = start + 2 + (end - start >= 2 ? (buffer[start] << 8) | buffer[start + 1] : 0);
	if (p + 4 > end) return;
	connection.version = buffer[p] & 127;
	connection.will = (buffer[p + 1] & 4) !== 0;
	connection.keepAlive = (buffer[p + 2] << 8) | buffer[p + 3];
	p += 4;
	if (connection.version === 5) {
		let properties = 0;
		for (let shift = 0; p < end && shift < 28; shift += 7) {
			properties |= (buffer[p] & 127) << shift;
			if (buffer[p++] < 128) break;
		}
		p += properties;
	}
	const id = p + 2;
	connection.own = id + OWN_PREFIX.length <= end && OWN_PREFIX.equals(buffer.subarray(id, id + OWN_PREFIX.length));
	connection.own &&= ((buffer[p] << 8) | buffer[p + 1]) >= OWN_PREFIX.length;
}
