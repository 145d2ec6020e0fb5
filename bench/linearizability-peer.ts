import { FAIL, INVOKE, OK } from '../src/history/operation-type.ts';
import type { Columns } from '../src/history/columns.ts';
import { readCorpusHistories } from './peers/porcupine/corpus-histories.ts';
import { formatHistoryLine } from './peers/porcupine/history-line.ts';
import { runPorcupine, type PeerHistory, type PeerVerdict } from './peers/porcupine/peer.ts';

/** What Porcupine checks: the etcd logs as its own tests read them, or histories of one of the Go program's models. */
export type PeerModel = 'etcd' | 'registers' | 'kv' | 'store';

/** Lets Porcupine check histories, each so many times. */
export function checkByPeer(
  histories: readonly Columns[],
  model: PeerModel,
  rounds: number,
  timeoutSeconds: number,
): readonly PeerVerdict[] {
  const lines = model === 'etcd' ? etcdLogs() : histories.map((columns, i) => linesOf(columns, model, String(i)));
  return runPorcupine(lines, { repeat: rounds, timeoutSeconds });
}

function etcdLogs(): readonly PeerHistory[] {
  const logs = [...readCorpusHistories()].filter(([file]) => file.startsWith('etcd'));
  return logs.map(([id, history]) => ({ id, lines: [formatHistoryLine(id, history), '\n'] }));
}

function linesOf(columns: Columns, model: 'registers' | 'kv' | 'store', id: string): PeerHistory {
  function* lines(): Generator<string> {
    yield `{"id":${JSON.stringify(id)},"model":"${model}","operations":[`;
    let separator = '';
    for (let row = 0; row < columns.length; row++) {
      const completion = columns.pair[row]!;
      const outcome = completion < 0 ? undefined : columns.type[completion]!;
      if (columns.type[row] !== INVOKE || outcome === FAIL) continue;
      const f = columns.fNames[columns.f[row]!]!;
      const argument = columns.values[columns.value[row]!];
      const result = outcome === OK ? columns.values[columns.value[completion]!] : undefined;
      const call = asCall(model, f, argument, result, columns.keys[columns.key[row]!]);
      // Porcupine wants a return of each call: one of unknown outcome has it at the end.
      const ret = outcome === OK ? completion : columns.length + row;
      yield `${separator}${JSON.stringify({ client: columns.process[row], call: row, return: ret, ...call })}`;
      separator = ',';
    }
    yield ']}\n';
  }
  return { id, lines: lines() };
}

function asCall(
  model: 'registers' | 'kv' | 'store',
  f: string,
  argument: unknown,
  result: unknown,
  key: unknown,
): { readonly input: object; readonly output: object } {
  if (model === 'kv') return { input: { kind: f, key, value: argument ?? '' }, output: { value: result ?? '' } };
  if (model === 'store') {
    const [name, value] = argument as [string, string | null];
    const seen = (result as [string, string] | undefined)?.[1] ?? '';
    return { input: { kind: f, key: name, value: value ?? '' }, output: { value: seen } };
  }
  const name = key === undefined ? '' : JSON.stringify(key);
  if (f === 'write') return { input: { kind: f, key: name, value: argument }, output: { kind: 'done' } };
  const output = result === undefined ? { kind: 'unknown' } : { kind: 'value', value: result };
  return { input: { kind: f, key: name }, output };
}
