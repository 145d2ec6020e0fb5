import { type Findings, judgeColumns } from '../checkers/linearizability/findings.ts';
import type { PartRequest } from './part-request.ts';

/** What a worker thread runs. */
export default function work({ columns, options }: PartRequest): Findings {
  return judgeColumns(columns, options);
}
