import type { Settings } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { EncryptionKeys } from './keys.ts';

/** What every construct of the pipeline stands on. */
export interface Foundation {
  readonly settings: Settings;
  readonly keys: EncryptionKeys;
  readonly alarms: Alarms;
  /** Holds one folder a stage, each with index.mjs and the data it ships with (infra/assets/bundle.ts). */
  readonly functionsFolder: string;
  /** Holds the console's built page; null for a laptop, which serves it by itself. */
  readonly pageFolder: string | null;
}
