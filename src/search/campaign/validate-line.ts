import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import type { ResultsHead, ResultsLine } from './results-line.ts';

let compiled: ValidateFunction<ResultsLine> | undefined;

/** Parses a line and holds it against the schema (histories/schema/campaign.schema.json); a sentence when it is wrong. */
export function parseResultsLine(text: string): ResultsLine | { readonly problem: string } {
  compiled ??= compileSchema();
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: 'this is no JSON' };
  }
  if (compiled(content)) return content;
  const [error] = compiled.errors ?? [];
  const field = (error?.instancePath ?? '').split('/').slice(1).join('.');
  return { problem: `${field === '' ? '' : `field "${field}" `}${error?.message ?? 'breaks the schema'}` };
}

/** Whether a line is the first of a results file. */
export function isHead(line: ResultsLine | { readonly problem: string }): line is ResultsHead {
  return 'kind' in line && line.kind === 'campaign';
}

function compileSchema(): ValidateFunction<ResultsLine> {
  const schema = new URL('../../../histories/schema/campaign.schema.json', import.meta.url);
  const ajv = new Ajv({ discriminator: true, strictRequired: false, allowUnionTypes: true });
  return ajv.compile<ResultsLine>(JSON.parse(readFileSync(schema, 'utf8')) as object);
}
