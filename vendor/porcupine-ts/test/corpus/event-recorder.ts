import type { Event } from '../../src/index.ts';

/** Builds a history from a log in which a process has at most one operation at a time. */
export class EventRecorder<I, O> {
  readonly events: Event<I, O>[] = [];
  private readonly open = new Map<number, number>();
  private calls = 0;

  call(process: number, value: I): void {
    if (this.open.has(process)) throw new Error(`process ${process} calls while its last call is open`);
    this.open.set(process, this.calls);
    this.events.push({ kind: 'call', clientId: process, value, id: this.calls++ });
  }

  return(process: number, value: O): void {
    const id = this.open.get(process);
    if (id === undefined) throw new Error(`process ${process} returns without a call`);
    this.open.delete(process);
    this.events.push({ kind: 'return', clientId: process, value, id });
  }

  /** Ends what is still open, after everything else. */
  returnAll(value: O): void {
    for (const process of this.open.keys()) this.return(process, value);
  }
}
