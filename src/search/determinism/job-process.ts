// What a fresh process of the determinism proof runs: a job from standard input, a line of JSON for each of its plans.
import { readFileSync } from 'node:fs';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

const job = JSON.parse(readFileSync(0, 'utf8')) as Job;
await runJob(job, (ran) => process.stdout.write(`${JSON.stringify(ran)}\n`));
