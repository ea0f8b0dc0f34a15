import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConductDetection } from '../../functions/score/conduct/conduct-detection.ts';
import { readSettings, SettingsError } from './policy.ts';

/** Reads `rules/conduct/*.yml`, in the order of their names. @throws SettingsError also where an id is not its file's name. */
export function readConduct(folder: string): ConductDetection[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort();
  return files.map((file) => {
    const path = join(folder, file);
    const detection = readSettings(path, ConductDetection);
    const id = `conduct/${basename(file, '.yml')}`;
    if (detection.id !== id)
      throw new SettingsError(`${path}: its id is ${detection.id} and must be ${id}, the name of its file`);
    return detection;
  });
}
