import { setFlagsFromString } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { runCampaign } from '../../../../src/search/campaign/run-campaign.ts';
import { threadEngine } from '../../../../src/search/engine/threads.ts';
import type { PlanRequest } from '../../../../src/search/plan.ts';
import type { RunOutcome } from '../../../../src/search/run-batch.ts';

vi.mock('node:v8', { spy: true });

const DEADLY = new URL('../../../helpers/campaign/deadly-worker.mjs', import.meta.url);

test('a run that is the death of its thread is broken, and those that waited beside it are done', async () => {
  const requests = Array.from({ length: 12 }, (_, nth): PlanRequest => {
    return { system: 'dynamo', variant: null, seed: nth, preset: 'none', pastContract: null, operations: 10 };
  });
  const engine = threadEngine(2, DEADLY);
  const outcomes: RunOutcome[] = [];
  const { signal } = new AbortController();
  await runCampaign(requests, { engine, signal, onOutcome: (outcome) => outcomes.push(outcome) });
  await engine.close();
  const told = outcomes
    .flatMap((outcome) => ('broken' in outcome ? [outcome.broken] : []))
    .sort((a, b) => a.request.seed - b.request.seed)
    .map(({ message }) => message.replace(/:.*/, ''));
  expect(told).toEqual(requests.map(({ seed }) => (seed === 5 ? 'a worker thread died' : 'done')));
});

test('with threads, helpers collect no garbage: bench/campaign.ts shows what they would cost', async () => {
  const engine = threadEngine(1, DEADLY);
  await engine.close();
  expect(setFlagsFromString).toHaveBeenCalledWith('--no-parallel-scavenge');
});
