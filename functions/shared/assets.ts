import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { UndertoneError } from './errors.ts';

/** A function was built without a file that it ships with, or with a broken one. */
export class AssetError extends UndertoneError {
  override readonly name = 'AssetError';
}

/** Reads the bytes of a file that the build put beside the function's code. @throws AssetError when it is not there. */
export function readAssetBytes(name: string): Buffer {
  const folder = process.env.LAMBDA_TASK_ROOT;
  try {
    if (folder === undefined) throw new Error('LAMBDA_TASK_ROOT is not set');
    return readFileSync(join(folder, name));
  } catch (cause) {
    throw new AssetError(
      `${name} is not beside the function's code. Build the functions again (infra/assets/bundle.ts).`,
      { cause },
    );
  }
}

/** Reads a JSON file that the build put beside the function's code, such as `policy.json`. @throws AssetError naming the file. */
export function readAsset<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  const bytes = readAssetBytes(name);
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new AssetError(
      `${name} beside the function's code is not what this version reads. Build the functions again.`,
      { cause },
    );
  }
}
