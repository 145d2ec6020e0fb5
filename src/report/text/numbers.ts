const NANOS_PER_MILLI = 1_000_000;
const MICROS_PER_MILLI = 1000;
const MICROS_PER_SECOND = 1_000_000;
/** What all clocks of a simulation show when a run begins. */
export const CLOCKS_BEGIN_MICROS = 1_000_000_000;
const LONG_MILLIS = 120_000;

/** `12,345`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 run`, `2 runs`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : plural}`;
}

/** `3 of 40 runs`. */
export function partOf(part: number, whole: number, noun: string): string {
  return `${countText(part)} of ${countOf(whole, noun)}`;
}

/** `12.3 %`; never rounded to nothing or to everything, and `–` of nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) return '< 0.1 %';
  if (part < whole && percent > 99.9) return '> 99.9 %';
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(1)} %`;
}

/** `850 µs`, `12.5 ms`, `3.20 s`. */
export function durationText(micros: number): string {
  if (Math.abs(micros) < MICROS_PER_MILLI) return `${micros} µs`;
  if (Math.abs(micros) < MICROS_PER_SECOND) return `${trimmed(micros / MICROS_PER_MILLI, 1)} ms`;
  return `${trimmed(micros / MICROS_PER_SECOND, 2)} s`;
}

/** Milliseconds since the start of the run, to the microsecond: `3,204.518`. */
export function millisText(nanos: number): string {
  const [whole = '', fraction = ''] = (nanos / NANOS_PER_MILLI).toFixed(3).split('.');
  return `${countText(Number(whole))}.${fraction}`;
}

/** `3.205 s` into the run, from nanoseconds; after two minutes `9:00:24.000`, in hours, minutes and seconds. */
export function instantText(nanos: number): string {
  const millis = Math.round(nanos / NANOS_PER_MILLI);
  if (Math.abs(millis) < LONG_MILLIS) return `${(millis / 1000).toFixed(3)} s`;
  const [hours, minutes] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60];
  const seconds = ((millis % 60_000) / 1000).toFixed(3);
  return `${hours}:${String(minutes).padStart(2, '0')}:${seconds.padStart(6, '0')}`;
}

/** A timestamp of a system as time since the start of the run, when all clocks showed the same: `5.852162 s`. */
export function stampText(micros: number): string {
  return `${((micros - CLOCKS_BEGIN_MICROS) / MICROS_PER_SECOND).toFixed(6)} s`;
}

function trimmed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$/, '');
}
