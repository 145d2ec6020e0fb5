import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Decide, DecideReply } from './messages.ts';

/** Longer than all attempts of a proposer take. */
const PATIENCE_MICROS = 40_000;
const FINAL_ATTEMPTS = 5;

/** Sees each decree as a register that is written once: asks the server beside it, and no other. */
export class SynodClient implements Client {
  readonly #host: Host;
  readonly #home: string;

  constructor(host: Host, home: string) {
    this.#host = host;
    this.#home = home;
  }

  *perform({ f, value: asked, phase }: PlannedOperation): Task<Completion> {
    const [decree, value] = asked as readonly [string, number | null];
    const decide: Decide = { kind: 'decide', decree, value };
    const attempts = phase === 'final' ? FINAL_ATTEMPTS : 1;
    let reply: DecideReply | undefined = undefined;
    for (let attempt = 0; attempt < attempts && (reply === undefined || 'refused' in reply); attempt++)
      reply = yield* this.#host.call<DecideReply>(this.#home, decide, PATIENCE_MICROS);
    if (f === 'read') return readEnding(asked, decree, reply);
    if (reply === undefined) return { type: 'info', value: asked, error: 'timeout' };
    if ('refused' in reply) return { type: reply.isOffered ? 'info' : 'fail', value: asked, error: reply.refused };
    if (reply.decided === value) return { type: 'ok', value: asked };
    return { type: 'fail', value: asked, error: 'another value is decided' };
  }
}

function readEnding(asked: unknown, decree: string, reply: DecideReply | undefined): Completion {
  if (reply === undefined) return { type: 'fail', value: asked, error: 'timeout' };
  if ('refused' in reply) return { type: 'fail', value: asked, error: reply.refused };
  return { type: 'ok', value: [decree, reply.decided] };
}
