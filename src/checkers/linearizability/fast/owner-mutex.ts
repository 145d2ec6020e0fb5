import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { orderBlocks } from './block-order.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, violation } from './item-intervals.ts';

const ACQUIRE = 0;

/**
 * Decides a lock with owners in O(n log n) when no owner calls it twice at a time: an acquisition and the release by the same
 * owner are a block that no other may interrupt.
 */
export function checkOwnerMutex(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  if (initial !== null) return inapplicable('the lock is held at first');
  const { f, argument, call, ret, length } = calls;
  const previous = new Int32Array(length).fill(NONE);
  const last = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    const owner = argument[row]!;
    previous[row] = last.get(owner) ?? NONE;
    if (previous[row] !== NONE && ret[previous[row]!]! > call[row]!)
      return inapplicable(`owner ${JSON.stringify(values.valueOf(owner))} calls while a call of its own is open`);
    last.set(owner, row);
  }
  const releases = new Int32Array(length).fill(NONE);
  const blocks: number[] = [];
  for (let row = 0; row < length; row++) {
    const before = previous[row]!;
    const holds = before !== NONE && f[before] === ACQUIRE;
    if (f[row] === ACQUIRE) {
      if (ret[row] === OPEN) continue;
      if (holds) return violation('double-grant', [argument[row]!], []);
      blocks.push(row);
    } else if (holds) releases[before] = row;
    else if (ret[row] !== OPEN) return violation('release-without-hold', [argument[row]!], []);
  }
  const first = Int32Array.from(blocks, (row) => ret[row]!);
  // One who never releases holds the lock for ever.
  const final = Int32Array.from(blocks, (row) => (releases[row] === NONE ? OPEN : call[releases[row]!]!));
  const ordered = orderBlocks({ count: blocks.length, first, last: final });
  if ('conflict' in ordered)
    return violation(
      'double-grant',
      ordered.conflict.map((block) => argument[blocks[block]!]!),
      [],
    );
  const order: number[] = [];
  for (const block of ordered.order) {
    order.push(blocks[block]!);
    if (releases[blocks[block]!] !== NONE) order.push(releases[blocks[block]!]!);
  }
  return { kind: 'linearizable', order };
}
