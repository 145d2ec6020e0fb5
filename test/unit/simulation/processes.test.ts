import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import type { Node } from '../../../src/simulation/node.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterOf } from '../../helpers/cluster.ts';

interface Subject {
  readonly simulation: Simulation;
  readonly node: Node;
  /** What node n1 did, with the time in microseconds. */
  readonly log: string[];
}

/** Node n1 ticks each 100 µs and logs what it is sent; n2 does nothing. */
function ticking(): Subject {
  const log: string[] = [];
  const start = (host: Host): void => {
    if (host.name !== 'n1') return;
    log.push(`start ${host.restarts} @${simulation.kernel.nowMicros}`);
    host.spawn('ticks', tick(host));
  };
  function* tick(host: Host): Task<void> {
    for (;;) {
      yield* host.sleep(100);
      log.push(`tick @${simulation.kernel.nowMicros}`);
    }
  }
  const simulation = clusterOf({ start, receive: ({ message }) => log.push(message.kind) }, { names: ['n1', 'n2'] });
  simulation.start();
  return { simulation, node: simulation.nodeNamed('n1'), log };
}

/** Lets time pass, and says what n1 did meanwhile. */
function after(micros: number, { simulation, log }: Subject): string[] {
  log.length = 0;
  simulation.kernel.runUntil(simulation.kernel.nowMicros + micros);
  return [...log];
}

function sendFromN2({ simulation, node }: Subject, kind: string): void {
  simulation.kernel.send(simulation.nodeNamed('n2'), node, { kind });
}

describe('crash and restart', () => {
  test('a crashed node does nothing and hears nothing; its restart begins anew', () => {
    const subject = ticking();
    expect(after(250, subject)).toEqual(['tick @100', 'tick @200']);
    subject.simulation.crash(subject.node);
    sendFromN2(subject, 'unheard');
    expect(after(1_000_000, subject)).toEqual([]);
    subject.log.length = 0;
    subject.simulation.restart(subject.node);
    expect(subject.log).toEqual(['start 1 @1000250']);
    expect(after(150, subject)).toEqual(['tick @1000350']);
  });

  test('what a process sends to itself dies with it, however soon the next one starts', () => {
    const subject = ticking();
    const { simulation, node } = subject;
    simulation.kernel.send(node, node, { kind: 'to myself' });
    expect(after(10, subject)).toEqual(['to myself']);
    simulation.kernel.send(node, node, { kind: 'to myself' });
    sendFromN2(subject, 'from another');
    simulation.crash(node);
    simulation.restart(node);
    expect(after(10_000, subject).filter((line) => !line.startsWith('tick'))).toEqual(['from another']);
    simulation.kernel.send(node, node, { kind: 'to myself' });
    expect(after(10, subject)).toContain('to myself');
  });

  test('a node that two faults hold down comes back when both let go', () => {
    const subject = ticking();
    subject.simulation.crash(subject.node);
    subject.simulation.losePower(subject.node);
    subject.simulation.restart(subject.node);
    expect(subject.node.isRunning).toBe(false);
    subject.simulation.restart(subject.node);
    expect(subject.node.isRunning).toBe(true);
  });

  test('a crash keeps what was written, a power loss only what was synced for sure, a lost disk nothing', () => {
    const { simulation, node } = ticking();
    const { disk } = node;
    disk.append('log', 'synced');
    disk.sync();
    simulation.kernel.runUntil(10_000);
    for (let i = 0; i < 20; i++) disk.append('log', i);
    simulation.crash(node);
    expect(disk.read('log')).toHaveLength(21);
    simulation.losePower(node);
    // All twenty unsynced records are kept with the chance (1/3)^20.
    expect(disk.read('log').length).toBeLessThan(21);
    expect(disk.read('log')[0]).toBe('synced');
    simulation.loseDisk(node);
    expect(disk.read('log')).toEqual([]);
  });

  test('a sync goes on across a crash of the process: the operating system keeps its cache', () => {
    const { simulation, node } = ticking();
    node.disk.append('log', 1);
    node.disk.sync();
    simulation.crash(node);
    simulation.kernel.runUntil(10_000);
    expect(node.disk.unsynced).toBe(0);
  });
});

describe('pause and resume', () => {
  test('a paused node misses nothing: it does all of it, in order, when it goes on', () => {
    const subject = ticking();
    subject.simulation.pause(subject.node);
    sendFromN2(subject, 'first');
    expect(after(10_000, subject)).toEqual([]);
    sendFromN2(subject, 'second');
    expect(after(10_000, subject)).toEqual([]);
    subject.simulation.resume(subject.node);
    expect(after(50, subject)).toEqual(['tick @20000', 'first', 'second']);
    // The clock went on while the process stood still: the next tick is 100 µs after the late one.
    expect(after(100, subject)).toEqual(['tick @20100']);
    subject.simulation.pause(subject.node);
    subject.simulation.resume(subject.node);
    expect(after(40, subject)).toEqual([]);
  });

  test('a node that two faults hold still goes on when both let go', () => {
    const subject = ticking();
    subject.simulation.pause(subject.node);
    subject.simulation.pause(subject.node);
    subject.simulation.resume(subject.node);
    expect(after(1_000, subject)).toEqual([]);
    subject.simulation.resume(subject.node);
    expect(after(50, subject)).toEqual(['tick @1000']);
  });
});

