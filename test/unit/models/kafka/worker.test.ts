import { expect, test } from 'vitest';
import { Worker } from '../../../../src/models/kafka/client/worker.ts';
import { Session } from '../../../../src/models/kafka/client/session.ts';
import { drawConfig, readConfig } from '../../../../src/models/kafka/config.ts';
import { CORRECT } from '../../../../src/models/kafka/mechanisms.ts';
import type { Fetch, KafkaMessage } from '../../../../src/models/kafka/messages.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Request } from '../../../../src/simulation/request.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import type { Completion, PlannedOperation } from '../../../../src/workloads/planned-operation.ts';
import { Random } from '../../../../src/workloads/random.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

const BROKER = 'n2';
const PARTITION = 'orders-0';
/** Longer than a message is on its way. */
const THINK_MICROS = 100_000;

/**
 * A broker for one worker. Its partition is taken away while its first commit is on the way, and comes back before that
 * commit is answered; in between another worker went on to offset 5. The first question after that for the committed
 * offset is refused.
 */
class ScriptedBroker {
  /** From where the worker read orders. */
  readonly readFrom: number[] = [];
  #joins = 0;
  #claims = 0;
  #offsetsAsked = 0;
  #commit: Request | undefined = undefined;

  receive(request: Request): void {
    const message = request.message as KafkaMessage;
    switch (message.kind) {
      case 'join-group':
        return this.#join(request);
      case 'group-heartbeat':
        return request.reply({ status: 'ok', mustJoin: this.#commit !== undefined && this.#joins === 1 });
      case 'init-transactions':
        return request.reply({ status: 'ok', id: -1, epoch: 2 * this.#claims++ });
      case 'committed-offset':
        return this.#answerOffset(request);
      case 'read-records':
        return this.#read(request, message);
      case 'produce':
        return request.reply({ status: 'ok', offsets: message.records.map((_, nth) => nth), leader: BROKER });
      case 'end-transaction':
        if (this.#commit === undefined) this.#commit = request;
        else request.reply({ status: 'ok' });
        return;
      default:
        request.reply({ status: 'ok' });
    }
  }

  /** Generations 1 and 3 give it the partition, generation 2 doesn't. */
  #join(request: Request): void {
    const generation = ++this.#joins;
    request.reply({
      status: 'ok',
      generation,
      partitions: generation === 2 ? [] : [PARTITION],
      wasLeftBehind: false,
    });
    if (generation === 3) this.#commit?.reply({ status: 'ok' });
  }

  #answerOffset(request: Request): void {
    const nth = ++this.#offsetsAsked;
    if (nth === 2) request.reply({ status: 'refused', why: 'a transaction is still open', mayRetry: false });
    else request.reply({ status: 'ok', offset: nth === 1 ? 0 : 5 });
  }

  #read(request: Request, { offset }: Fetch): void {
    this.readFrom.push(offset);
    request.reply({ status: 'ok', records: [[offset, `order ${offset}`]], next: offset + 1, isAtEnd: true });
  }
}

test('a commit that is answered after its partition was taken away leaves no position behind', () => {
  const broker = new ScriptedBroker();
  const completions: Completion[] = [];
  function* work(host: Host): Task<void> {
    const config = readConfig({ ...drawConfig(new Random('worker')), isCooperative: true });
    const sessionOf = (): Session => new Session(host, config, [BROKER], BROKER);
    const worker = new Worker(host, config, CORRECT, sessionOf(), sessionOf());
    for (const id of [0, 4, 8]) {
      completions.push(yield* worker.process(operation(id)));
      yield* host.sleep(THINK_MICROS);
    }
  }
  const simulation = clusterWithTask(work, (request) => broker.receive(request), { names: ['n1', BROKER] });
  simulation.kernel.runUntil(10_000_000);

  expect(completions.map(({ type, error }) => error ?? type)).toEqual(['ok', 'the partition can’t be had', 'ok']);
  expect(broker.readFrom).toEqual([0, 5]);
});

/** Of somebody who is patient: the id is a multiple of four. */
function operation(id: number): PlannedOperation {
  return { id, client: 'n1', phase: 'chaos', thinkMicros: THINK_MICROS, f: 'process', value: [['poll']] };
}

/**
 * A broker for one worker, whose transactional id another one had claimed in passing: the first transaction is refused for
 * good, although the partition is the worker's own.
 */
function fencingBroker(readFrom: number[]): (request: Request) => void {
  let claims = 0;
  return (request) => {
    const message = request.message as KafkaMessage;
    switch (message.kind) {
      case 'join-group':
        return request.reply({ status: 'ok', generation: 1, partitions: [PARTITION], wasLeftBehind: false });
      case 'group-heartbeat':
        return request.reply({ status: 'ok', mustJoin: false });
      case 'init-transactions':
        return request.reply({ status: 'ok', id: -1, epoch: 2 * claims++ });
      case 'add-partitions':
        if (message.epoch === 0)
          return request.reply({ status: 'refused', why: 'another producer took over', mayRetry: false });
        return request.reply({ status: 'ok' });
      case 'committed-offset':
        return request.reply({ status: 'ok', offset: claims === 1 ? 0 : 5 });
      case 'read-records':
        readFrom.push(message.offset);
        return request.reply({
          status: 'ok',
          records: [[message.offset, `order ${message.offset}`]],
          next: message.offset + 1,
          isAtEnd: true,
        });
      case 'produce':
        return request.reply({ status: 'ok', offsets: message.records.map((_, nth) => nth), leader: BROKER });
      default:
        request.reply({ status: 'ok' });
    }
  };
}

test('a worker that is fenced while the partition is its own takes it back, and goes on where the other one came', () => {
  const readFrom: number[] = [];
  const completions: Completion[] = [];
  function* work(host: Host): Task<void> {
    const config = readConfig(drawConfig(new Random('worker')));
    const sessionOf = (): Session => new Session(host, config, [BROKER], BROKER);
    const worker = new Worker(host, config, CORRECT, sessionOf(), sessionOf());
    completions.push(yield* worker.process(operation(4)));
  }
  clusterWithTask(work, fencingBroker(readFrom), { names: ['n1', BROKER] }).kernel.runUntil(10_000_000);

  expect(completions.map(({ type, error }) => error ?? type)).toEqual(['ok']);
  expect(completions[0]?.value).toEqual([
    ['poll', { [PARTITION]: [[5, 'order 5']] }],
    ['send', 'bills-0', [0, { of: 'order 5', by: 'n1/4' }]],
  ]);
  expect(readFrom).toEqual([0, 5]);
});
