import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCloseWeights } from '../../functions/score/model/close-weights.ts';
import { createWordPieces } from '../../functions/score/model/word-pieces.ts';
import { isForCalibration, isHeldOut, readCorpusRows, readTrainingSets } from './labelled-text.ts';
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
const corpus = (await readCorpusRows(join(root, 'rules', 'model', 'corpus'))).filter(
  (row) => !isHeldOut(row) && !isForCalibration(row.text),
);
const sets = await readTrainingSets(values.data, new Set(), (name) =>
  console.error(`pieces-to-tune: ${name} is not in the folder and is left out`),
);
const rows = [
  ...corpus.map(({ text, groups, pair }) => ({
    ...{ id: pair, source: 'corpus', text, pair },
    labels: { violence: groups.length > 0 ? 1 : 0 } as const,
  })),
  ...sets,
];
const passages = passagesToLearn(rows).filter(
  ({ source, concern, calibrating }) => source === 'corpus' || (concern === 0 && !calibrating),
);
const lines = passages.map(({ of, source, concern, text }, index) => ({
  text: of,
  pair: source === 'corpus' ? corpus[of]?.pair : `${source}/${index}`,
  concern,
  pieces: piecesOf(text),
}));
writeFileSync(values.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`${lines.length} passages in ${values.out}`);
