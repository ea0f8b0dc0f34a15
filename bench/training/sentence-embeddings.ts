import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSE_ENCODER_VERSION } from '../../functions/score/load-close-encoder.ts';
import { ENCODER_VERSION } from '../../functions/score/load-encoder.ts';
import { loadEncoders } from '../../functions/score/load-encoders.ts';
import { MEANING_SIZE } from '../../functions/score/model/sentence-encoder.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';

/** Changes with the package or with how texts are cut: part of the name of what is kept, and of the model's version. */
export const EMBEDDINGS_VERSION = `${ENCODER_VERSION}/64`;

/** By the meaning, or what the close encoder says of it. */
type Reading = 'meaning' | 'close';

interface Embedding {
  readonly version: string;
  readonly size: number;
  /**
   * So many texts are read and kept together. The last bits of what the first encoder says depend on the texts beside it, so that its
   * embeddings are kept by batch; the second's do not, and a text that is added costs no other.
   */
  readonly together: number;
  encode(texts: readonly string[]): Promise<Float32Array[]>;
}

/** The encoders as they are shipped. */
export const encoders = loadEncoders(() =>
  readFileSync(join(import.meta.dirname, '..', '..', 'rules', 'model', 'close-encoder.bin')),
);

const EMBEDDINGS: Readonly<Record<Reading, Embedding>> = {
  meaning: {
    version: EMBEDDINGS_VERSION,
    size: MEANING_SIZE,
    together: 64,
    encode: (texts) => encoders.sentences.encode(texts),
  },
  close: {
    version: CLOSE_ENCODER_VERSION,
    size: 1,
    together: 1,
    encode: async (texts) => [await encoders.close.concernOf(texts)],
  },
};

/**
 * One embedding a text, in order. Same texts, same bytes. About 8 ms a text, by the second encoder some 100; what was embedded before
 * is read from `folder`.
 */
export async function embedTexts(texts: readonly string[], folder: string, reading: Reading): Promise<Float32Array[]> {
  mkdirSync(folder, { recursive: true });
  const { version, size, together, encode } = EMBEDDINGS[reading];
  const cut = texts.map((text) => text || ' ');
  const order = cut.map((_, index) => index).sort((a, b) => (cut[a]?.length ?? 0) - (cut[b]?.length ?? 0) || a - b);
  const embeddings: Float32Array[] = new Array(texts.length);
  for (let first = 0; first < order.length; first += together) {
    const batch = order.slice(first, first + together);
    const batchTexts = batch.map((index) => cut[index] as string);
    const path = join(folder, `${sha256Hex(JSON.stringify([version, batchTexts])).slice(0, 32)}.f32`);
    if (!existsSync(path)) {
      const meanings = await encode(batchTexts);
      writeFileSync(`${path}.part`, Buffer.concat(meanings.map((meaning) => new Uint8Array(meaning.buffer))));
      renameSync(`${path}.part`, path);
    }
    const values = new Float32Array(Uint8Array.from(readFileSync(path)).buffer);
    for (const [at, index] of batch.entries()) {
      embeddings[index] = values.slice(at * size, (at + 1) * size);
    }
  }
  return embeddings;
}

/** An embedding a text, file by file: a set left out, or a text added to one file, leaves what was kept of the others in use. */
export async function embedByFile(
  texts: readonly { readonly file: string; readonly text: string }[],
  folder: string,
  reading: Reading = 'meaning',
): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = new Array(texts.length);
  for (const file of new Set(texts.map((text) => text.file))) {
    const places = texts.flatMap((text, index) => (text.file === file ? [index] : []));
    const found = await embedTexts(
      places.map((index) => texts[index]?.text ?? ''),
      folder,
      reading,
    );
    for (const [at, index] of places.entries()) embeddings[index] = found[at] as Float32Array;
  }
  return embeddings;
}
