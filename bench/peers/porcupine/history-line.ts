import type { Operation } from '../../../vendor/porcupine-ts/src/index.ts';
import type { CasInput, CasOutput } from '../../../vendor/porcupine-ts/test/models/cas-register.ts';
import type { KeyValueInput } from '../../../vendor/porcupine-ts/test/models/key-value.ts';
import type { RegisterInput } from '../../../vendor/porcupine-ts/test/models/register.ts';

/** A history of one of the three models that both sides know. */
export type ModelHistory =
  | { readonly model: 'register'; readonly operations: readonly Operation<RegisterInput, number>[] }
  | { readonly model: 'cas-register'; readonly operations: readonly Operation<CasInput, CasOutput>[] }
  | { readonly model: 'kv'; readonly operations: readonly Operation<KeyValueInput, string>[] };

/** The history as the Go program reads it: one line of JSON. Its times are integers, in no unit. */
export function formatHistoryLine(id: string, history: ModelHistory): string {
  const operations = history.operations.map((operation) => ({
    client: operation.clientId ?? 0,
    call: operation.call,
    return: operation.return,
    input: operation.input,
    output: typeof operation.output === 'object' ? operation.output : { kind: 'value', value: operation.output },
  }));
  return JSON.stringify({ id, model: history.model, operations });
}
