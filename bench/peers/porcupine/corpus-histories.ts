import { pairEvents } from '../../../vendor/porcupine-ts/src/event-pairing.ts';
import { parseEtcdLog } from '../../../vendor/porcupine-ts/test/corpus/etcd-log.ts';
import { parseKeyValueLog } from '../../../vendor/porcupine-ts/test/corpus/key-value-log.ts';
import { readCorpusFile, readCorpusManifest } from '../../../vendor/porcupine-ts/test/corpus/porcupine-corpus.ts';
import type { ModelHistory } from './history-line.ts';

/** The histories of the corpus by file name, with places in the file as times. */
export function readCorpusHistories(): Map<string, ModelHistory> {
  return new Map(
    readCorpusManifest().map(({ file, format }): [string, ModelHistory] => {
      const text = readCorpusFile(file);
      return format === 'edn'
        ? [file, { model: 'kv', operations: pairEvents(parseKeyValueLog(text)) }]
        : [file, { model: 'cas-register', operations: pairEvents(parseEtcdLog(text)) }];
    }),
  );
}
