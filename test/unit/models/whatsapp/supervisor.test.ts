import { describe, expect, test } from 'vitest';
import { ActorCrash, type Child, type Ending } from '../../../../src/models/whatsapp/actors/child.ts';
import { type ChildSpec, type RestartRule, Supervisor } from '../../../../src/models/whatsapp/actors/supervisor.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Program } from '../../../../src/simulation/node.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { Task } from '../../../../src/simulation/task.ts';

const SECOND = 1_000_000;
const PLACE = { rack: 'r', zone: 'z', region: 'g' };

/** A supervisor on a node, what happened to its actors in words, and their present lives by name. */
class Tree {
  readonly events: string[] = [];
  readonly lives = new Map<string, Child>();
  readonly simulation: Simulation = new Simulation(1);
  supervisor: Supervisor | undefined = undefined;
  host: Host | undefined = undefined;

  constructor(strategy: 'one-for-one' | 'one-for-all' = 'one-for-one', intensity = 3) {
    const options = { name: 'test', strategy, intensity, periodMicros: SECOND };
    const programOn = (host: Host): Program => {
      this.host = host;
      this.supervisor = new Supervisor(host, options, () => this.events.push('gave up'));
      return { receive: () => undefined };
    };
    this.simulation.addNode('n', PLACE, 'server', programOn);
    this.simulation.start();
  }

  start(id: string, rule: RestartRule): this {
    const make = (self: Child): ReturnType<ChildSpec['make']> => {
      this.lives.set(id, self);
      return {
        start: () => void this.events.push(`${id} started`),
        ended: (ending: Ending) => void this.events.push(`${id} ${ending}`),
      };
    };
    this.supervisor?.start({ id, rule, make });
    return this;
  }

  crash(id: string): this {
    this.lives.get(id)?.step(() => {
      throw new ActorCrash('defect');
    });
    return this;
  }

  /** What happened since the last call. */
  news(): readonly string[] {
    return this.events.splice(0);
  }
}

function three(strategy: 'one-for-one' | 'one-for-all', intensity?: number): Tree {
  const tree = new Tree(strategy, intensity);
  tree.start('p', 'permanent').start('t', 'transient').start('x', 'temporary');
  expect(tree.news()).toEqual(['p started', 't started', 'x started']);
  return tree;
}

describe('one for one', () => {
  test('who crashes is started again, but for temporary actors; the others go on', () => {
    const tree = three('one-for-one');
    expect(tree.crash('p').news()).toEqual(['p crashed', 'p started']);
    expect(tree.crash('t').news()).toEqual(['t crashed', 't started']);
    expect(tree.crash('x').news()).toEqual(['x crashed']);
    expect(tree.lives.get('x')?.isAlive).toBe(false);
  });

  test('who ends by itself is started again only when it is permanent', () => {
    const tree = three('one-for-one');
    for (const id of ['p', 't', 'x']) tree.lives.get(id)?.end('normal');
    expect(tree.news()).toEqual(['p normal', 'p started', 't normal', 'x normal']);
  });
});

test('one for all: the others are ended, and started again where their rules allow it', () => {
  expect(three('one-for-all').crash('t').news()).toEqual([
    't crashed',
    'p terminated',
    'x terminated',
    't started',
    'p started',
  ]);
});

describe('restart intensity', () => {
  test('more restarts than allowed in the period end everything', () => {
    const tree = three('one-for-one', 2);
    tree.crash('p').crash('p').news();
    expect(tree.crash('p').news()).toEqual(['p crashed', 't terminated', 'x terminated', 'gave up']);
    expect(tree.supervisor?.has('t')).toBe(false);
  });

  test('restarts that are longer ago do not count', () => {
    const tree = three('one-for-one', 2);
    tree.crash('p').crash('p');
    tree.simulation.kernel.runUntil(SECOND + 1);
    tree.crash('p').crash('p').news();
    expect(tree.crash('p').news()).toContain('gave up');
  });

  test('crashes of temporary actors do not count', () => {
    const tree = three('one-for-one', 0);
    expect(tree.crash('x').news()).toEqual(['x crashed']);
    expect(tree.crash('t').news()).toContain('gave up');
  });
});

test('a defect in something that takes time ends the actor too; what is no defect of an actor is not caught', () => {
  const tree = three('one-for-one');
  const { host } = tree;
  function* failLater(): Task<void> {
    if (host !== undefined) yield* host.sleep(10);
    throw new ActorCrash('later');
  }
  tree.lives.get('t')?.spawn('fail', failLater());
  tree.simulation.kernel.runUntil(SECOND);
  expect(tree.news()).toEqual(['t crashed', 't started']);
  const mistake = (): void => {
    throw new TypeError('a mistake in the model');
  };
  expect(() => tree.lives.get('p')?.step(mistake)).toThrow(TypeError);
});

test('an actor that has ended does nothing any more', () => {
  const tree = three('one-for-one');
  const [first] = [tree.lives.get('x')];
  first?.end('normal');
  let steps = 0;
  first?.step(() => void steps++);
  expect(steps).toBe(0);
});
