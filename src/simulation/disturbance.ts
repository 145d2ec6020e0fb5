import { mix } from './hash.ts';
import { type KeyedRandom, purposeOf } from './keyed-random.ts';

const LOSS = purposeOf('loss');
const EXTRA_DELAY = purposeOf('extra delay');
const DUPLICATE = purposeOf('duplicate');
const DUPLICATE_DELAY = purposeOf('duplicate delay');
const REORDER = purposeOf('reorder');
const REORDER_DELAY = purposeOf('reorder delay');
const STRETCH = purposeOf('stretch');

/** What a fault does to the messages of some links while it lasts. Probabilities are in millionths. */
export interface Disturbance {
  /** Keys its random decisions, so that they do not depend on which other disturbances there are. */
  readonly key: number;
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  readonly lossPerMillion?: number;
  /** Only answers are disturbed. */
  readonly hitsRepliesOnly?: boolean;
  readonly duplicatePerMillion?: number;
  /** How many copies beside the message itself a doubled one makes; 1 when left out. */
  readonly copies?: number;
  /** Mean time by which each copy comes after the one before; ten times the message's own when left out. */
  readonly copyMicros?: number;
  /** Messages that are held back by a random time of this mean, so that later ones overtake them. */
  readonly reorderPerMillion?: number;
  readonly reorderMicros?: number;
  /** Extra delay of every message: exponential with this mean, so with a heavy tail. */
  readonly delayMicros?: number;
  /** Messages that take so many times as long: a tail far heavier than the network's own. */
  readonly stretchPerMillion?: number;
  readonly stretchFactor?: number;
  /** How long each message occupies its link, by link: until then others queue. */
  readonly occupiesMicros?: number;
  readonly freeAtMicros?: Map<string, number>;
}

/** A message that meets disturbances. */
export interface DisturbedMessage {
  readonly link: string;
  readonly label: number;
  readonly isReply: boolean;
  readonly nowMicros: number;
  readonly undisturbedMicros: number;
}

/** When its copies arrive under disturbances, in microseconds from now; no copy: it is lost. */
export function disturbedArrivals(
  random: KeyedRandom,
  disturbances: readonly Disturbance[],
  { link, label, isReply, nowMicros, undisturbedMicros }: DisturbedMessage,
): readonly number[] {
  let delay = undisturbedMicros;
  const copyDelays: number[] = [];
  for (const disturbance of disturbances) {
    if (disturbance.hitsRepliesOnly === true && !isReply) continue;
    const { lossPerMillion = 0, duplicatePerMillion = 0, reorderPerMillion = 0, stretchPerMillion = 0 } = disturbance;
    const { reorderMicros = 0, delayMicros = 0, stretchFactor = 1, occupiesMicros = 0 } = disturbance;
    const { copies = 1, copyMicros = 10 * undisturbedMicros } = disturbance;
    const own = mix(label, disturbance.key);
    if (random.chance(lossPerMillion, own, LOSS)) return [];
    if (delayMicros > 0) delay += random.exponential(delayMicros, own, EXTRA_DELAY);
    if (random.chance(reorderPerMillion, own, REORDER)) delay += random.exponential(reorderMicros, own, REORDER_DELAY);
    if (random.chance(stretchPerMillion, own, STRETCH)) delay += (stretchFactor - 1) * undisturbedMicros;
    if (occupiesMicros > 0) delay += queueFor(disturbance, link, nowMicros, occupiesMicros);
    if (random.chance(duplicatePerMillion, own, DUPLICATE))
      for (let copy = 0; copy < copies; copy++)
        copyDelays.push((copyDelays.at(-1) ?? 0) + random.exponential(copyMicros, own, DUPLICATE_DELAY + copy));
  }
  return [delay, ...copyDelays.map((after) => delay + after)];
}

/** How long a message waits until its link is free and has carried it. */
function queueFor({ freeAtMicros }: Disturbance, link: string, nowMicros: number, occupiesMicros: number): number {
  const doneAt = Math.max(nowMicros, freeAtMicros?.get(link) ?? 0) + occupiesMicros;
  freeAtMicros?.set(link, doneAt);
  return doneAt - nowMicros;
}
