import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import type { Topology } from '../../../src/simulation/topology.ts';

const NANOS_PER_MILLI = 1_000_000;

interface Line {
  readonly millis: number;
  readonly process: number | string;
  readonly type: Operation['type'];
  readonly f: string;
  readonly value: unknown;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Collects lines in any order; the history has them by time, with dense indices. */
export class HistoryBuilder {
  readonly #lines: Line[] = [];

  topology(value: Topology): this {
    return this.line({ millis: 0, process: 'nemesis', type: 'info', f: 'topology', value });
  }

  /** A client operation from `millis` on, `lasts` milliseconds long. */
  operation(
    millis: number,
    lasts: number,
    process: number,
    f: string,
    asked: unknown,
    type: 'ok' | 'fail' | 'info',
    result: unknown = asked,
    extra: Readonly<Record<string, unknown>> = {},
  ): this {
    this.line({ millis, process, type: 'invoke', f, value: asked });
    return this.line({ millis: millis + lasts, process, type, f, value: result, extra });
  }

  fault(id: number, kind: string, fromMillis: number, toMillis: number, resolved: object): this {
    const value = { fault: id, ...resolved };
    this.line({ millis: fromMillis, process: 'nemesis', type: 'info', f: `start-${kind}`, value });
    return this.line({ millis: toMillis, process: 'nemesis', type: 'info', f: `stop-${kind}`, value });
  }

  observe(millis: number, process: string, f: string, value: unknown): this {
    return this.line({ millis, process, type: 'info', f, value });
  }

  line(line: Line): this {
    this.#lines.push(line);
    return this;
  }

  build(): History {
    const sorted = this.#lines.toSorted((a, b) => a.millis - b.millis);
    return new History(
      sorted.map(({ millis, process, type, f, value, extra }, index) => {
        return { index, time: Math.round(millis * NANOS_PER_MILLI), process, type, f, value, ...extra };
      }),
    );
  }
}

/** Indices of the lines for which `matches` is true. */
export function indicesWhere(history: History, matches: (op: Operation) => boolean): readonly number[] {
  return history.operations.filter(matches).map(({ index }) => index);
}
