import { COLOURS } from './colours.ts';
import { PAGE } from './page.ts';
import { HEAT, PLOTS } from './plots.ts';
import { TABLES } from './tables.ts';
import { TIMELINE } from './timeline.ts';

/** The one stylesheet of every page. */
export const STYLESHEET: string = COLOURS + PAGE + TABLES + TIMELINE + PLOTS + HEAT;
