import { describe, expect, test } from 'vitest';
import { runCampaign } from '../../../src/search/campaign.ts';
import type { PlanRequest } from '../../../src/search/plan.ts';

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

describe('a campaign in the calling thread', () => {
  test('results come in the order of the requests, and progress adds up to them', async () => {
    let finished = 0;
    const campaign = await runCampaign(requests(1, 5), { workers: 1, onProgress: (runs) => (finished += runs.length) });
    expect(campaign.results.map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5]);
    expect(campaign).toMatchObject({ broken: [], isInterrupted: false });
    expect(finished).toBe(5);
  });

  test('when it is interrupted, what is finished is kept', async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    const campaign = await runCampaign(requests(1, 20), { workers: 1, signal: controller.signal, onProgress });
    expect(campaign.isInterrupted).toBe(true);
    expect(campaign.results.length).toBeGreaterThan(0);
    expect(campaign.results.length).toBeLessThan(20);
  });

  test('a run that breaks is told with its request, and the others go on', async () => {
    const [first, ...rest] = requests(1, 3);
    if (first === undefined) throw new Error('no request');
    const campaign = await runCampaign([{ ...first, pastContract: 'nothing' }, ...rest], { workers: 1 });
    expect(campaign.results.map(({ seed }) => seed)).toEqual([2, 3]);
    expect(campaign.broken).toEqual([
      {
        request: { ...first, pastContract: 'nothing' },
        message: expect.stringMatching(/^there is no step past the contract of dynamo "nothing"/),
      },
    ]);
  });
});
