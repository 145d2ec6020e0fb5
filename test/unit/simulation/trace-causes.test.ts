import { expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import type { Program } from '../../../src/simulation/node.ts';
import type { Request } from '../../../src/simulation/request.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';

const PLACE = { rack: 'k', zone: 'z', region: 'r' };
const INVOCATION = 0;

class Asker implements Program {
  readonly #host: Host;
  readonly #simulation: Simulation;

  constructor(host: Host, simulation: Simulation) {
    this.#host = host;
    this.#simulation = simulation;
  }

  start(): void {
    this.#host.spawn('operation', this.#operate());
    this.#host.send('a', { kind: 'unrelated' });
  }

  receive(_request: Request): void {
    throw new Error('nobody asks the asker');
  }

  *#operate(): Task<void> {
    this.#simulation.recorder.record(0, 'invoke', 'read', null);
    yield* this.#host.call('a', { kind: 'ask' }, 100_000);
  }
}

/** Answers after a while, from a task of its own, with the help of another server. */
class Answerer implements Program {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  receive(request: Request): void {
    if (request.message.kind === 'ask') this.#host.spawn('answer', this.#answer(request));
    else if (request.message.kind === 'help') request.reply('helped');
  }

  *#answer(request: Request): Task<void> {
    yield* this.#host.sleep(1000);
    yield* this.#host.call('b', { kind: 'help' }, 100_000);
    this.#host.mark('state', () => ({ key: 'k', value: 1 }));
    request.reply('answered');
  }
}

function simulated(trace: boolean): Simulation {
  const simulation = new Simulation(1, { trace });
  for (const name of ['a', 'b']) simulation.addNode(name, PLACE, 'server', (host) => new Answerer(host));
  simulation.addNode('c', PLACE, 'client', (host) => new Asker(host, simulation));
  simulation.start();
  simulation.kernel.runUntil(1_000_000);
  return simulation;
}

test('messages carry the operation that caused them, through tasks, waits and other servers', () => {
  const messages = simulated(true).kernel.trace?.messages.map(({ from, to, kind, operation }) => [
    `${from} → ${to} ${kind}`,
    operation,
  ]);
  expect(messages).toEqual([
    ['c → a ask', INVOCATION],
    ['c → a unrelated', -1],
    ['a → b help', INVOCATION],
    ['b → a reply', INVOCATION],
    ['a → c reply', INVOCATION],
  ]);
});

test('a mark says who made it, when, for which operation and because of what', () => {
  const [mark, ...others] = simulated(true).kernel.trace?.marks ?? [];
  expect(others).toEqual([]);
  expect(mark).toMatchObject({ node: 'a', name: 'state', operation: INVOCATION, cause: 'ask', clockOffsetMicros: 0 });
  expect(JSON.parse(mark?.value ?? '')).toEqual({ key: 'k', value: 1 });
});

test('a run goes the same way whether it is traced or not', () => {
  expect(simulated(true).kernel.digest.text()).toBe(simulated(false).kernel.digest.text());
});
