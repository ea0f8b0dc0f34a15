import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInUse } from '../services/dynamodb.ts';

// Clears the state of the embedded AWS: what was taken in, the cases, the outbox. What lies in inbox/ stays.
const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const stateFolder = join(root, '.undertone');
if (await isInUse(stateFolder)) {
  console.error('Undertone runs on .undertone/. Stop it first (Ctrl-C where it runs), then reset.');
  process.exitCode = 1;
} else {
  await rm(stateFolder, { recursive: true, force: true });
  console.log('Cleared .undertone/.');
}
