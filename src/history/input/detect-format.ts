import { HistoryError } from '../history-error.ts';
import { OPERATION_START } from '../jepsen/read-jepsen.ts';
import { FORMATS, type Format } from './format.ts';

/**
 * Recognises the format of a history from its first bytes. An empty file is an empty history, as JSON lines.
 *
 * @throws HistoryError when it is none that is known
 */
export function detectFormat(head: Uint8Array): Format {
  if (head[0] === 0x1f && head[1] === 0x8b)
    throw new HistoryError('is packed by gzip; give it a name that ends in .gz to have it unpacked');
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new HistoryError('is UTF-16; expected UTF-8');
  const text = new TextDecoder().decode(head).trimStart();
  if (text === '') return 'jsonl';
  if (/^[;(#]/.test(text) && !text.startsWith('#<')) return 'edn';
  if (text.startsWith('{')) return /^\{\s*["}]/.test(text) ? 'jsonl' : 'edn';
  if (text.startsWith('[')) return /^\[\s*(?:\{\s*["}]|\]|$)/.test(text) ? 'json' : 'edn';
  if (OPERATION_START.test(text)) return 'jepsen-text';
  if (/\bjepsen\b/.test(text)) return 'jepsen-log';
  throw new HistoryError(`the format is not recognised; expected one of ${FORMATS.join(', ')}`);
}
