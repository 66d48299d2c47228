// forward.cjs COUNT PORT...: one server under COUNT addresses, 127.0.0.2 and so on.
const net = require('node:net');

const [count, ...ports] = process.argv.slice(2).map(Number);
let missing = count * ports.length;
for (let i = 2; i < count + 2; i++) {
	for (const port of ports) {
		net.createServer((near) => {
			const far = net.connect(port, '127.0.0.1');
			near.pipe(far).pipe(near);
			near.on('error', () => far.destroy());
			far.on('error', () => near.destroy());
		}).listen(port, `127.0.0.${i}`, () => {
			if (--missing === 0) console.log('ready');
		});
	}
}
