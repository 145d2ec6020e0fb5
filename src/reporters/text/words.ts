import pc from 'picocolors';
import type { Exercised, VerdictKind } from '../../checkers/verdict.ts';

/** A verdict in its colour, where colours are shown. */
export function paintVerdict(verdict: VerdictKind): string {
  const paint = { holds: pc.green, violated: pc.red, unknown: pc.yellow, vacuous: pc.yellow } as const;
  return paint[verdict](verdict);
}

/** `1234 reads, 56 writes`: what a guarantee was exercised with, in the order of the checker; what never happened is left out. */
export function describeExercised(exercised: Exercised): string {
  return Object.entries(exercised)
    .filter(([, times]) => times > 0)
    .map(([what, times]) => `${times} ${times === 1 ? singular(spaced(what)) : spaced(what)}`)
    .join(', ');
}

/** `3 runs`, `1 run`. */
export function count(times: number, noun: string): string {
  return `${times} ${noun}${times === 1 ? '' : 's'}`;
}

/** Seconds or milliseconds, as people say them. */
export function describeMicros(micros: number): string {
  return micros >= 1_000_000 ? `${(micros / 1_000_000).toFixed(1)} s` : `${Math.round(micros / 1000)} ms`;
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Beginnings of names that say when or where something happened, or that are a maximum: those stay as they are. */
const UNCOUNTED = /^(?:during|while|most|on|of) /;

/** `reads after several writes` as one of them: `read after several writes`. The first plural is what is counted. */
function singular(counted: string): string {
  if (UNCOUNTED.test(counted)) return counted;
  return counted.replace(/\w+[^s]s\b/, (plural) =>
    plural
      .replace(/ies$/, 'y')
      .replace(/(ss|sh|ch)es$/, '$1')
      .replace(/s$/, ''),
  );
}
