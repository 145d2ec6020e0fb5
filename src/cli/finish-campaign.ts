import { CampaignTally } from '../search/campaign/campaign-tally.ts';
import type { ResultsFile } from '../search/campaign/results-file.ts';
import type { Ending } from '../search/campaign/summary.ts';
import { finish } from './finish.ts';
import type { ChosenReporter } from './reporter-options.ts';
import type { Terminal } from './terminal.ts';

/** How a campaign whose results are in a file is told. */
interface CampaignEnd {
  readonly ended: Ending;
  readonly asked: number;
  readonly directory: string;
  readonly reporters: readonly ChosenReporter[];
}

/** Tells a campaign from what its file says, and from nothing else: what isn't in the file was not reported. */
export async function finishCampaign(file: ResultsFile, end: CampaignEnd, terminal: Terminal): Promise<number> {
  const tally = new CampaignTally(file.head);
  for (const outcome of file.outcomes()) tally.add(outcome);
  const code = await finish({ ...end, tally, codeVersion: file.head.codeVersion }, terminal);
  terminal.err(`results: ${file.path}\n`);
  return code;
}
