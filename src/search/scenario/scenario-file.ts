import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { show } from '../../history/history-error.ts';
import { systemNamed, variantNamed } from '../../models/registry.ts';
import type { Scenario } from '../../nemesis/scenario.generated.ts';
import { StepError } from '../../nemesis/step-error.ts';
import { UnknownNameError } from '../../unknown-name-error.ts';
import { brokenJsonLine, linesOfJson } from './json-lines.ts';
import { ScenarioError } from './scenario-error.ts';

let compiled: ValidateFunction<Scenario> | undefined;

/** A scenario as somebody wrote it down (histories/schema/scenario.schema.json), with where in its file each field is. */
export class ScenarioFile {
  readonly scenario: Scenario;
  readonly #path: string;
  readonly #lines: ReadonlyMap<string, number>;

  private constructor(path: string, lines: ReadonlyMap<string, number>, scenario: Scenario) {
    this.#path = path;
    this.#lines = lines;
    this.scenario = scenario;
  }

  /**
   * Reads a scenario.
   *
   * @throws ScenarioError for the first thing that is wrong; whatever reading a file throws.
   */
  static read(path: string): ScenarioFile {
    const text = readFileSync(path, 'utf8');
    const content = parse(path, text);
    const lines = linesOfJson(text);
    compiled ??= compileSchema();
    if (!compiled(content)) {
      const { pointer, problem } = explain(content, compiled.errors ?? []);
      throw new ScenarioError(path, lineOf(lines, pointer), fieldOf(pointer), problem);
    }
    const file = new ScenarioFile(path, lines, content);
    file.#checkNames();
    return file;
  }

  /** Says of an error that came up while a plan was drawn where in the file its reason is; any other stays as it is. */
  locate(error: unknown): unknown {
    if (error instanceof StepError) return this.#errorAt(`/steps/${error.step}/${error.field}`, error.problem);
    const isAboutSetting =
      error instanceof TypeError || (error instanceof UnknownNameError && error.what.startsWith('setting of'));
    return isAboutSetting ? this.#errorAt('/workload/settings', error.message) : error;
  }

  #checkNames(): void {
    const { system, variant } = this.scenario;
    if (variant !== undefined && system === undefined)
      throw this.#errorAt('/variant', 'a variant needs the system that has it, in the field "system".');
    try {
      if (system !== undefined) systemNamed(system);
    } catch (error) {
      throw error instanceof UnknownNameError ? this.#errorAt('/system', error.message) : error;
    }
    try {
      if (system !== undefined && variant !== undefined) variantNamed(systemNamed(system), variant);
    } catch (error) {
      throw error instanceof UnknownNameError ? this.#errorAt('/variant', error.message) : error;
    }
  }

  #errorAt(pointer: string, problem: string): ScenarioError {
    return new ScenarioError(this.#path, lineOf(this.#lines, pointer), fieldOf(pointer), problem);
  }
}

function parse(path: string, text: string): unknown {
  const line = brokenJsonLine(text);
  if (line === undefined) return JSON.parse(text);
  throw new ScenarioError(
    path,
    line,
    undefined,
    `this is no JSON: ${show((text.split('\n')[line - 1] ?? '').trim())}.`,
  );
}

function compileSchema(): ValidateFunction<Scenario> {
  const schema = new URL('../../../histories/schema/scenario.schema.json', import.meta.url);
  const ajv = new Ajv({ strictRequired: false, allowUnionTypes: true, verbose: true });
  return ajv.compile<Scenario>(JSON.parse(readFileSync(schema, 'utf8')) as object);
}

/** Which field breaks the schema, and why, in a sentence. */
function explain(content: unknown, errors: readonly ErrorObject[]): { pointer: string; problem: string } {
  const inTarget = errors.find(({ keyword }) => keyword === 'anyOf');
  if (inTarget !== undefined) return { pointer: inTarget.instancePath, problem: explainTarget(inTarget.data) };
  const [error] = errors;
  const {
    instancePath: pointer = '',
    keyword,
    data,
    parentSchema,
    params = {},
    message = 'breaks the schema',
  } = error ?? {};
  const name = pointer.split('/').at(-1) ?? '';
  if (keyword === 'additionalProperties') {
    const { additionalProperty }: { additionalProperty?: string } = params;
    const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
    const given = additionalProperty ?? '';
    return { pointer: `${pointer}/${given}`, problem: new UnknownNameError('field', given, known).message };
  }
  if (keyword === 'enum' && typeof data === 'string')
    return {
      pointer,
      problem: new UnknownNameError(name, data, (params as { allowedValues: string[] }).allowedValues).message,
    };
  if (keyword === 'required') return { pointer, problem: `${message}.` };
  if (keyword === 'const')
    return {
      pointer,
      problem: `this is ${show(data)}, not ${show((params as { allowedValue: unknown }).allowedValue)}.`,
    };
  if (keyword === 'pattern' && name !== 'name')
    return { pointer, problem: `${show(data)} is no duration; give a number and us, ms, s or min, as in "1.5s".` };
  return { pointer, problem: `this is ${show(content === undefined ? content : data)}, but ${message}.` };
}

const SCOPES = ['node', 'minority', 'minority-third', 'majority', 'all', 'primaries', 'rack', 'zone', 'region'];

function explainTarget(given: unknown): string {
  if (typeof given === 'string') return new UnknownNameError('target', given, SCOPES).message;
  return `this is ${show(given)}; give one of ${SCOPES.join(', ')}, or { "servers": ["n1"] }, { "rack": … }, { "zone": … } or { "region": … }.`;
}

function fieldOf(pointer: string): string {
  return pointer.split('/').slice(1).join('.');
}

/** The line of a value, or of the nearest one around it. */
function lineOf(lines: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at);
    if (line !== undefined || at === '') return line;
  }
}
