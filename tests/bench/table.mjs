// What the table of the benchmarks says: medians, ratios, whether the goals are met. No file and no program here.

export const median = (list) => percentile(list, 50);

/** The sample below or at which `percent` of the samples are; of two in the middle their mean. */
export function percentile(list, percent) {
	if (list.length === 0) return NaN;
	const sorted = [...list].sort((a, b) => a - b);
	if (percent === 50 && sorted.length % 2 === 0) return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
	return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

/** A figure as a reader wants it: three digits that count. */
export function figure(number) {
	if (!Number.isFinite(number)) return '–';
	const size = Math.abs(number);
	if (size >= 1000) return Math.round(number).toLocaleString('en-US');
	const digits = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(size)));
	return number.toFixed(digits);
}

export const goalsOf = (row) => [row.goal ?? []].flat();

/** true, false, or null where a figure is missing. */
export function isMet(row, goal) {
	const self = percentile(row.self ?? [], goal.percentile ?? 50);
	const peer = goal.peer ? median(row.peers?.[goal.peer] ?? []) : 0;
	if (!Number.isFinite(self) || !Number.isFinite(peer)) return null;
	if (goal.max_ratio !== undefined && !(self <= goal.max_ratio * peer)) return false;
	if (goal.max_difference !== undefined && !(self - peer <= goal.max_difference)) return false;
	return !(goal.max !== undefined && !(self <= goal.max));
}

function goalText(goal, unit) {
	const of = goal.percentile ? `p${goal.percentile} ` : '';
	const parts = [];
	if (goal.max_ratio !== undefined) parts.push(`≤ ${figure(goal.max_ratio)} × ${goal.peer}`);
	if (goal.max_difference !== undefined) parts.push(`≤ ${figure(goal.max_difference)} ${unit} more than ${goal.peer}`);
	if (goal.max !== undefined) parts.push(`≤ ${figure(goal.max)} ${unit}`);
	return of + parts.join(' and ');
}

const metText = { true: 'yes', false: '**no**', null: 'unknown' };

function selfText(row) {
	if (!row.self?.length) return '–';
	const far = [...new Set(goalsOf(row).map(({ percentile: percent }) => percent).filter((percent) => percent && percent !== 50))];
	return [`${figure(median(row.self))} ${row.unit}`, ...far.map((percent) => `p${percent} ${figure(percentile(row.self, percent))}`)].join(', ');
}

function instructionsText(row) {
	if (!row.instructions) return '';
	if (!row.instructions.self.length) return 'unknown';
	return [row.instructions.self, ...Object.values(row.instructions.peers ?? {})].map((list) => figure(median(list))).join(' / ');
}

/** The cells of a row: what, SysPulse, peers, ratio, goal, met, instructions. */
export function cellsOf(row) {
	const peers = Object.entries(row.peers ?? {});
	const lacking = Object.entries(row.unavailable ?? {}).map(([name, why]) => `${name}: not there (${why})`);
	const goals = goalsOf(row);
	const notes = [row.failed && `failed: ${row.failed}`, row.note, row.of && `measured at ${row.of}`].filter(Boolean);
	return [
		`${row.bench}: ${row.case}${notes.length ? ` (${notes.join('; ')})` : ''}`,
		selfText(row),
		[...peers.map(([name, list]) => `${name} ${figure(median(list))}`), ...lacking].join('; ') || '–',
		peers.map(([, list]) => figure(median(row.self ?? []) / median(list))).join('; ') || '–',
		goals.map((goal) => goalText(goal, row.unit)).join('; ') || '–',
		goals.map((goal) => metText[isMet(row, goal)]).join('; ') || '–',
		instructionsText(row),
	];
}

const titles = ['What', 'SysPulse', 'Peer, in the same run', 'Ratio', 'Goal', 'Met', 'Instructions, SysPulse / peers'];
const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;

/** The table in Markdown, below a paragraph about the run. `results` is what results.json holds. */
export function tableOf(results) {
	const { machine, programs } = results;
	const isShown = (row) => !row.growth || goalsOf(row).length > 0 || row.failed;
	// The newest run names the commit; a row of another one says so itself.
	const rows = programs.flatMap((program) => program.rows.filter(isShown).map((row) => ({ ...row, of: program.commit === results.commit ? '' : program.commit })));
	return [
		`Measured on ${results.date} at commit ${results.commit}, ${machine.cpus} × ${machine.model}, ${machine.memoryGb} GB, ${machine.system}` +
			`, load ${figure(machine.load)} when it began. Medians; the lower figure is the better one in every row.`,
		'',
		line(titles),
		line(titles.map(() => '---')),
		...rows.map((row) => line(cellsOf(row))),
	].join('\n');
}

/** How figures grow with N, a line for each point of each curve. `results` is what results.json holds. */
export function growthOf(results) {
	const points = results.programs.flatMap(({ rows }) => rows.filter(({ growth, self }) => growth && self?.length));
	const lines = [...new Set(points.map(({ growth }) => growth.what))].flatMap((what) => points
		.filter(({ growth }) => growth.what === what)
		.sort((a, b) => a.growth.n - b.growth.n)
		.map((row) => [what, row.growth.n.toLocaleString('en-US'), `${figure(median(row.self))} ${row.unit}`, figure((median(row.self) / row.growth.n) * 1000)]));
	return [['What', 'N', 'Figure', 'Figure / N × 1,000'], Array(4).fill('---'), ...lines].map(line).join('\n');
}

export const GROWTH_BEGIN = '<!-- growth: written by make bench -->';
export const GROWTH_END = '<!-- end of the growth -->';
export const BEGIN = '<!-- table: written by make bench -->';
export const END = '<!-- end of the table -->';

/** `page` with `table` between its markers. */
export function withTable(page, table, beginMark = BEGIN, endMark = END) {
	const begin = page.indexOf(beginMark);
	const end = page.indexOf(endMark);
	if (begin < 0 || end < begin) throw new Error(`The page has no markers for the table: ${beginMark}`);
	return `${page.slice(0, begin + beginMark.length)}\n${table}\n${page.slice(end)}`;
}

/** The rows among the lines that a program has written; the others are for people. */
export function rowsOf(output) {
	return output.split('\n').filter((text) => text.startsWith('{')).map((text) => JSON.parse(text));
}

/** What is known when some programs have run again: theirs in place of what they had said before, in the order of `names`. */
export function merged(before, now, names) {
	const programs = names.flatMap((name) => [now, before].map((run) => run?.programs.find((program) => program.name === name)).find(Boolean) ?? []);
	return { ...now, programs };
}
