import { describe, expect, test } from 'vitest';
import type { Disturbance } from '../../../src/simulation/disturbance.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { clusterOf } from '../../helpers/cluster.ts';

const COUNT = 200;
const IN_ORDER = Array.from({ length: COUNT }, (_, nth) => `m${nth}`);
/** The longest that a message takes in a region without a disturbance: 0.5 ms and 62 times 0.3 ms. */
const LONGEST_MICROS = 20_000;

interface Link {
  readonly simulation: Simulation;
  /** What n2 received, in order, with when. */
  readonly received: { readonly kind: string; readonly atMicros: number }[];
}

/** n2 notes what n1 sends it. */
function link(isOrdered: boolean): Link {
  const received: Link['received'] = [];
  const simulation = clusterOf(
    {
      receive: ({ message }, host) =>
        host.name === 'n2' && received.push({ kind: message.kind, atMicros: simulation.kernel.nowMicros }),
    },
    { names: ['n1', 'n2'] },
  );
  simulation.kernel.network.isOrdered = isOrdered;
  simulation.start();
  return { simulation, received };
}

/** One message each 10 µs. */
function sendAll({ simulation }: Link): void {
  for (const kind of IN_ORDER) {
    send(simulation, kind);
    simulation.kernel.runUntil(simulation.kernel.nowMicros + 10);
  }
}

function send(simulation: Simulation, kind: string): void {
  simulation.kernel.send(simulation.nodeNamed('n1'), simulation.nodeNamed('n2'), { kind });
}

function wait({ simulation }: Link, micros: number): void {
  simulation.kernel.runUntil(simulation.kernel.nowMicros + micros);
}

const kindsOf = ({ received }: Link): string[] => received.map(({ kind }) => kind);

function disturbance(what: Partial<Disturbance>): Disturbance {
  return { key: 1, from: new Set(['n1']), to: new Set(['n2']), ...what };
}

describe('messages of a link', () => {
  test('overtake each other, and on an ordered link do not', () => {
    const [datagrams, connection] = [link(false), link(true)];
    for (const each of [datagrams, connection]) {
      sendAll(each);
      wait(each, LONGEST_MICROS);
    }
    expect(kindsOf(datagrams)).not.toEqual(IN_ORDER);
    expect(kindsOf(datagrams).sort()).toEqual([...IN_ORDER].sort());
    expect(kindsOf(connection)).toEqual(IN_ORDER);
  });

  test('are sent again on an ordered link when they are lost, and hold up those behind them; none comes twice', () => {
    const connection = link(true);
    const { network } = connection.simulation.kernel;
    network.disturb(disturbance({ lossPerMillion: 50_000, duplicatePerMillion: 300_000 }));
    sendAll(connection);
    wait(connection, 1_000_000);
    expect(kindsOf(connection)).toEqual(IN_ORDER);
    const [first] = connection.received;
    expect(first?.atMicros).toBeLessThan(LONGEST_MICROS);
    expect(connection.received.at(-1)?.atMicros).toBeGreaterThan(200_000);
  });

  test('do not wait for those of another link', () => {
    const connection = link(true);
    const { simulation } = connection;
    const { network } = simulation.kernel;
    network.disturb(disturbance({ lossPerMillion: 1_000_000 }));
    const [one, other] = [simulation.nodeNamed('n1'), simulation.nodeNamed('n2')];
    const [late = 0] = network.arrivals(one, other, 1);
    const [soon = 0] = network.arrivals(other, one, 1);
    expect(late).toBeGreaterThan(200_000);
    expect(soon).toBeLessThan(LONGEST_MICROS);
  });
});

describe('an ordered link breaks', () => {
  test('by a reset: what was on its way is lost, and what is sent afterwards does not wait for it', () => {
    const connection = link(true);
    const { simulation } = connection;
    const { network } = simulation.kernel;
    const lossy = disturbance({ lossPerMillion: 1_000_000 });
    network.disturb(lossy);
    send(simulation, 'lost');
    network.calm(lossy);
    send(simulation, 'behind it');
    simulation.kernel.reset((from) => from === 'n1');
    send(simulation, 'afterwards');
    wait(connection, LONGEST_MICROS);
    expect(kindsOf(connection)).toEqual(['afterwards']);
    wait(connection, 1_000_000);
    expect(kindsOf(connection)).toEqual(['afterwards']);
  });

  test.each([
    [true, ['afterwards']],
    [false, ['behind it', 'afterwards']],
  ])(
    'by a cut that loses a message: none behind it comes, though the cut has ended (ordered: %s)',
    (isOrdered, come) => {
      const connection = link(isOrdered);
      const { simulation } = connection;
      const { network } = simulation.kernel;
      send(simulation, 'lost');
      const late = disturbance({ delayMicros: 1, stretchPerMillion: 1_000_000, stretchFactor: 100 });
      network.disturb(late);
      send(simulation, 'behind it');
      network.calm(late);
      network.cut('n1', 'n2');
      wait(connection, LONGEST_MICROS);
      network.mend('n1', 'n2');
      wait(connection, 10);
      send(simulation, 'afterwards');
      wait(connection, 10_000_000);
      expect(kindsOf(connection).sort()).toEqual([...come].sort());
    },
  );

  test.each([
    [true, ['afterwards']],
    [false, ['before', 'afterwards']],
  ])(
    'with the process at its end: the next one gets nothing that was meant for it (ordered: %s)',
    (isOrdered, come) => {
      const connection = link(isOrdered);
      const { simulation } = connection;
      send(simulation, 'before');
      const receiver = simulation.nodeNamed('n2');
      simulation.crash(receiver);
      simulation.restart(receiver);
      send(simulation, 'afterwards');
      wait(connection, LONGEST_MICROS);
      expect(kindsOf(connection).sort()).toEqual([...come].sort());
    },
  );
});
