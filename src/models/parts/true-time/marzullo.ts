import type { TimeInterval } from '../interval-clock.ts';

/**
 * The smallest interval that the most sources agree on, or undefined when no two of several agree
 * (Marzullo, "Maintaining the time in a distributed system", 1984): liars are outvoted.
 */
export function agreeOnInterval(sources: readonly TimeInterval[]): TimeInterval | undefined {
  let best: TimeInterval | undefined;
  let most = sources.length > 1 ? 1 : 0;
  for (const { earliest } of sources) {
    const agreeing = sources.filter((source) => source.earliest <= earliest && earliest <= source.latest);
    if (agreeing.length <= most) continue;
    most = agreeing.length;
    best = { earliest, latest: Math.min(...agreeing.map((source) => source.latest)) };
  }
  return best;
}
