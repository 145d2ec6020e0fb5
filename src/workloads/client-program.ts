import type { Host } from '../simulation/host.ts';
import type { Program } from '../simulation/node.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { Request } from '../simulation/request.ts';
import type { Task } from '../simulation/task.ts';
import type { Completion, PlannedOperation } from './planned-operation.ts';

/** A user's side of a system: performs one operation after the other. */
export interface Client {
  perform(operation: PlannedOperation): Task<Completion>;
  /** The operation as it is when everybody wants the same key; a client without this can't be part of such a crowd. */
  crowd?(operation: PlannedOperation): PlannedOperation;
}

/** When the phases of a run begin, in microseconds from its start. */
export interface Phases {
  /** The nemesis stops and everything heals. */
  readonly healMicros: number;
  /** Clients stop; only what was begun goes on. */
  readonly quietMicros: number;
  /** The quiet is over: servers state what they hold, then final operations begin. */
  readonly finalMicros: number;
  readonly endMicros: number;
}

/** Runs a client's planned operations and records each in the history, under a process id that retires on `info`. */
export class ClientProgram implements Program {
  readonly #host: Host;
  readonly #client: Client;
  readonly #recorder: Recorder;
  readonly #operations: readonly PlannedOperation[];
  readonly #phases: Phases;
  readonly #processStep: number;
  #process: number;

  constructor(
    host: Host,
    client: Client,
    recorder: Recorder,
    operations: readonly PlannedOperation[],
    phases: Phases,
    firstProcess: number,
    processStep: number,
  ) {
    this.#host = host;
    this.#client = client;
    this.#recorder = recorder;
    this.#operations = operations.filter((operation) => operation.client === host.name);
    this.#phases = phases;
    this.#process = firstProcess;
    this.#processStep = processStep;
  }

  start(): void {
    this.#host.spawn('operations', this.#performAll());
  }

  receive(_request: Request): void {
    throw new Error(`client ${this.#host.name} was sent a message that it did not ask for`);
  }

  *#performAll(): Task<void> {
    const startedAt = this.#host.now();
    for (const operation of this.#operations) {
      const elapsed = this.#host.now() - startedAt;
      const { phase, thinkMicros } = operation;
      if (phase === 'chaos' && elapsed + thinkMicros >= this.#phases.quietMicros) continue;
      // One microsecond later than the servers' statements, which come first.
      const wait = phase === 'final' ? Math.max(0, this.#phases.finalMicros + 1 - elapsed) : 0;
      yield* this.#host.sleep(wait + thinkMicros);
      const task = this.#perform(this.#asked(operation));
      yield* this.#host.wait(
        this.#host.spawnNamed(`operation ${operation.id}`, task),
        Infinity,
        'its operation to end',
      );
    }
  }

  #asked(operation: PlannedOperation): PlannedOperation {
    return this.#host.isInCrowd ? (this.#client.crowd?.(operation) ?? operation) : operation;
  }

  *#perform(operation: PlannedOperation): Task<void> {
    const process = this.#process;
    const { f, value } = operation;
    this.#recorder.invokedAt.set(operation.id, this.#recorder.record(process, 'invoke', f, value));
    const completion = yield* this.#client.perform(operation);
    const { type, error, extra } = completion;
    const cause = error === undefined ? extra : { error, ...extra };
    this.#recorder.record(process, type, f, completion.value, cause);
    if (type === 'info') this.#process += this.#processStep;
  }
}
