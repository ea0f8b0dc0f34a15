import * as z from 'zod';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset, readAssetBytes } from '../shared/assets.ts';
import { ConductDetection } from './conduct/conduct-detection.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { loadEncoders } from './load-encoders.ts';
import { decodeRules } from './match/decode-rules.ts';

/** The engine of what the build put beside the code. @throws AssetError, ModelError where a part is missing or damaged. */
export function loadEngine(): Engine {
  return createEngine({
    rules: decodeRules(readAssetBytes('rules.bin')),
    conduct: readAsset('conduct.json', z.array(ConductDetection)),
    policy: readAsset('policy.json', Policy),
    timeZone: readAsset('roster.json', Roster).timeZone,
    weights: readAssetBytes('model.bin'),
    secondReader: readAssetBytes('second-reader.bin'),
    encoders: loadEncoders(() => readAssetBytes('close-encoder.bin')),
  });
}
