import type { KnownScenario } from '../scenario.ts';

/**
 * The controller stands still for longer than its session, is replaced, and goes on as if nothing had happened; later the
 * same with its links: it is cut off and comes back. Without epochs brokers obey both. Who is the controller at each moment
 * is found when the step begins.
 */
export const SPLIT_BRAIN_2013: KnownScenario = {
  format: 'capcheck-scenario/1',
  name: 'split-brain-2013',
  description: 'controllers stand still or are cut off for longer than their sessions, are replaced, and come back',
  source:
    'K. Kingsbury, "Jepsen: Kafka", 2013 (leaders that ZooKeeper has replaced); KIP-500, 2019 (controllers of which ZooKeeper knows no longer)',
  steps: [
    {
      at: '1.5s',
      for: '1.6s',
      fault: 'pause',
      target: 'primaries',
      every: '4s',
      times: 2,
    },
    {
      at: '3.5s',
      for: '1.6s',
      fault: 'partition',
      shape: 'primaries',
      every: '4s',
      times: 2,
    },
  ],
};
