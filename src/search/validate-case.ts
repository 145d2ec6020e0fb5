import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { show } from '../history/history-error.ts';
import { systemNamed, variantNamed } from '../models/registry.ts';
import { presetNamed } from '../nemesis/preset.ts';
import type { CaseFile } from './case-file.ts';
import { CaseError } from './case-error.ts';
import type { Plan } from './plan.ts';

let compiled: ValidateFunction<CaseFile> | undefined;

/**
 * Holds what was read from a case file against the schema (histories/schema/case.schema.json) and against itself.
 *
 * @throws CaseError for the first field that is wrong, UnknownNameError for a system, variant or preset that isn't there.
 */
export function validateCase(path: string, content: unknown): CaseFile {
  compiled ??= compileSchema();
  if (!compiled(content)) throw new CaseError(path, describe(content, compiled.errors?.[0]));
  const { plan } = content;
  const system = systemNamed(plan.system);
  if (plan.variant !== null) variantNamed(system, plan.variant);
  presetNamed(plan.preset);
  checkReferences(path, plan);
  return content;
}

function compileSchema(): ValidateFunction<CaseFile> {
  const schema = new URL('../../histories/schema/case.schema.json', import.meta.url);
  const ajv = new Ajv({ discriminator: true, strictRequired: false, allowUnionTypes: true });
  const scenario = new URL('../../histories/schema/scenario.schema.json', import.meta.url);
  ajv.addSchema(JSON.parse(readFileSync(scenario, 'utf8')) as object);
  return ajv.compile<CaseFile>(JSON.parse(readFileSync(schema, 'utf8')) as object);
}

/** One sentence on what breaks the schema: the field as a path, what is there, what is allowed. */
function describe(content: unknown, error: ErrorObject | undefined): string {
  const format: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'format') : undefined;
  if (format !== 'capcheck-case/1')
    return `this is no case file: its format is ${show(format)}, not "capcheck-case/1".`;
  const pointer = (error?.instancePath ?? '').split('/').slice(1);
  const field = pointer.length === 0 ? '' : `field "${pointer.join('.')}" `;
  const value = pointer.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], content);
  const found =
    error?.keyword === 'required' || error?.keyword === 'additionalProperties' ? '' : `is ${show(value)}, but `;
  const { additionalProperty }: { additionalProperty?: string } = error?.params ?? {};
  const extra = additionalProperty === undefined ? '' : ` ("${additionalProperty}")`;
  return `${field}${found}${error?.message ?? 'breaks the schema'}${extra}.`;
}

/** Names in a plan stand for machines that it has. */
function checkReferences(path: string, { topology, faults, core = [], priorities }: Plan): void {
  const servers = topology.servers.map(({ name }) => name);
  const expect = (what: string, name: string, known: readonly string[]): void => {
    if (!known.includes(name))
      throw new CaseError(path, `${what} names "${name}", which is not in the plan; there are ${known.join(', ')}.`);
  };
  for (const { name, home } of topology.clients) expect(`the home of ${name}`, home, servers);
  for (const name of core) expect('the core', name, servers);
  const nodes = [...servers, ...topology.clients.map(({ name }) => name)];
  for (const { from, to } of priorities?.changes ?? [])
    for (const name of [from, to]) expect('a change of priorities', name, nodes);
  for (const fault of faults) {
    const named = fault.kind === 'partition' ? Object.entries(fault.deaf).flat(2) : fault.targets;
    for (const name of named === 'primaries' ? [] : named) expect(`fault ${fault.id}`, name, servers);
  }
}
