import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CLOSE_ENCODER_VERSION } from '../../functions/score/load-close-encoder.ts';
import { ENCODER_VERSION } from '../../functions/score/load-encoder.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { embedPassages } from './embed-passages.ts';
import { fitSecondReader } from './fit-second-reader.ts';
import { GROUPS, readCorpus, readTrainingSets } from './labelled-text.ts';
import { DEFAULT_TRAINING, train } from './logistic.ts';
import { SECOND_READER_OPTIONS } from './second-reader.ts';
import { EMBEDDINGS_VERSION } from './sentence-embeddings.ts';

/** `npm run train -- --data DIR [--leave-out SOURCE,…] [--out FILE]`: builds the model's weights, the same bytes from the same rows. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, 'leave-out': { type: 'string', default: '' } },
});
if (values.data === undefined || !existsSync(values.data)) {
  console.error(
    'train: name the folder that holds the labelled sets, as in: npm run train -- --data DIR. The model card says where to get them.',
  );
  process.exit(2);
}

const leaveOut = new Set(values['leave-out'].split(',').filter((name) => name !== ''));
const sets = await readTrainingSets(values.data, leaveOut, (file) =>
  console.error(`train: ${file} is not in the folder and is left out`),
);
const corpus = leaveOut.has('corpus') ? [] : await readCorpus(join(root, 'rules', 'model', 'corpus'));
const rows = [...sets, ...corpus];
const content = sha256Hex(JSON.stringify([DEFAULT_TRAINING, EMBEDDINGS_VERSION, rows])).slice(0, 12);
const folder = join(root, '.build', 'embeddings');
const { passages, meanings, rowMeanings } = await embedPassages(rows, folder);
const weights = train(rows, `model@${content}`, DEFAULT_TRAINING, rowMeanings);
const out = values.out ?? join(root, 'rules', 'model', 'weights.bin');
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, weights);
for (const group of GROUPS) {
  const known = rows.filter((row) => row.labels[group] !== undefined);
  console.log(`${group}: ${known.filter((row) => row.labels[group] === 1).length} of ${known.length} texts`);
}
console.log(`model@${content}: ${weights.length} bytes in ${out}`);

const learned = passages.map(({ text, labels }) => [text, labels]);
const named = sha256Hex(JSON.stringify([SECOND_READER_OPTIONS, ENCODER_VERSION, CLOSE_ENCODER_VERSION, learned])).slice(
  0,
  12,
);
const reader = `second-reader@${named}`;
const secondReader = await fitSecondReader(passages, meanings, reader, folder);
const secondOut = join(dirname(out), values.out === undefined ? 'second-reader.bin' : 'second-reader.out.bin');
writeFileSync(secondOut, secondReader);
console.log(`${reader}: ${passages.length} passages, ${secondReader.length} bytes in ${secondOut}`);
