import type { Event } from '../../src/index.ts';
import type { KeyValueInput, KeyValueOutput } from '../models/key-value.ts';
import { EventRecorder } from './event-recorder.ts';

const linePattern =
  /^\{:process (\d+), :type :(invoke|ok), :f :(get|put|append), :key "([^"]*)", :value (?:nil|"([^"]*)")\}$/;

/** Reads Porcupine's histories of a key-value store, one EDN map a line. */
export function parseKeyValueLog(text: string): Event<KeyValueInput, KeyValueOutput>[] {
  const recorder = new EventRecorder<KeyValueInput, KeyValueOutput>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = linePattern.exec(line);
    if (match === null) throw new Error(`no line of a key-value history: ${line}`);
    const [, process, type, kind, key = '', value = ''] = match;
    if (type === 'invoke') recorder.call(Number(process), { kind: kind as KeyValueInput['kind'], key, value });
    else recorder.return(Number(process), kind === 'get' ? value : '');
  }
  recorder.returnAll('');
  return recorder.events;
}
