import { expect, test } from 'vitest';
import { runCampaign } from '../../../../src/search/campaign/run-campaign.ts';
import { type Engine, LostBatchError } from '../../../../src/search/engine/engine.ts';
import { inPlaceEngine } from '../../../../src/search/engine/in-place.ts';
import type { PlanRequest } from '../../../../src/search/plan.ts';
import type { RunOutcome } from '../../../../src/search/run-batch.ts';
import { outcome, sampleSeedResult } from '../../../helpers/campaign/sample-outcomes.ts';
import { rejectionOf } from '../../../helpers/error-of.ts';

const NEVER = new AbortController().signal;

function requests(first: number, last: number): readonly PlanRequest[] {
  return Array.from({ length: last - first + 1 }, (_, nth) => ({
    system: 'dynamo',
    variant: null,
    seed: first + nth,
    preset: 'split-brain',
    pastContract: null,
    operations: 20,
  }));
}

/** An engine whose batches end when `perform` says so. */
function engineOf(perform: Engine['perform'], width = 2, batchRuns = 3): Engine {
  return { width, batchRuns, perform, close: () => Promise.resolve() };
}

function seedsOf(outcomes: readonly RunOutcome[]): readonly number[] {
  return outcomes.map((one) => ('result' in one ? one.result.seed : one.broken.request.seed)).sort((a, b) => a - b);
}

const pass: Engine['perform'] = (batch) => Promise.resolve(batch.map((one) => outcome(sampleSeedResult(one))));

test('in the calling thread: every run has an outcome; one that breaks is told with its request, and the others go on', async () => {
  const [first, ...rest] = requests(1, 3);
  if (first === undefined) throw new Error('no request');
  const bad = { ...first, pastContract: 'nothing' };
  const outcomes: RunOutcome[] = [];
  const onOutcome = (one: RunOutcome): number => outcomes.push(one);
  await runCampaign([bad, ...rest], { engine: inPlaceEngine(), signal: NEVER, onOutcome });
  expect(seedsOf(outcomes)).toEqual([1, 2, 3]);
  expect(outcomes.filter((one) => 'broken' in one)).toEqual([
    {
      broken: {
        request: bad,
        message: expect.stringMatching(/^there is no step past the contract of dynamo "nothing"/),
      },
    },
  ]);
});

test('an engine is kept busy with as many batches as it is wide, each of its size, each run once', async () => {
  let busy = 0;
  let busiest = 0;
  const sizes: number[] = [];
  const outcomes: RunOutcome[] = [];
  const engine = engineOf(async (batch, signal) => {
    busiest = Math.max(busiest, ++busy);
    sizes.push(batch.length);
    await new Promise(setImmediate);
    busy--;
    return pass(batch, signal);
  });
  await runCampaign(requests(1, 10), { engine, signal: NEVER, onOutcome: (one) => outcomes.push(one) });
  expect(busiest).toBe(2);
  expect(sizes).toEqual([3, 3, 3, 1]);
  expect(seedsOf(outcomes)).toEqual(requests(1, 10).map(({ seed }) => seed));
});

test('when it is ended, what is under way is finished and nothing is begun', async () => {
  const controller = new AbortController();
  const outcomes: RunOutcome[] = [];
  const onOutcome = (one: RunOutcome): void => {
    outcomes.push(one);
    controller.abort();
  };
  await runCampaign(requests(1, 100), { engine: engineOf(pass), signal: controller.signal, onOutcome });
  expect(seedsOf(outcomes)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a batch that kills whoever works on it is tried run by run; the run that does it is broken, the others are not', async () => {
  const outcomes: RunOutcome[] = [];
  const engine = engineOf((batch, signal) => {
    if (batch.some(({ seed }) => seed === 5)) return Promise.reject(new LostBatchError('out of memory'));
    return pass(batch, signal);
  });
  await runCampaign(requests(1, 9), { engine, signal: NEVER, onOutcome: (one) => outcomes.push(one) });
  expect(seedsOf(outcomes)).toEqual(requests(1, 9).map(({ seed }) => seed));
  expect(outcomes.filter((one) => 'broken' in one)).toEqual([
    { broken: { request: requests(5, 5)[0], message: 'out of memory' } },
  ]);
});

test('an engine that fails ends the campaign with its error, once what is under way is over', async () => {
  let performed = 0;
  const engine = engineOf((batch, signal) => {
    if (++performed === 3) return Promise.reject(new Error('the connection is gone'));
    return pass(batch, signal);
  });
  const campaign = runCampaign(requests(1, 100), { engine, signal: NEVER, onOutcome: () => undefined });
  expect(await rejectionOf(campaign)).toBe('Error: the connection is gone');
  expect(performed).toBeLessThanOrEqual(4);
});
