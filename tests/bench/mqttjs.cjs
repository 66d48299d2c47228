// A subscriber of node as most are written: MQTT.js, JSON.parse, the newest record of each topic in a map.
//   node mqttjs.cjs PORT MESSAGES
const { connect } = require(`${process.env.SYSPULSE_BENCH_MODULES}/mqtt`);

const [port, count] = process.argv.slice(2).map(Number);
const newest = new Map();
let received = 0;
let begin;
const client = connect(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 });
client.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
client.on('connect', () => {
	begin = { cpu: process.cpuUsage(), at: performance.now() };
	client.subscribe('sys/#');
});
client.on('message', (topic, payload) => {
	newest.set(topic, JSON.parse(payload));
	if (++received < count) return;
	const { user, system } = process.cpuUsage(begin.cpu);
	console.log(JSON.stringify({ cpuMs: (user + system) / 1000, wallMs: performance.now() - begin.at, topics: newest.size }));
	process.exit(0);
});