describe('messages that wait at a node', () => {
  const cut = ({ simulation }: Subject): void => simulation.kernel.network.cut('n2', 'n1');
  const mend = ({ simulation }: Subject): void => simulation.kernel.network.mend('n2', 'n1');
  const onlyMessages = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith('tick'));

  test('what a paused node received before its link was cut, it does when it goes on; what came too late never came', () => {
    const subject = ticking();
    subject.simulation.pause(subject.node);
    sendFromN2(subject, 'before the cut');
    after(10_000, subject);
    sendFromN2(subject, 'on its way when the link is cut');
    cut(subject);
    after(10_000, subject);
    mend(subject);
    cut(subject);
    subject.simulation.resume(subject.node);
    expect(onlyMessages(after(50, subject))).toEqual(['before the cut']);
  });

  test('a link that was cut when the message came does not bring it back by being mended', () => {
    const subject = ticking();
    subject.simulation.pause(subject.node);
    sendFromN2(subject, 'lost');
    cut(subject);
    after(10_000, subject);
    mend(subject);
    subject.simulation.resume(subject.node);
    expect(onlyMessages(after(10_000, subject))).toEqual([]);
  });

  test('what a busy process had received dies with it, and does not reach the next one', () => {
    const subject = ticking();
    subject.simulation.slow(subject.node, 50_000);
    sendFromN2(subject, 'for the dead');
    after(10_000, subject);
    subject.simulation.crash(subject.node);
    subject.simulation.restart(subject.node);
    sendFromN2(subject, 'for the living');
    subject.simulation.hasten(subject.node, 50_000);
    expect(onlyMessages(after(200_000, subject))).toEqual(['for the living']);
  });
});

describe('pause and crash together', () => {
  const orders: [string, (subject: Subject) => void][] = [
    [
      'pause, crash, restart, resume',
      ({ simulation, node }) => {
        simulation.pause(node);
        simulation.crash(node);
        simulation.kernel.runUntil(1_000);
        simulation.restart(node);
        expect(node.isRunning).toBe(false);
        simulation.kernel.runUntil(2_000);
        simulation.resume(node);
      },
    ],
    [
      'pause, crash, resume, restart',
      ({ simulation, node }) => {
        simulation.pause(node);
        simulation.crash(node);
        simulation.kernel.runUntil(1_000);
        simulation.resume(node);
        expect(node.isRunning).toBe(false);
        simulation.kernel.runUntil(2_000);
        simulation.restart(node);
      },
    ],
    [
      'crash, pause, restart, resume',
      ({ simulation, node }) => {
        simulation.crash(node);
        simulation.pause(node);
        simulation.kernel.runUntil(1_000);
        simulation.restart(node);
        expect(node.isRunning).toBe(false);
        simulation.kernel.runUntil(2_000);
        simulation.resume(node);
      },
    ],
    [
      'crash, pause, resume, restart',
      ({ simulation, node }) => {
        simulation.crash(node);
        simulation.pause(node);
        simulation.kernel.runUntil(1_000);
        simulation.resume(node);
        expect(node.isRunning).toBe(false);
        simulation.kernel.runUntil(2_000);
        simulation.restart(node);
      },
    ],
  ];

  test.each(orders)('%s: starts once, when nothing holds it any more', (_, play) => {
    const subject = ticking();
    subject.log.length = 0;
    play(subject);
    expect(subject.log).toEqual(['start 1 @2000']);
    expect(after(150, subject)).toEqual(['tick @2100']);
  });

  test('what a paused process had not yet taken in dies with it', () => {
    const subject = ticking();
    subject.simulation.pause(subject.node);
    sendFromN2(subject, 'for the dead');
    after(10_000, subject);
    subject.simulation.crash(subject.node);
    sendFromN2(subject, 'for nobody');
    after(10_000, subject);
    subject.simulation.resume(subject.node);
    subject.simulation.restart(subject.node);
    expect(after(50, subject)).toEqual([]);
    subject.simulation.pause(subject.node);
    subject.simulation.resume(subject.node);
    expect(after(49, subject)).toEqual([]);
  });
});

describe('Simulation', () => {
  test('two nodes of one name, and a name that nobody has, are errors', () => {
    const simulation = clusterOf({}, { names: ['n1'] });
    const { place, role, factory } = simulation.nodeNamed('n1');
    expect(() => simulation.addNode('n1', place, role, factory)).toThrow('there are two nodes "n1"');
    expect(() => simulation.nodeNamed('n2')).toThrow('there is no node "n2"; there are n1');
  });

  test('asks every running program, and no dead one, to state what it knows', () => {
    const simulation = clusterOf({ report: (host) => host.observe('state', host.restarts) });
    simulation.start();
    simulation.crash(simulation.nodeNamed('n2'));
    simulation.report();
    expect(simulation.recorder.operations.map(({ process, f }) => [process, f])).toEqual([
      ['n1', 'state'],
      ['n3', 'state'],
    ]);
  });

  test('time does not run backwards', () => {
    const { kernel } = clusterOf({});
    kernel.runUntil(10);
    expect(() => kernel.runUntil(9)).toThrow('cannot run until 9 µs: it is 10 µs already');
  });

  test('what a node draws when it starts does not depend on the nodes beside it', () => {
    const drawn = (names: readonly string[]): number[] => {
      const numbers: number[] = [];
      const start = (host: Host): void => {
        for (let i = 0; i < 3; i++) {
          const number = host.randomBelow(1_000_000);
          if (host.name === 'n1') numbers.push(number);
        }
      };
      clusterOf({ start }, { names }).start();
      return numbers;
    };
    expect(new Set(drawn(['n1'])).size).toBe(3);
    expect(drawn(['n0', 'n1', 'n2'])).toEqual(drawn(['n1']));
  });
});
