import { describe, expect, test } from 'vitest';
import { checkEvents, checkEventsVerbose } from '../src/index.ts';
import { isLegalPrefix } from './brute-force.ts';
import { parseEtcdLog } from './corpus/etcd-log.ts';
import { parseKeyValueLog } from './corpus/key-value-log.ts';
import { hasCorpus, readCorpusFile, readCorpusManifest } from './corpus/porcupine-corpus.ts';
import { casRegister } from './models/cas-register.ts';
import { keyValue, wholeKeyValue } from './models/key-value.ts';

const reason = hasCorpus ? '' : ' (skipped: no corpora/porcupine in $CAPCHECK_CORPORA)';
const manifest = hasCorpus ? readCorpusManifest() : [];
const etcdLogs = manifest.filter(({ format }) => format === 'jepsen-log');
const keyValueLogs = manifest.filter(({ format }) => format === 'edn');

describe.skipIf(!hasCorpus)(`histories with known verdicts${reason}`, () => {
  test('all of them are there', () => {
    expect([etcdLogs.length, keyValueLogs.length]).toEqual([52, 6]);
  });

  test.each(etcdLogs)('$file', ({ file, linearizable }) => {
    const events = parseEtcdLog(readCorpusFile(file));
    expect(checkEvents(casRegister, events)).toBe(linearizable);
    const { result, info } = checkEventsVerbose(casRegister, events);
    expect(result).toBe(linearizable ? 'Ok' : 'Illegal');
    const [longest] = info.partialLinearizations[0]!;
    expect(isLegalPrefix(casRegister, info.partitions[0]!, longest!)).toBe(true);
    expect(longest!.length === info.partitions[0]!.length).toBe(linearizable);
  });

  test.each(keyValueLogs)('$file, split by key', ({ file, linearizable }) => {
    expect(checkEvents(keyValue, parseKeyValueLog(readCorpusFile(file)))).toBe(linearizable);
  });

  test.each(keyValueLogs.filter(({ file }) => file.startsWith('c01')))('$file, whole', ({ file, linearizable }) => {
    expect(checkEvents(wholeKeyValue, parseKeyValueLog(readCorpusFile(file)))).toBe(linearizable);
  });
});
