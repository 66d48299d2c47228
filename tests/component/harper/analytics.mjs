// HarperDB's own count of the same traffic: what its analytics say, added up as they are told.

const search = (id) => ({ operation: 'search_by_conditions', database: 'system', table: 'hdb_raw_analytics',
	conditions: [{ search_attribute: 'id', search_type: 'greater_than', search_value: id }], get_attributes: ['*'] });

/** The rows after one; their ids are times in ms. */
export const rowsAfter = (server, id) => server.op(search(id));

const SIDES = { 'bytes-received': 'in', 'bytes-sent': 'out' };

/** @returns sums by side and name of a counter; a counter that analytics do not have is missing */
export function sumOf(rows) {
	const sums = { in: { packets: 0, bytes: 0 }, out: { packets: 0, bytes: 0 }, logins: 0, refused_logins: 0 };
	const add = (to, name, n) => (to[name] = (to[name] ?? 0) + n);
	for (const { metric, type, path, method, count = 0, mean = 0, total = 0 } of rows.flatMap(({ metrics }) => metrics ?? [])) {
		if (metric === 'connection' && path === 'mqtt' && method === 'connect') {
			sums.logins += total;
			sums.refused_logins += count - total;
		}
		const side = type === 'mqtt' && sums[SIDES[metric]];
		if (!side) continue;
		const [name, qos = 'qos=0'] = method.split(',');
		add(side, 'packets', count);
		add(side, 'bytes', Math.round(mean * count)); // of what comes in without the fixed header
		add(side, name, count);
		if (name !== 'publish') continue;
		add(side, qos.replace('=', ''), count);
		add(side, 'publish_bytes', Math.round(mean * count));
	}
	return sums;
}
