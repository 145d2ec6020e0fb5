import type { Event } from '../../src/index.ts';
import type { CasInput, CasOutput } from '../models/cas-register.ts';
import { EventRecorder } from './event-recorder.ts';

const linePattern = /^INFO\s+jepsen\.util\s+-\s+(\d+)\s+:(invoke|ok|fail|info)\s+:(read|write|cas)\s+(.+)$/;

/** Reads a console log of Jepsen's etcd test: a CAS register. An operation that timed out stays open to the end. */
export function parseEtcdLog(text: string): Event<CasInput, CasOutput>[] {
  const recorder = new EventRecorder<CasInput, CasOutput>();
  for (const line of text.split('\n')) {
    const match = linePattern.exec(line.trim());
    if (match === null) {
      if (line.trim() !== '') throw new Error(`no line of a Jepsen log: ${line}`);
      continue;
    }
    const [, processText, type, kind, value] = match as unknown as [string, string, string, CasInput['kind'], string];
    const process = Number(processText);
    if (type === 'invoke') recorder.call(process, parseInput(kind, value));
    else if (type === 'ok' && kind === 'read') recorder.return(process, { kind: 'value', value: parseValue(value) });
    else if (type === 'ok' && kind === 'write') recorder.return(process, { kind: 'done' });
    else if (kind === 'cas' && type !== 'info') recorder.return(process, { kind: 'swapped', swapped: type === 'ok' });
    // A read that failed told nobody anything, so it may end here.
    else if (kind === 'read' && type === 'fail') recorder.return(process, { kind: 'unknown' });
  }
  recorder.returnAll({ kind: 'unknown' });
  return recorder.events;
}

function parseInput(kind: CasInput['kind'], value: string): CasInput {
  if (kind === 'read') return { kind };
  const [first, second] = (value.match(/\d+/g) ?? []).map(Number);
  return kind === 'write' ? { kind, value: first! } : { kind, from: first!, to: second! };
}

function parseValue(value: string): number | null {
  return value === 'nil' ? null : Number(value);
}
