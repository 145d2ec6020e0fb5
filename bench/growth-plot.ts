import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';

interface Point {
  readonly size: number;
  readonly seconds: number;
}

/** Points from the smallest size to the largest. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

const BOX = { width: 720, height: 440, left: 64, right: 44, top: 48, bottom: 56 };
const COLOURS = ['#1f6feb', '#b3541e'];

/** Both axes logarithmic. Dashed: n log n through the smallest point of each series; below it growth is slower. */
export function plotGrowth(series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => [
    ...points,
    ...points.map((point) => linearithmic(points[0]!, point.size)),
  ]);
  const sizes = all.map(({ size }) => size);
  const seconds = all.map((point) => point.seconds);
  const x = scaleLog([Math.min(...sizes), Math.max(...sizes)], [BOX.left, BOX.width - BOX.right]);
  const y = scaleLog([Math.min(...seconds), Math.max(...seconds)], [BOX.height - BOX.bottom, BOX.top]).nice();
  const path = line<Point>(
    ({ size }) => round(x(size)),
    (point) => round(y(point.seconds)),
  );
  const drawn = series.flatMap(({ name, points }, i) => {
    const colour = COLOURS[i % COLOURS.length]!;
    const reference = points.map(({ size }) => linearithmic(points[0]!, size));
    const top = BOX.top + 18 * i;
    return [
      `<path d="${path(reference)}" fill="none" stroke="${colour}" stroke-dasharray="4 4"/>`,
      `<path d="${path(points)}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(
        (point) =>
          `<circle cx="${round(x(point.size))}" cy="${round(y(point.seconds))}" r="4" fill="${colour}"><title>${point.size.toLocaleString('en')} transactions: ${point.seconds.toFixed(3)} s</title></circle>`,
      ),
      `<text x="${BOX.left + 14}" y="${top}" fill="${colour}">${name}: measured (solid), n log n (dashed)</text>`,
    ];
  });
  const ticks = [
    ...powersOfTen(x.domain()).map(
      (size) =>
        `<text x="${round(x(size))}" y="${BOX.height - BOX.bottom + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
    ),
    ...powersOfTen(y.domain()).map(
      (tick) =>
        `<path d="M${BOX.left} ${round(y(tick))}H${BOX.width - BOX.right}" stroke="#ddd"/><text x="${BOX.left - 8}" y="${round(y(tick)) + 4}" text-anchor="end">${tick}</text>`,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${BOX.width} ${BOX.height}" font-family="system-ui, sans-serif" font-size="13" fill="#333">`,
    '<title>CPU seconds of the isolation check by number of list-append transactions</title>',
    `<rect width="${BOX.width}" height="${BOX.height}" fill="#fff"/>`,
    `<text x="${BOX.left}" y="22" font-weight="600">CPU seconds by number of list-append transactions, one thread</text>`,
    ...ticks,
    ...drawn,
    `<text x="${(BOX.left + BOX.width - BOX.right) / 2}" y="${BOX.height - 12}" text-anchor="middle">transactions</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function linearithmic(first: Point, size: number): Point {
  return { size, seconds: (first.seconds * size * Math.log(size)) / (first.size * Math.log(first.size)) };
}

function powersOfTen([low = 1, high = 1]: readonly number[]): number[] {
  const exponents = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7];
  return exponents.map((exponent) => Number(`1e${exponent}`)).filter((power) => power >= low && power <= high);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
