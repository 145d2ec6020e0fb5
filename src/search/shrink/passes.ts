import { fixFaults, mergeFaults } from './concrete-faults.ts';
import { dropFaultPairs, dropFaults, shortenFaults, weakenFaults } from './faults.ts';
import { dropIdleClients, dropServers } from './nodes.ts';
import { dropByLook, dropClients, dropOperations } from './operations.ts';
import type { Pass } from './step.ts';
import { narrowTime, roundTimes, steadyLatency } from './time.ts';
import { dropStrategy } from './strategy.ts';
import { dropSteps, numberValues } from './values.ts';

/** All ways of making a plan smaller, the most rewarding ones first. They are gone through until none finds anything. */
export const PASSES: readonly Pass[] = [
  dropStrategy,
  dropByLook,
  dropFaults,
  dropClients,
  dropOperations,
  fixFaults,
  mergeFaults,
  dropFaultPairs,
  steadyLatency,
  dropIdleClients,
  dropServers,
  dropSteps,
  weakenFaults,
  shortenFaults,
  narrowTime,
  numberValues,
  roundTimes,
];
