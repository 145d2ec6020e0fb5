import { compileFromFile } from 'json-schema-to-typescript';
import { fileURLToPath } from 'node:url';

/** Schemas of which the types are generated, and whether objects may have fields beside those that are named. */
export const GENERATED = [
  { schema: 'operation', target: 'history/operation.generated.ts', isOpen: true },
  { schema: 'scenario', target: 'nemesis/scenario.generated.ts', isOpen: false },
] as const;

/** The TypeScript source of types, generated from their JSON schema. */
export function generateTypes({ schema, isOpen }: (typeof GENERATED)[number]): Promise<string> {
  const name = `${schema}.schema.json`;
  return compileFromFile(fileURLToPath(new URL(`../histories/schema/${name}`, import.meta.url)), {
    bannerComment: `// Generated from histories/schema/${name} by \`npm run schema\`. Do not edit.`,
    style: { printWidth: 120, singleQuote: true, trailingComma: 'all' },
    additionalProperties: isOpen,
  });
}
