import type { Operation } from '../../history/operation.generated.ts';
import { observedText } from '../case/observed-text.ts';
import { CHAT_STATEMENTS } from './chat-sentence.ts';
import { placeInLog } from './log-sentence.ts';
import { listText, words } from './names.ts';
import { countOf, stampText } from './numbers.ts';
import { levelsText } from './reservation-sentence.ts';
import { found, isFields, shown } from './shapes.ts';

type Fields = Readonly<Record<string, unknown>>;

const SENTENCES: Readonly<Record<string, (value: Fields, about: string) => string | undefined>> = {
  lease: ({ group, ballot, from, until, released }) => {
    const claim = released === true ? 'gives up the lease of group' : 'claims to lead group';
    const span = `from ${stampText(Number(from))} to ${stampText(Number(until))}`;
    return `${claim} ${shown(group)} ${span}, under ballot ${shown(ballot)}`;
  },
  capture: ({ amount, reference, merchant }) =>
    `takes ${shown(amount)} from the card for ${shown(reference)}, for merchant ${shown(merchant)}`,
  'event-applied': ({ type, reference, sequence }) =>
    `applies event ${shown(sequence)} (${shown(type)}) of ${shown(reference)}`,
  'replica-state': ({ keys }, about) => (isFields(keys) ? replicaSentence(keys, about) : undefined),
  'stock-levels': ({ levels }, about) =>
    Array.isArray(levels) ? `states that ${levelsText(levels, about)}` : undefined,
  expired: ({ reservation, units, item }) =>
    `takes back ${countOf(Number(units), 'unit')} of ${shown(item)} from reservation ${shown(reservation)}, whose time is over`,
  'in-sync-replicas': ({ partition, inSync }) =>
    Array.isArray(inSync) ? `counts ${listText(inSync.map(shown))} in sync for ${shown(partition)}` : undefined,
  backlog: ({ queue, pending }) => `has ${countOf(Number(pending), 'event')} waiting in its ${shown(queue)}`,
  ...CHAT_STATEMENTS,
  'replica-log': ({ partitions }, about) => (isFields(partitions) ? logSentence(partitions, about) : undefined),
};

/** What a server recorded, in words that go on from its name; `about` is the checker's sentence, which says what matters of it. */
export function observedSentence(line: Operation, about: string): string {
  const { f, value } = line;
  const told = isFields(value) && Object.hasOwn(SENTENCES, f) ? SENTENCES[f]?.(value, about) : undefined;
  return told ?? `states ${words(f)} ${observedText(line, about)}`;
}

/** Of the keys that the checker names: what is held, and who should hold it. */
function replicaSentence(keys: Fields, about: string): string | undefined {
  const named = Object.entries(keys).filter(([key]) => about.includes(JSON.stringify(key)));
  if (named.length === 0) return undefined;
  return listText(
    named.map(([key, held]) => {
      if (!isFields(held)) return `holds ${found(held)} for ${shown(key)}`;
      const { owners, siblings } = held;
      const who =
        Array.isArray(owners) && about.includes('belongs to')
          ? `, and takes ${listText(owners.map(shown))} for its owners`
          : '';
      return `holds ${heldText(siblings)} for ${shown(key)}${who}`;
    }),
  );
}

/** Several siblings are told apart; a cart is a list itself. */
function heldText(siblings: unknown): string {
  if (!Array.isArray(siblings) || siblings.length === 0) return 'nothing';
  return siblings.map(found).join(' beside ');
}

/** Around the offset that the checker names. */
function logSentence(partitions: Fields, about: string): string | undefined {
  const place = placeInLog(partitions, about);
  if (place === undefined) return undefined;
  const neighbours = `after ${place.before.join(', ') || 'nothing'} and before ${place.after.join(', ') || 'nothing'}`;
  return `holds ${place.record} at ${place.where}, ${neighbours}`;
}
