// What the component costs: CPU of the server per message, with and without it or with another one, by turns.
//   node cost.mjs HARPERDB-PACKAGE FOLDER ROUNDS[xSTARTS] publish|fanout|ping VARIANT...
// A variant is `none`, `this`, `this:counting=false` (any settings of config.yaml) or the folder of a component; with
// `+app` behind its name (`this+app`) the server has an application of seven tables besides. Each has a server of its own
// and is compared with the first. Give one of them twice: how far those two are apart is what
// this machine cannot tell, and on an idle one that is 5 % and more for the whole process. More rounds do not help: two
// processes of one program differ for as long as they run. Servers that are started again and again do.
import { costs, median, quantities } from './costs.mjs';

const [pkg, dir, repeats, kind, ...variants] = process.argv.slice(2);
const [rounds, starts = 1] = repeats.split('x').map(Number);
const told = await costs({
	pkg, dir, rounds, starts, kind, variants,
	onStart: (start) => starts > 1 && console.log(start.map(({ kernel, user }) => `${user.toFixed(2)} + ${kernel.toFixed(2)}`).join(', ')),
});
console.log(`${kind}: ${starts} starts of ${rounds} rounds, and the ratio to the first of the same start (± its standard error)`);
variants.forEach((variant, n) => {
	const line = Object.entries(quantities).map(([name, title]) => {
		const ratios = told.map((start) => start[n][name] / start[0][name]);
		const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / starts;
		const error = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / Math.max(1, starts - 1) / starts);
		const us = median(told.map((start) => start[n][name])).toFixed(2);
		return `${title} ${us} us (median ${median(ratios).toFixed(3)}, mean ${mean.toFixed(3)} ± ${error.toFixed(3)})`;
	});
	console.log(`${variant.padEnd(24)} ${line.join(', ')}`);
});
