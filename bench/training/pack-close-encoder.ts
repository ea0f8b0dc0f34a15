import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLOSE_ENCODER_VERSION } from '../../functions/score/load-close-encoder.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { closeEncoderFile, tunedTables } from './close-encoder-file.ts';
import { onnxTables } from './onnx-tables.ts';

/**
 * `npx tsx bench/training/pack-close-encoder.ts --from DIR [--tuned FILE]`: builds `rules/model/close-encoder.bin` from all-MiniLM-L6-v2 as
 * onnx-community published it in four bits, the same bytes each time. `rules/model/close-encoder-NOTICE.md` says where to get it.
 */
const MODEL = 'onnx/model_q4.onnx';
const DATA = 'onnx/model_q4.onnx_data';
const VOCABULARY = 'vocab.txt';
const SHA_256: Readonly<Record<string, string>> = {
  [MODEL]: 'e4dcb918111189b7686147e309379832fce83d4ecbf17c395961749b5788c786',
  [DATA]: '56fb7a55115e900196115a74e399beb45c2f41ae00b99525d46fb52935c4ee2a',
  [VOCABULARY]: '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3',
};

function fail(message: string): never {
  console.error(`pack-close-encoder: ${message}`);
  process.exit(2);
}

function read(folder: string, name: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, name));
  } catch {
    return fail(`${join(folder, name)} cannot be read. Name the folder of the model that has ${name} in it.`);
  }
  const found = sha256Hex(bytes);
  if (found === SHA_256[name]) return bytes;
  return fail(
    `${join(folder, name)} has the SHA-256 ${found} and not ${SHA_256[name]}. Get the version that the notice names.`,
  );
}

const { values } = parseArgs({ options: { from: { type: 'string' }, tuned: { type: 'string' } } });
const folder = values.from ?? fail('name the folder that holds the model, as in: --from DIR');
const vocabulary = read(folder, VOCABULARY).toString('utf8').trimEnd().split('\n');
const published = onnxTables(read(folder, MODEL), read(folder, DATA));
const tuned = values.tuned === undefined ? undefined : tunedTables(readFileSync(values.tuned));
const { file, version } = closeEncoderFile(vocabulary, published, tuned);
const out = join(import.meta.dirname, '..', '..', 'rules', 'model', 'close-encoder.bin');
writeFileSync(out, file);
console.log(`${version}: ${file.length} bytes in ${out}`);
if (version !== CLOSE_ENCODER_VERSION) {
  console.log(
    `functions/score/load-close-encoder.ts still names ${CLOSE_ENCODER_VERSION}: change it, and train again.`,
  );
}
