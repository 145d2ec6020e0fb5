import type { Operation } from '../history/operation.generated.ts';
import type { Kernel } from './kernel.ts';
import { freezePlainData } from './plain-data.ts';

const NANOS_PER_MICRO = 1000;

/** Writes the history of a run as it happens. */
export class Recorder {
  readonly operations: Operation[] = [];
  /** Where in the history each planned operation was invoked, by the id that it has in the plan. */
  readonly invokedAt: Map<number, number> = new Map();
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Records one line and returns its index; `extra` fields go beside Jepsen's. */
  record(
    process: number | string,
    type: Operation['type'],
    f: string,
    value: unknown,
    extra: Readonly<Record<string, unknown>> = {},
  ): number {
    const time = this.#kernel.nowMicros * NANOS_PER_MICRO;
    const operation: Operation = { index: this.operations.length, time, process, type, f, value, ...extra };
    freezePlainData(operation);
    this.operations.push(operation);
    if (type === 'invoke') this.#kernel.trace?.invoked(operation.index);
    const line = JSON.stringify(operation);
    this.#kernel.digest.addText(line);
    this.#kernel.log?.add(this.#kernel.digest, line);
    return operation.index;
  }

  /** Records what a node, or the nemesis, states. */
  observe(who: string, f: string, value: unknown): void {
    this.record(who, 'info', f, value);
  }
}
