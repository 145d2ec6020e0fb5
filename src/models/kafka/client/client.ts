import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Client } from '../../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../../workloads/planned-operation.ts';
import type { Config } from '../config.ts';
import { Consumer } from './consumer.ts';
import { Producer } from './producer.ts';
import type { Mechanisms } from '../mechanisms.ts';
import { Session } from './session.ts';
import { TransactionalProducer } from './transactional-producer.ts';
import { Worker } from './worker.ts';

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

  readonly #transactional: TransactionalProducer;
  readonly #worker: Worker;

  constructor(host: Host, config: Config, mechanisms: Mechanisms, servers: readonly string[], home: string) {
    this.#host = host;
    this.#session = new Session(host, config, servers, home);
    this.#producer = new Producer(host, this.#session);
    this.#consumer = new Consumer(host, this.#session);
    this.#transactional = new TransactionalProducer(this.#session, host.name);
    const heartbeats = new Session(host, config, servers, home);
    this.#worker = new Worker(host, config, mechanisms, this.#session, heartbeats);
  }

  perform(operation: PlannedOperation): Task<Completion> {
    switch (operation.f) {
      case 'send':
        return this.#send(operation);
      case 'txn':
      case 'abort':
        return this.#transact(operation);
      case 'process':
        return this.#worker.process(operation);
      case 'poll':
        return this.#poll(operation);
      case 'assign':
        return this.#assign(operation);
      default:
        throw new RangeError(
          `a kafka client can't perform "${operation.f}"; it can send, txn, abort, process, poll and assign`,
        );
    }
  }

  /** All steps go to one partition, as one batch. */
  *#send(operation: PlannedOperation): Task<Completion> {
    const steps = operation.value as readonly SendStep[];
    const [, partition] = steps[0] ?? ['send', ''];
    const values = steps.map(([, , value]) => value);
    const answer = yield* this.#producer.send(partition, values, this.#session.deadlineOf(operation));
    if (answer.status === 'ok') {
      const sent = steps.map(([step, key, value], nth) => [step, key, [answer.offsets[nth], value]]);
      return { type: 'ok', value: sent, extra: { acknowledgedBy: answer.leader } };
    }
    return { type: answer.status === 'refused' ? 'fail' : 'info', value: steps, error: answer.why };
  }

  /** All steps take effect together, or none: one that is to `abort` never does. */
  *#transact(operation: PlannedOperation): Task<Completion> {
    const { f, value } = operation;
    const steps = value as readonly SendStep[];
    const records = steps.map(([, partition, record]) => ({ partition, value: record }));
    const end = yield* this.#transactional.run(records, f === 'txn', this.#session.deadlineOf(operation));
    if (end.is !== 'committed') return { type: end.is === 'unknown' ? 'info' : 'fail', value, error: end.why };
    return { type: 'ok', value: steps.map(([step, key, record], nth) => [step, key, [end.offsets[nth], record]]) };
  }

  *#poll(operation: PlannedOperation): Task<Completion> {
    const { phase, value } = operation;
    const found = yield* this.#consumer.poll(this.#session.deadlineOf(operation), phase === 'final');
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
