import type { Outcome } from '../../history/history.ts';

/** Outcomes in words, with the sign that stands beside their colour. */
export const OUTCOME_TEXT: Readonly<Record<Outcome, { readonly sign: string; readonly word: string }>> = {
  ok: { sign: '●', word: 'ok' },
  fail: { sign: '×', word: 'fail' },
  info: { sign: '?', word: 'info' },
};
