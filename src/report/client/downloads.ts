import { formatEdnHistory } from '../../history/edn/format-edn.ts';
import type { History } from '../../history/history.ts';
import { formatOperation } from '../../history/json/format-json.ts';
import { caseText } from '../export/case-text.ts';
import { chromeTrace } from '../export/chrome-trace.ts';
import { shivizLog } from '../export/shiviz-log.ts';
import { element } from './dom.ts';
import type { PageModel } from './page-model.ts';

interface Download {
  readonly name: string;
  readonly what: string;
  readonly type: string;
  text(model: PageModel): string;
}

const DOWNLOADS: readonly Download[] = [
  {
    name: 'history.jsonl',
    what: 'one operation a line',
    type: 'application/jsonl',
    text: ({ view }) => lines(jsonLines(view.history)),
  },
  {
    name: 'history.edn',
    what: 'for Elle and Knossos',
    type: 'application/edn',
    text: ({ view }) => lines([...formatEdnHistory(view.history)]),
  },
  {
    name: 'case.json',
    what: 'for capcheck replay',
    type: 'application/json',
    text: ({ view }) => caseText(view.failure),
  },
  {
    name: 'messages.shiviz.log',
    what: 'for ShiViz',
    type: 'text/plain',
    text: ({ view, trace }) => shivizLog(view.history, trace),
  },
  {
    name: 'trace.json',
    what: 'for Perfetto or chrome://tracing',
    type: 'application/json',
    text: ({ view, trace }) => chromeTrace(view, trace),
  },
];

/** Buttons that save what the page carries, in formats that other tools read. */
export function startDownloads(host: HTMLElement, model: PageModel): void {
  host.append(
    ...DOWNLOADS.map((download) =>
      element(
        'li',
        {},
        element('button', { attributes: { type: 'button' }, onClick: () => save(download, model) }, download.name),
        element('span', { class: 'quiet' }, ` ${download.what}`),
      ),
    ),
  );
}

function save({ name, type, text }: Download, model: PageModel): void {
  const address = URL.createObjectURL(new Blob([text(model)], { type }));
  const link = element('a', { attributes: { href: address, download: `${baseName()}.${name}` } });
  link.click();
  URL.revokeObjectURL(address);
}

/** Named after the page, so that downloads of several cases can be told apart. */
function baseName(): string {
  return (location.pathname.split('/').at(-1) ?? '').replace(/\.html$/, '') || 'case';
}

function jsonLines({ operations }: History): readonly string[] {
  return operations.map(formatOperation);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
