// What an application does besides: six tables, a row written in each every second and read back.
let n = 0;
setInterval(async () => {
	n++;
	for (const name of ['device', 'site', 'reading', 'alarm', 'operator', 'firmware']) {
		const table = databases.data[name];
		await table.put({ id: `${name}-${n % 20}`, [`${name}_name`]: 'x', at: Date.now(), [`${name}_value`]: n });
		await table.get(`${name}-${n % 20}`);
	}
}, 1000).unref();
