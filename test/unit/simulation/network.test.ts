import { describe, expect, test } from 'vitest';
import type { Disturbance } from '../../../src/simulation/disturbance.ts';
import type { Place } from '../../../src/simulation/node.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { clusterOf } from '../../helpers/cluster.ts';

const LABELS = Array.from({ length: 4_000 }, (_, label) => label);
const ALL_OF_A_MILLION = 1_000_000;

const PLACES: Readonly<Record<string, Place>> = {
  here: { rack: 'r1', zone: 'z1', region: 'eu' },
  beside: { rack: 'r2', zone: 'z1', region: 'eu' },
  near: { rack: 'r3', zone: 'z2', region: 'eu' },
  far: { rack: 'r4', zone: 'z3', region: 'us' },
};

function simulationOfPlaces(): Simulation {
  return clusterOf({}, { names: Object.keys(PLACES), placeOf: (name) => PLACES[name] as Place });
}

/** Arrivals of one message for each label, from `here` to another node. */
function arrivals(simulation: Simulation, to: string): (readonly number[])[] {
  const { network } = simulation.kernel;
  const [sender, receiver] = [simulation.nodeNamed('here'), simulation.nodeNamed(to)];
  return LABELS.map((label) => [...network.arrivals(sender, receiver, label)]);
}

function disturbance(what: Partial<Disturbance>): Disturbance {
  return { key: 1, from: new Set(['here']), to: new Set(['beside']), ...what };
}

describe('latency', () => {
  test.each([
    ['beside', 150, 100],
    ['near', 500, 300],
    ['far', 15_000, 3_000],
  ])('to a node %s has a floor of %i µs, a mean of %i µs above it, and a tail', (to, floorMicros, meanMicros) => {
    const delays = arrivals(simulationOfPlaces(), to).flat();
    expect(delays).toHaveLength(LABELS.length);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(floorMicros);
    const mean = delays.reduce((sum, delay) => sum + delay - floorMicros, 0) / delays.length;
    // 0.5 % of the messages take ten times their part: the mean is 1.045 of the nominal one.
    expect(mean / meanMicros).toBeGreaterThan(0.95);
    expect(mean / meanMicros).toBeLessThan(1.2);
    // An exponential part ends at 6.3 means; what is beyond that is the tail.
    const late = delays.filter((delay) => delay > floorMicros + 6.3 * meanMicros).length;
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(LABELS.length / 100);
  });

  test('of a message to oneself is the loopback, whatever is cut', () => {
    const simulation = simulationOfPlaces();
    simulation.kernel.network.cut('here', 'here');
    const here = simulation.nodeNamed('here');
    expect(simulation.kernel.network.arrivals(here, here, 1)).toEqual([5]);
  });
});

describe('cuts', () => {
  test('stop one direction only', () => {
    const simulation = simulationOfPlaces();
    const { network } = simulation.kernel;
    network.cut('here', 'near');
    expect(arrivals(simulation, 'near').flat()).toEqual([]);
    expect(arrivals(simulation, 'beside').flat()).toHaveLength(LABELS.length);
    const [here, near] = [simulation.nodeNamed('here'), simulation.nodeNamed('near')];
    expect(network.arrivals(near, here, 1)).toHaveLength(1);
  });

  test('stack, and the way is open when the last is mended', () => {
    const { network } = simulationOfPlaces().kernel;
    network.cut('a', 'b');
    network.cut('a', 'b');
    network.mend('a', 'b');
    expect(network.isCut('a', 'b')).toBe(true);
    network.mend('a', 'b');
    expect(network.isCut('a', 'b')).toBe(false);
  });

  test('lose what is on its way when they begin', () => {
    const heard: string[] = [];
    const simulation = clusterOf({
      start: (host) => {
        if (host.name === 'n1') host.send('n2', { kind: 'note' });
      },
      receive: (request) => heard.push(request.from),
    });
    simulation.start();
    simulation.kernel.runUntil(100);
    simulation.kernel.network.cut('n1', 'n2');
    simulation.kernel.runUntil(1_000_000);
    expect(heard).toEqual([]);
  });
});

