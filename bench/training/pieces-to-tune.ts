import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCloseWeights } from '../../functions/score/model/close-weights.ts';
import { createWordPieces } from '../../functions/score/model/word-pieces.ts';
import { readCorpus, readCorpusRows, readTrainingSets } from './labelled-text.ts';
import { passagesToLearn } from './second-reader.ts';

/**
 * `npx tsx bench/training/pieces-to-tune.ts --data DIR --out FILE`: what `tune-close-encoder.py` learns from, a passage a line, as the places of its
 * pieces in the vocabulary: of our own corpus what is neither held out nor kept for calibration, and of the other sets what is harmless.
 */
const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined || values.out === undefined) {
  console.error(
    'pieces-to-tune: name the folder of labelled sets and the file to write, as in: --data DIR --out FILE.',
  );
  process.exit(2);
}

const file = readFileSync(join(root, 'rules', 'model', 'close-encoder.bin'));
const piecesOf = createWordPieces(readCloseWeights(file).vocabulary());
const folder = join(root, 'rules', 'model', 'corpus');
const sets = await readTrainingSets(values.data, new Set(), (name) =>
  console.error(`pieces-to-tune: ${name} is not in the folder and is left out`),
);
const rows = [...(await readCorpus(folder)), ...sets];
const pairs = new Map((await readCorpusRows(folder)).map(({ id, pair }) => [`corpus/${id}`, pair]));
const lines = passagesToLearn(rows)
  .filter(({ concern, calibrating }) => concern !== undefined && !calibrating)
  .map(({ of, source, concern, text }, index) => ({
    text: of,
    pair: pairs.get(rows[of]?.id ?? '') ?? `${source}/${index}`,
    concern,
    pieces: piecesOf(text),
  }));
writeFileSync(values.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`${lines.length} passages in ${values.out}`);
