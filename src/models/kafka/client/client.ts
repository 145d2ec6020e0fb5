import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Client } from '../../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../../workloads/planned-operation.ts';
import type { Config } from '../config.ts';
import { Consumer } from './consumer.ts';
import { Producer } from './producer.ts';
import { Session } from './session.ts';

/** `["send", partition, value]`, and `["send", partition, [offset, value]]` once it is done; as Jepsen's Kafka workload. */
type SendStep = readonly ['send', string, unknown];

/** What the library takes for it; no broker is asked. */
const ASSIGN_MICROS = 50;

/** An application: sends records and polls partitions. */
export class KafkaClient implements Client {
  readonly #host: Host;
  readonly #session: Session;
  readonly #producer: Producer;
  readonly #consumer: Consumer;

  constructor(host: Host, config: Config, servers: readonly string[], home: string) {
    this.#host = host;
    this.#session = new Session(host, config, servers, home);
    this.#producer = new Producer(host, this.#session);
    this.#consumer = new Consumer(this.#session);
  }

  perform(operation: PlannedOperation): Task<Completion> {
    switch (operation.f) {
      case 'send':
        return this.#send(operation.value as readonly SendStep[]);
      case 'poll':
        return this.#poll(operation);
      case 'assign':
        return this.#assign(operation);
      default:
        throw new RangeError(`a kafka client can't perform "${operation.f}"; it can send, poll and assign`);
    }
  }

  /** All steps go to one partition, as one batch. */
  *#send(steps: readonly SendStep[]): Task<Completion> {
    const [, partition] = steps[0] ?? ['send', ''];
    const values = steps.map(([, , value]) => value);
    const answer = yield* this.#producer.send(partition, values, this.#session.deadline());
    if (answer.status === 'ok') {
      const sent = steps.map(([step, key, value], nth) => [step, key, [answer.offsets[nth], value]]);
      return { type: 'ok', value: sent };
    }
    return { type: answer.status === 'refused' ? 'fail' : 'info', value: steps, error: answer.why };
  }

  *#poll({ phase, value }: PlannedOperation): Task<Completion> {
    const found = yield* this.#consumer.poll(this.#session.deadline(), phase === 'final');
    if (found === undefined) return { type: 'fail', value, error: 'no leader answered' };
    return { type: 'ok', value: [['poll', found]] };
  }

  *#assign({ phase, value }: PlannedOperation): Task<Completion> {
    const isFromStart = phase === 'final';
    yield* this.#host.sleep(ASSIGN_MICROS);
    this.#consumer.assign(value as readonly string[], isFromStart);
    return { type: 'ok', value, extra: { 'seek-to-beginning?': isFromStart } };
  }
}
