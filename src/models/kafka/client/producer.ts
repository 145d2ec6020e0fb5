import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { NewProducerIdReply, Produce, ProduceReply, Refused } from '../messages.ts';
import type { Answer, Session } from './session.ts';

/** The topic under which a session knows the active controller. */
const CONTROLLER = 'controller';

/**
 * An idempotent producer: numbers its records a partition, so that sending them again appends them once. After a send of
 * unknown outcome it goes on under a new id, since it can't know which numbers were used.
 */
export class Producer {
  readonly #host: Host;
  readonly #session: Session;
  readonly #sequences = new Map<string, number>();
  #id: number | undefined = undefined;
  #requests = 0;

  constructor(host: Host, session: Session) {
    this.#host = host;
    this.#session = session;
  }

  *send(partition: string, values: readonly unknown[], deadline: number): Task<Answer<ProduceReply>> {
    const id = this.#id ?? (yield* this.#begin(deadline));
    if (id === undefined)
      return { status: 'refused', why: 'no producer id was given', mayRetry: true } satisfies Refused;
    const first = this.#sequences.get(partition) ?? 0;
    const records = values.map((value, nth) => ({ producer: { id, epoch: 0, sequence: first + nth }, value }));
    const answer = yield* this.#session.ask<ProduceReply>(partition, deadline, (connection): Produce => ({
      kind: 'produce',
      connection,
      partition,
      records,
      isTransactional: false,
    }));
    if (answer.status === 'ok') this.#sequences.set(partition, first + values.length);
    if (answer.status === 'unsure') this.#id = undefined;
    return answer;
  }

  *#begin(deadline: number): Task<number | undefined> {
    const request = `${this.#host.name}/${++this.#requests}`;
    const message = { kind: 'new-producer-id', request } as const;
    const answer = yield* this.#session.ask<NewProducerIdReply>(CONTROLLER, deadline, () => message);
    if (answer.status !== 'ok') return undefined;
    this.#id = answer.id;
    this.#sequences.clear();
    return answer.id;
  }
}
