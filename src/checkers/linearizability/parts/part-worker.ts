import { parentPort } from 'node:worker_threads';
import { judgeColumns } from '../findings.ts';
import type { PartRequest } from './part-request.ts';

// A thread that judges the parts it is handed, one after the other.
parentPort?.on('message', ({ columns, options }: PartRequest) => {
  parentPort?.postMessage(judgeColumns(columns, options));
});
