import { describe, expect, test } from 'vitest';
import type { MessageFault } from '../../../../src/nemesis/fault.ts';
import type { Message } from '../../../../src/simulation/request.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const LABELS = Array.from({ length: 1_000 }, (_, label) => label);
const BEGIN_MICROS = 1_000;
const END_MICROS = 10_000;

function fault(kind: MessageFault['kind'], perMillion: number, micros: number): MessageFault {
  return { kind, id: 4, atMicros: BEGIN_MICROS, durationMicros: 9_000, targets: ['s1'], perMillion, micros };
}

type Way = readonly [from: string, to: string];

/** What a thousand messages, from a client to the target unless it is said otherwise, meet before, during and after the fault. */
function phases(what: MessageFault, isReply = false, way: Way = ['c1', 's1']): (readonly number[])[][] {
  const { simulation } = fieldUnder([what]);
  const [from, to] = [simulation.nodeNamed(way[0]), simulation.nodeNamed(way[1])];
  return [BEGIN_MICROS - 1, BEGIN_MICROS, END_MICROS].map((micros) => {
    simulation.kernel.runUntil(micros);
    return LABELS.map((label) => [...simulation.kernel.network.arrivals(from, to, label, micros, isReply)]);
  });
}

/** When messages that c2 sends to s1 at these times arrive there. */
function arrivalsOf(what: MessageFault, sentMicros: readonly number[]): readonly number[] {
  const arrived: number[] = [];
  const { simulation } = fieldUnder([what]);
  const [from, to] = [simulation.nodeNamed('c2'), simulation.nodeNamed('s1')];
  const { program } = to;
  if (program !== undefined) program.receive = () => void arrived.push(simulation.kernel.nowMicros);
  for (const micros of sentMicros) {
    simulation.kernel.runUntil(micros);
    simulation.kernel.send(from, to, { kind: 'note' } satisfies Message);
  }
  simulation.kernel.runUntil(1_000_000);
  return arrived;
}

test('corruption: a share of the messages is dropped for its checksum', () => {
  const [before = [], during = [], after = []] = phases(fault('corruption', 300_000, 0));
  // 300 of 1,000, with a standard deviation of 14.5.
  expect(Math.abs(during.filter(({ length }) => length === 0).length - 300)).toBeLessThan(4 * 14.5);
  expect(after).toEqual(before);
});

test('malformed-response: a share of the answers of the target is dropped, and nothing else', () => {
  const malformed = fault('malformed-response', 300_000, 0);
  const [before = [], answers = [], after = []] = phases(malformed, true, ['s1', 'c1']);
  expect(Math.abs(answers.filter(({ length }) => length === 0).length - 300)).toBeLessThan(4 * 14.5);
  expect(after).toEqual(before);
  expect(onlyAnswersOf(malformed)).toBe(true);
});

test('slow-dependency: the answers of the target come late, though its work is done in time', () => {
  const slow = fault('slow-dependency', 1_000_000, 50_000);
  const [before = [], during = [], after = []] = phases(slow, true, ['s1', 'c1']);
  const extra = during.flat().reduce((sum, delay, label) => sum + delay - (before[label]?.[0] ?? 0), 0) / LABELS.length;
  // The standard deviation of the mean of 1,000 draws is 50,000 / 31.6 = 1,580.
  expect(Math.abs(extra - 50_000)).toBeLessThan(4 * 1_580);
  expect(after).toEqual(before);
  expect(onlyAnswersOf(slow)).toBe(true);
});

/** Whether neither requests of or to the target nor the answers that it gets are touched. */
function onlyAnswersOf(what: MessageFault): boolean {
  const untouched: readonly (readonly [isReply: boolean, way: Way])[] = [
    [false, ['c1', 's1']],
    [false, ['s1', 'c1']],
    [true, ['c1', 's1']],
  ];
  return untouched.every(([isReply, way]) => {
    const [before, during] = phases(what, isReply, way);
    return JSON.stringify(before) === JSON.stringify(during);
  });
}

test.each([
  ['duplicate-storm', 9],
  ['retry-storm', 6],
] as const)('%s: about its share of the messages comes %i times', (kind, copies) => {
  const [before = [], during = [], after = []] = phases(fault(kind, 500_000, 20_000));
  const repeated = during.filter(({ length }) => length > 1);
  expect(Math.abs(repeated.length - 500)).toBeLessThan(4 * 16);
  for (const times of repeated) {
    expect(times).toHaveLength(copies);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  }
  expect(after).toEqual(before);
});

test('heavy-tail: a share of the messages takes a hundred times as long', () => {
  const [before = [], during = [], after = []] = phases(fault('heavy-tail', 100_000, 0));
  const stretched = LABELS.filter((label) => during[label]?.[0] === 100 * (before[label]?.[0] ?? 0));
  expect(Math.abs(stretched.length - 100)).toBeLessThan(4 * 9.5);
  expect(during.flat().filter((delay, label) => delay !== before[label]?.[0])).toHaveLength(stretched.length);
  expect(after).toEqual(before);
});

test('bandwidth: each message occupies its link, and those behind it wait', () => {
  const [before = [], during = [], after = []] = phases(fault('bandwidth', 1_000_000, 2_000));
  const waits = during.flat().map((delay, label) => delay - (before[label]?.[0] ?? 0));
  expect(waits).toEqual(LABELS.map((label) => 2_000 * (label + 1)));
  expect(after).toEqual(before);
});

describe('clog', () => {
  test('what is sent while it lasts comes at once when it ends', () => {
    const [early = Infinity, ...burst] = arrivalsOf(fault('clog', 1_000_000, 0), [100, 2_000, 5_000, 8_000]);
    expect(early).toBeLessThan(END_MICROS);
    expect(burst).toHaveLength(3);
    // A message in a region takes 0.5 ms and at most 6.2 or, one in 200, 62 times 0.3 ms.
    for (const micros of burst) expect(micros).toBeGreaterThanOrEqual(END_MICROS + 150);
    expect(Math.min(...burst)).toBeLessThan(END_MICROS + 3_000);
  });

  test('of two clogs of a link the later end lets go', () => {
    const first = fault('clog', 1_000_000, 0);
    const { simulation, isAnswered } = fieldUnder([first, { ...first, id: 5, durationMicros: 300_000 }]);
    simulation.kernel.runUntil(20_000);
    expect(isAnswered('c2', 's1')).toBe(false);
    simulation.kernel.runUntil(400_000);
    expect(isAnswered('c2', 's1')).toBe(true);
  });
});

test('reset: what is on its way is lost, what is sent afterwards arrives', () => {
  const [only = 0, ...others] = arrivalsOf(fault('reset', 1_000_000, 0), [BEGIN_MICROS - 1, BEGIN_MICROS + 1]);
  expect(others).toEqual([]);
  expect(only).toBeGreaterThan(BEGIN_MICROS + 1);
});

test('retry-storm touches nothing but requests of clients to its targets', () => {
  const { simulation } = fieldUnder([fault('retry-storm', 1_000_000, 20_000)]);
  simulation.kernel.runUntil(BEGIN_MICROS);
  const copies = (from: string, to: string): number =>
    simulation.kernel.network.arrivals(simulation.nodeNamed(from), simulation.nodeNamed(to), 1).length;
  expect([copies('c1', 's1'), copies('s2', 's1'), copies('s1', 'c1'), copies('c1', 's2')]).toEqual([6, 1, 1, 1]);
});
