import type { CampaignSummary } from '../search/campaign/summary.ts';
import { reportOnConsole } from './console.ts';
import { reportToGithub } from './github.ts';
import { reportAsJson } from './json.ts';
import { reportAsJunit } from './junit.ts';

/** Tells what came of a campaign: the whole text, for standard output or a file. */
export type Reporter = (summary: CampaignSummary) => string;

export type ReporterName = 'console' | 'json' | 'junit' | 'github';

/** Every reporter by its name. */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  console: reportOnConsole,
  json: reportAsJson,
  junit: reportAsJunit,
  github: reportToGithub,
};
