const MICROS: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000, min: 60_000_000 };
const DURATION = /^(\d+)(?:\.(\d+))?(us|ms|s|min)$/;
/** No run is longer than a few hours: beyond this a text is a mistake. */
const MOST_MICROS = 1_000_000_000_000;

/**
 * Microseconds of a text such as `250us`, `1.5ms`, `2s` or `1min`.
 *
 * @throws RangeError for anything else, and for what is finer than a microsecond.
 */
export function parseDuration(text: string): number {
  const [, whole, fraction = '', unit = ''] = DURATION.exec(text) ?? [];
  const perUnit = MICROS[unit];
  if (whole === undefined || perUnit === undefined)
    throw new RangeError(`"${text}" is no duration; give a number and us, ms, s or min, as in 1.5s`);
  // Digits rather than a floating product: 1.1 ms is 1,100 µs, not a hair more.
  const scaled = Number(whole + fraction) * perUnit;
  const micros = scaled / 10 ** fraction.length;
  if (!Number.isSafeInteger(micros) || micros > MOST_MICROS)
    throw new RangeError(`"${text}" is not a whole number of microseconds below ${MOST_MICROS}`);
  return micros;
}
