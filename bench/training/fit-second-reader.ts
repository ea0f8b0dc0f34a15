import { type LabelledPassage, trainSecondReader } from './second-reader.ts';
import { embedTexts, encoders } from './sentence-embeddings.ts';

/** Fits a second reader of that version by the encoders as they are shipped; what the close one read before is taken from `folder`. */
export async function fitSecondReader(
  passages: readonly LabelledPassage[],
  meanings: readonly Float32Array[],
  version: string,
  folder: string,
): Promise<Buffer> {
  return trainSecondReader(passages, meanings, {
    version,
    encoder: encoders.sentences.version,
    closeEncoder: encoders.close.version,
    lookClosely: async (texts) => (await embedTexts(texts, folder, 'close')).map(([concern]) => concern as number),
  });
}
