import { type LabelledPassage, trainSecondReader } from './second-reader.ts';
import { embedByFile, embedTexts, encoders } from './sentence-embeddings.ts';

/** Fits a second reader of that version by the encoders as they are shipped; what they read before is taken from `folder`. */
export async function fitSecondReader(
  passages: readonly LabelledPassage[],
  version: string,
  folder: string,
): Promise<Buffer> {
  return trainSecondReader(passages, await embedByFile(passages, folder), {
    version,
    encoder: encoders.sentences.version,
    closeEncoder: encoders.close.version,
    lookClosely: async (texts) => (await embedTexts(texts, folder, 'close')).map(([concern]) => concern as number),
  });
}