describe('disturbances', () => {
  test('lose their share of the messages', () => {
    const simulation = simulationOfPlaces();
    simulation.kernel.network.disturb(disturbance({ lossPerMillion: 250_000 }));
    const lost = arrivals(simulation, 'beside').filter((copies) => copies.length === 0).length;
    // 1,000 of 4,000, with a standard deviation of 27.
    expect(Math.abs(lost - 1_000)).toBeLessThan(4 * 27);
  });

  test('double their share of the messages, the copy later than the message', () => {
    const simulation = simulationOfPlaces();
    simulation.kernel.network.disturb(disturbance({ duplicatePerMillion: 500_000 }));
    const doubled = arrivals(simulation, 'beside').filter((copies) => copies.length === 2);
    // 2,000 of 4,000, with a standard deviation of 32.
    expect(Math.abs(doubled.length - 2_000)).toBeLessThan(4 * 32);
    for (const [first = 0, copy = 0] of doubled) expect(copy).toBeGreaterThanOrEqual(first);
  });

  test('hold back their share of the messages, so that later ones overtake them', () => {
    const calm = arrivals(simulationOfPlaces(), 'beside').flat();
    const simulation = simulationOfPlaces();
    simulation.kernel.network.disturb(disturbance({ reorderPerMillion: 500_000, reorderMicros: 10_000 }));
    const held = arrivals(simulation, 'beside')
      .flat()
      .filter((delay, label) => delay > (calm[label] ?? 0));
    expect(Math.abs(held.length - 2_000)).toBeLessThan(4 * 40);
  });

  test('delay every message by an exponential time of the mean asked for', () => {
    const calm = arrivals(simulationOfPlaces(), 'beside').flat();
    const simulation = simulationOfPlaces();
    simulation.kernel.network.disturb(disturbance({ delayMicros: 50_000 }));
    const extra = arrivals(simulation, 'beside')
      .flat()
      .map((delay, label) => delay - (calm[label] ?? 0));
    const mean = extra.reduce((sum, delay) => sum + delay, 0) / extra.length;
    // The standard deviation of the mean of 4,000 draws is 50,000 / 63 = 790.
    expect(Math.abs(mean - 50_000)).toBeLessThan(4 * 790);
  });

  test('leave other links and other directions alone', () => {
    const simulation = simulationOfPlaces();
    const { network } = simulation.kernel;
    network.disturb(disturbance({ lossPerMillion: ALL_OF_A_MILLION }));
    const [here, beside, near] = ['here', 'beside', 'near'].map((name) => simulation.nodeNamed(name));
    if (here === undefined || beside === undefined || near === undefined) throw new Error('no such node');
    expect(network.arrivals(here, beside, 1)).toHaveLength(0);
    expect(network.arrivals(beside, here, 1)).toHaveLength(1);
    expect(network.arrivals(here, near, 1)).toHaveLength(1);
  });

  test('end one by one, in any order', () => {
    const simulation = simulationOfPlaces();
    const { network } = simulation.kernel;
    const [one, other] = [disturbance({ lossPerMillion: ALL_OF_A_MILLION }), disturbance({ key: 2, delayMicros: 1e6 })];
    network.disturb(one);
    network.disturb(other);
    network.calm(one);
    expect(arrivals(simulation, 'beside').flat()).toHaveLength(LABELS.length);
    network.calm(other);
    expect(arrivals(simulation, 'beside')).toEqual(arrivals(simulationOfPlaces(), 'beside'));
  });

  test('decide alike whatever other disturbances there are', () => {
    const lossy = disturbance({ key: 7, lossPerMillion: 300_000 });
    const alone = simulationOfPlaces();
    alone.kernel.network.disturb(lossy);
    const among = simulationOfPlaces();
    among.kernel.network.disturb(disturbance({ key: 3, delayMicros: 1_000 }));
    among.kernel.network.disturb(lossy);
    among.kernel.network.disturb(disturbance({ key: 9, duplicatePerMillion: 100_000 }));
    const lost = (simulation: Simulation): boolean[] =>
      arrivals(simulation, 'beside').map(({ length }) => length === 0);
    expect(lost(among)).toEqual(lost(alone));
  });

  test('copies of one message have their own fates from then on: the answers to them differ', () => {
    const simulation = clusterOf(
      {
        start: (host) => {
          if (host.name === 'n1') for (let i = 0; i < 20; i++) host.ask('n2', { kind: 'question' });
        },
        receive: (request) => request.reply(true),
      },
      { trace: true },
    );
    const { kernel } = simulation;
    kernel.network.disturb({ key: 1, from: new Set(['n1']), to: new Set(['n2']), duplicatePerMillion: 1_000_000 });
    simulation.start();
    kernel.runUntil(1_000_000);
    const replies = (kernel.trace?.messages ?? []).filter(({ kind }) => kind === 'reply');
    const took = replies.map(({ sentMicros, arrivals }) => (arrivals[0]?.micros ?? 0) - sentMicros);
    expect(took).toHaveLength(40);
    // Of 40 draws of 256 latencies about 3 pairs are equal; were copies alike, 20 would be.
    expect(new Set(took).size).toBeGreaterThan(25);
  });

  test('of the same strength but another key lose other messages', () => {
    const lost = [1, 2].map((key) => {
      const simulation = simulationOfPlaces();
      simulation.kernel.network.disturb(disturbance({ key, lossPerMillion: 500_000 }));
      return arrivals(simulation, 'beside').map(({ length }) => length === 0);
    });
    expect(lost[0]).not.toEqual(lost[1]);
  });
});
