import { type CloseEncoder, createCloseEncoder } from './model/close-encoder.ts';
import { readCloseWeights } from './model/close-weights.ts';
import { ModelError } from './model/model.ts';
import { loadTensors } from './tensors.ts';

/** all-MiniLM-L6-v2, tuned, as `rules/model/close-encoder.bin` holds it. */
export const CLOSE_ENCODER_VERSION = 'all-minilm-l6-v2@bd8526d786fc';

let loading: Promise<CloseEncoder> | undefined;

async function load(read: () => Uint8Array): Promise<CloseEncoder> {
  const weights = readCloseWeights(read());
  if (weights.version !== CLOSE_ENCODER_VERSION) {
    throw new ModelError(
      `The close encoder beside the code is ${weights.version} and this reads ${CLOSE_ENCODER_VERSION}. Restore rules/model/close-encoder.bin and build again.`,
    );
  }
  const tensors = await loadTensors();
  await tensors.ready();
  return createCloseEncoder(weights, tensors);
}

/**
 * Reads and loads nothing until it is asked for the first time; then all who ask share one encoder.
 * @throws What `read` throws where the file is missing, and ModelError where it is damaged or of another version: at each asking, so that
 * each contact that needed it is work for a person.
 */
export function loadCloseEncoder(read: () => Uint8Array): CloseEncoder {
  return {
    version: CLOSE_ENCODER_VERSION,
    async concernOf(texts) {
      if (texts.length === 0) return new Float32Array();
      loading ??= load(read).catch((cause: unknown) => {
        loading = undefined;
        throw cause;
      });
      return (await loading).concernOf(texts);
    },
  };
}
