import { writeFile } from 'node:fs/promises';
import { generateOperationTypes } from './operation-types.ts';

const target = new URL('../src/history/operation.generated.ts', import.meta.url);
await writeFile(target, await generateOperationTypes());
