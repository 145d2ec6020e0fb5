import { compileFromFile } from 'json-schema-to-typescript';
import { fileURLToPath } from 'node:url';

const schema = fileURLToPath(new URL('../histories/schema/operation.schema.json', import.meta.url));

/** The TypeScript source of the history's types, generated from its JSON schema. */
export function generateOperationTypes(): Promise<string> {
  return compileFromFile(schema, {
    bannerComment: '// Generated from histories/schema/operation.schema.json by `npm run schema`. Do not edit.',
    style: { printWidth: 120, singleQuote: true, trailingComma: 'all' },
    additionalProperties: true,
  });
}
