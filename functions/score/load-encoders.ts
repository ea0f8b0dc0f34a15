import { loadCloseEncoder } from './load-close-encoder.ts';
import { loadEncoder } from './load-encoder.ts';
import type { Encoders } from './model/second-reader.ts';

/**
 * Both encoders of the second reader; each loads its weights when it is asked for the first time.
 * @param readClose gives the file of the close encoder, wherever it is.
 */
export function loadEncoders(readClose: () => Uint8Array): Encoders {
  return { sentences: loadEncoder(), close: loadCloseEncoder(readClose) };
}
