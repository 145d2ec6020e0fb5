import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';

/** One client operation for a hand-made history: when it was invoked and completed, in milliseconds. */
export interface Step {
  readonly client: number;
  readonly from: number;
  /** Left out where the outcome is unknown. */
  readonly to?: number;
  readonly type?: 'ok' | 'fail' | 'info';
  readonly f: string;
  readonly value: unknown;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A history out of operations in any order; events at one time keep the order of the steps. */
export function timeline(...steps: readonly Step[]): History {
  const events = steps.flatMap(({ client, from, to, type = 'ok', f, value, extra }) => {
    const invoke = { time: from * 1e6, process: client, type: 'invoke' as const, f, value };
    if (to === undefined) return [invoke];
    return [invoke, { ...invoke, time: to * 1e6, type, ...extra }];
  });
  events.sort((a, b) => a.time - b.time);
  return new History(events.map((event, index): Operation => ({ index, ...event })));
}
