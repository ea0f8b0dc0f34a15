import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCloseWeights } from '../../functions/score/model/close-weights.ts';
import { createWordPieces } from '../../functions/score/model/word-pieces.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { readCorpus, readCorpusRows, readTrainingSets } from './labelled-text.ts';
import { passagesToLearn } from './second-reader.ts';

/**
 * `npx tsx bench/training/pieces-to-tune.ts --data DIR --out FILE [--new NAME,… --again 4]`: what `tune-close-encoder.py` learns from, a passage a line, as the places of its
 * pieces in the vocabulary: of our own corpus what is neither held out nor kept for calibration, and of the other sets what is harmless.
 * To tune on what is tuned already, `--new` names the files of the corpus that it has not learned from: of all else only one pair in `--again` is taken.
 */
const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    new: { type: 'string' },
    again: { type: 'string', default: '1' },
  },
});
if (values.data === undefined || values.out === undefined) {
  console.error(
    'pieces-to-tune: name the folder of labelled sets and the file to write, as in: --data DIR --out FILE.',
  );
  process.exit(2);
}

const again = Number(values.again);
if (!Number.isInteger(again) || again < 1) {
  console.error(
    `pieces-to-tune: --again is "${values.again}" and must be a whole number from 1: one pair in so many is taken.`,
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
const learnedWhole = values.new?.split(',');
const isTaken = (file: string, pair: string): boolean =>
  learnedWhole === undefined ||
  learnedWhole.includes(file) ||
  Number.parseInt(sha256Hex(`again${pair}`).slice(0, 6), 16) % again === 0;
const lines = passagesToLearn(rows)
  .map((passage, index) => ({
    ...passage,
    pair: pairs.get(rows[passage.of]?.id ?? '') ?? `${passage.source}/${index}`,
  }))
  .filter(({ concern, calibrating, file, pair }) => concern !== undefined && !calibrating && isTaken(file, pair))
  .map(({ of, pair, concern, text }) => ({ text: of, pair, concern, pieces: piecesOf(text) }));
writeFileSync(values.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`${lines.length} passages in ${values.out}`);
