import { parseEDNString } from 'edn-data';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEdn } from '../../src/history/edn/read-edn.ts';
import { streamText } from '../helpers/text-stream.ts';

const symbol = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const string = fc.string({ unit: 'grapheme', maxLength: 8 });
const blank = fc.constantFrom(' ', ', ', '\n', ' ; note }\n', ' #_ [x "]"] ', '\t');

/** Texts of EDN that this project's reader and the package edn-data both hold for the same value. */
const { form } = fc.letrec<{ form: string; atom: string; collection: string }>((tie) => ({
  form: fc.oneof({ depthSize: 'small' }, tie('atom'), tie('collection')),
  atom: fc.oneof(
    fc.maxSafeInteger().map(String),
    fc.constantFrom('nil', 'true', 'false', '1.5', '-2.25', '\\a'),
    symbol.map((name) => `:${name}`),
    string.map((text) => JSON.stringify(text)),
  ),
  collection: fc.oneof(
    fc.tuple(fc.array(tie('form'), { maxLength: 4 }), blank).map(([items, between]) => `[${items.join(between)}]`),
    fc.tuple(fc.array(tie('form'), { maxLength: 4 }), blank).map(([items, between]) => `(${items.join(between)})`),
    fc
      .tuple(fc.uniqueArray(symbol, { maxLength: 3 }), tie('form'), blank)
      .map(([keys, value, between]) => `{${keys.map((key) => `:${key} ${value}`).join(between)}}`),
  ),
}));

test('reads what edn-data reads, wherever chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(form, { maxLength: 5 }),
      blank,
      fc.integer({ min: 1, max: 60 }),
      async (forms, between, size) => {
        const text = `[${forms.join(between)}]`;
        const expected = parseEDNString(text, {
          mapAs: 'object',
          keywordAs: 'string',
          listAs: 'array',
          charAs: 'string',
        });
        const read: unknown[] = [];
        await readEdn(streamText(text, size), (form) => read.push(form));
        expect(read).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
