import type { History } from '../../history/history.ts';
import { CLOCKS_BEGIN_MICROS } from '../text/numbers.ts';
import { isFields } from '../text/shapes.ts';
import { overlaps, type Window } from './window.ts';

/** A time in which a node says that it leads something: a group under a ballot, or a partition with its in-sync replicas. */
export interface Reign extends Window {
  readonly node: string;
  readonly group: string;
  /** Under what: `ballot 65`, `in sync: n1, n2`. */
  readonly under: string;
  /** Whether another node says the same of a time that both have in common. */
  readonly isContested: boolean;
}

type Uncontested = Omit<Reign, 'isContested'>;

/** Who led what and when, by what nodes stated, in the order in which they stated it. */
export function reignsOf(history: History): readonly Reign[] {
  const reigns = [...leasesOf(history), ...partitionsOf(history)];
  return reigns.map((reign) => ({ ...reign, isContested: reigns.some((other) => isRival(reign, other)) }));
}

function isRival(one: Uncontested, other: Uncontested): boolean {
  return one.group === other.group && one.node !== other.node && overlaps(one, other) && !isTouching(one, other);
}

function isTouching(one: Window, other: Window): boolean {
  return one.toNanos === other.fromNanos || other.toNanos === one.fromNanos;
}

/** A lease is claimed again and again, each time for longer; the last claim says until when, also one that gives it up. */
function leasesOf({ operations }: History): readonly Uncontested[] {
  const leases = new Map<string, Uncontested>();
  for (const { process, f, value } of operations) {
    if (f !== 'lease' || !isFields(value)) continue;
    const [node, group, ballot] = [String(process), String(value['group']), String(value['ballot'])];
    leases.set(JSON.stringify([node, group, ballot, value['from']]), {
      node,
      group,
      under: `ballot ${ballot}`,
      fromNanos: nanosOf(value['from']),
      toNanos: nanosOf(value['until']),
    });
  }
  return [...leases.values()];
}

/** A leader states its in-sync replicas when it begins and when they change; it leads until another states the same partition. */
function partitionsOf({ operations }: History): readonly Uncontested[] {
  const endNanos = operations.at(-1)?.time ?? 0;
  const stated = operations.flatMap(({ process, f, value, time }) =>
    f === 'in-sync-replicas' && isFields(value) && Array.isArray(value['inSync'])
      ? [{ node: String(process), group: String(value['partition']), inSync: value['inSync'].join(', '), time }]
      : [],
  );
  return stated.map(({ node, group, inSync, time }, nth) => {
    const next = stated.slice(nth + 1).find((other) => other.group === group);
    return { node, group, under: `in sync: ${inSync}`, fromNanos: time, toNanos: next?.time ?? endNanos };
  });
}

function nanosOf(micros: unknown): number {
  return (Number(micros) - CLOCKS_BEGIN_MICROS) * 1000;
}
