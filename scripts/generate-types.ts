import { writeFile } from 'node:fs/promises';
import { GENERATED, generateTypes } from './schema-types.ts';

for (const entry of GENERATED)
  await writeFile(new URL(`../src/${entry.target}`, import.meta.url), await generateTypes(entry));
