import { COLOURS } from './colours.ts';
import { PAGE } from './page.ts';
import { TABLES } from './tables.ts';
import { TIMELINE } from './timeline.ts';

/** The one stylesheet of every page. */
export const STYLESHEET: string = COLOURS + PAGE + TABLES + TIMELINE;
