import { describe, expect, test } from 'vitest';
import { MASTER_ERROR_MICROS, TimeMaster } from '../../../../../src/models/parts/true-time/time-master.ts';
import { TrueTime } from '../../../../../src/models/parts/true-time/true-time.ts';
import type { Place } from '../../../../../src/simulation/node.ts';
import { Simulation } from '../../../../../src/simulation/simulation.ts';
import { Random } from '../../../../../src/workloads/random.ts';

const MASTERS = ['t1', 't2', 't3'];
const POLL_MICROS = 3_000_000;
const DRIFT_PPM = 2_000;
/** A clock within its bound drifts less than is reckoned with. */
const DRIFT_AT_MOST_PPM = 1_800;
const STEP_MICROS = 5_000;

/** A server s1 that keeps its time by three masters, and a clock that is never wrong. */
class Field {
  readonly simulation: Simulation;
  readonly #random: Random;
  #trueTime!: TrueTime;

  constructor(seed = 1) {
    this.simulation = new Simulation(seed);
    this.#random = new Random(`true time ${seed}`);
    this.simulation.addNode('s1', placeIn('z1'), 'server', (host) => {
      this.#trueTime = new TrueTime(host, { masters: MASTERS, pollMicros: POLL_MICROS, driftPpm: DRIFT_PPM });
      return { start: () => void host.spawn('time', this.#trueTime.keepSynced()), receive: () => undefined };
    });
    MASTERS.forEach((name, nth) => {
      this.simulation.addNode(name, placeIn(`z${nth + 1}`), 'server', (host) => new TimeMaster(host));
    });
    this.simulation.addNode('reference', placeIn('z9'), 'server', () => ({ receive: () => undefined }));
  }

  get isReady(): boolean {
    return this.#trueTime.isReady;
  }

  /** How wide the interval is now, and whether it holds the true time. */
  look(): { readonly width: number; readonly holdsTruth: boolean } {
    const { earliest, latest } = this.#trueTime.now();
    const truth = this.clockOf('reference').read(this.now);
    return { width: latest - earliest, holdsTruth: earliest <= truth && truth <= latest };
  }

  get now(): number {
    return this.simulation.kernel.nowMicros;
  }

  clockOf(name: string): Simulation['nodes'][number]['clock'] {
    return this.simulation.nodeNamed(name).clock;
  }

  /** Everything that the bound allows: masters that are off, a drifting clock, slow and lost messages, pauses. */
  disturb(): void {
    const random = this.#random;
    this.clockOf('s1').shift(random.between(-10_000_000, 10_000_000));
    for (const master of MASTERS) this.clockOf(master).shift(random.between(-MASTER_ERROR_MICROS, MASTER_ERROR_MICROS));
    const drift = random.between(-DRIFT_AT_MOST_PPM, DRIFT_AT_MOST_PPM);
    this.clockOf('s1').changeDrift(0, drift);
    const everyone = new Set(this.simulation.nodes.map(({ name }) => name));
    const delayMicros = random.pick([0, 1_000, 20_000]);
    const lossPerMillion = random.pick([0, 300_000]);
    this.simulation.kernel.network.disturb({ key: 1, from: everyone, to: everyone, delayMicros, lossPerMillion });
    const server = this.simulation.nodeNamed('s1');
    for (let atMicros = 0; atMicros < 20_000_000; atMicros += random.between(100_000, 4_000_000)) {
      const durationMicros = random.between(10_000, 4_000_000);
      this.simulation.kernel.scheduleAction(atMicros, atMicros, () => this.simulation.pause(server));
      this.simulation.kernel.scheduleAction(atMicros + durationMicros, atMicros, () => this.simulation.resume(server));
    }
  }

  runUntil(micros: number): void {
    this.simulation.kernel.runUntil(micros);
  }
}

function placeIn(zone: string): Place {
  return { rack: `${zone}-r`, zone, region: 'eu' };
}

describe('TrueTime', () => {
  test('holds the true time under all that its bound allows', () => {
    let synced = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const field = new Field(seed);
      field.disturb();
      field.simulation.start();
      for (let micros = STEP_MICROS; micros <= 12_000_000; micros += STEP_MICROS) {
        field.runUntil(micros);
        if (field.isReady) expect({ seed, micros, ...field.look() }).toMatchObject({ holdsTruth: true });
      }
      if (field.isReady) synced++;
    }
    expect(synced).toBeGreaterThan(50);
  });

  test('holds it when the server stands still in the middle of a poll', () => {
    for (const drift of [-DRIFT_AT_MOST_PPM, DRIFT_AT_MOST_PPM]) {
      const field = new Field();
      field.clockOf('s1').changeDrift(0, drift);
      // One master doesn't answer, so the poll lasts until its timeout, 50 ms after the others have answered.
      field.simulation.kernel.network.cut('t3', 's1');
      field.simulation.start();
      field.runUntil(20_000);
      field.simulation.pause(field.simulation.nodeNamed('s1'));
      field.runUntil(4_000_000);
      field.simulation.resume(field.simulation.nodeNamed('s1'));
      field.runUntil(4_100_000);
      expect(field.look().holdsTruth).toBe(true);
    }
  });

  test('breaks when the clock drifts beyond the bound', () => {
    const field = new Field();
    field.clockOf('s1').changeDrift(0, 5 * DRIFT_PPM);
    field.simulation.start();
    field.runUntil(POLL_MICROS - 100_000);
    expect(field.look().holdsTruth).toBe(false);
  });

  test('is a saw-tooth: the uncertainty grows by the drift and falls with each poll', () => {
    const field = new Field();
    field.simulation.start();
    field.runUntil(100_000);
    const { width } = field.look();
    expect(width).toBeGreaterThan(MASTER_ERROR_MICROS);
    expect(width).toBeLessThan(2 * MASTER_ERROR_MICROS + 5_000);
    field.runUntil(1_100_000);
    expect(field.look().width - width).toBe((2 * DRIFT_PPM * 1_000_000) / 1_000_000);
    field.runUntil(POLL_MICROS - 100_000);
    const widest = field.look().width;
    expect(widest - width).toBe(2 * DRIFT_PPM * 2.8);
    field.runUntil(POLL_MICROS + 100_000);
    expect(field.look().width).toBeLessThan(widest - 8_000);
  });

  test('outvotes one master that lies, and believes nobody when all disagree', () => {
    const field = new Field();
    field.clockOf('t1').shift(1_000_000);
    field.simulation.start();
    field.runUntil(100_000);
    expect(field.look().holdsTruth).toBe(true);
    expect(field.simulation.kernel.coverage.counts()['true time: a master was outvoted']).toBe(1);

    const torn = new Field();
    torn.clockOf('t1').shift(1_000_000);
    torn.clockOf('t2').shift(-1_000_000);
    torn.simulation.start();
    torn.runUntil(10_000_000);
    expect(torn.isReady).toBe(false);
  });

  test('is not asked before the first poll', () => {
    const field = new Field();
    field.simulation.start();
    expect(field.isReady).toBe(false);
    expect(() => field.look()).toThrow('TrueTime was asked before its first poll');
  });
});
