import type { FailureCase } from '../../../src/report/failure-case.ts';
import { HistoryBuilder } from './history-builder.ts';
import { caseOf } from './sample-cases.ts';
import { sampleResult } from './sample-results.ts';

const UNKNOWN_EVERY = 25;

/** A history that does not say which clients there were, in which a process retires with each unknown outcome, as Jepsen's do. */
export function foreignCase(clients: number, operationsEach: number): FailureCase {
  const builder = new HistoryBuilder();
  for (let client = 0; client < clients; client++) {
    let process = client;
    for (let nth = 0; nth < operationsEach; nth++) {
      const type = nth % UNKNOWN_EVERY === UNKNOWN_EVERY - 1 ? 'info' : nth % 9 === 8 ? 'fail' : 'ok';
      builder.operation(nth * 10 + client / clients, 8, process, 'write', [`key-${client}`, nth], type);
      if (type === 'info') process += clients;
    }
  }
  const anomaly = { kind: 'other', message: 'the first write came to nothing', operations: [0] };
  return caseOf(sampleResult(), builder.build(), 'linearizable-registers', [anomaly], 'foreign.case.json');
}
