import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowDays } from '../../functions/score/conduct/conduct-detection.ts';
import { ORIGINAL_DAYS } from '../../functions/shared/history/flagged-contacts.ts';
import { readConduct } from '../../infra/assets/conduct.ts';
import {
  LONGEST_CONDUCT_WINDOW_DAYS,
  ORIGINALS_NEEDED_DAYS,
  readDeploymentSettings,
  SETTING_PREFIX,
} from '../../infra/config.ts';
import { SETTINGS } from './support/synthesized.ts';

const PROJECT_FOLDER = process.cwd();
const longest = Math.max(...readConduct(join(PROJECT_FOLDER, 'rules/conduct')).map(windowDays));

describe('intake', () => {
  it('keeps what nobody flagged until the pattern that looks back furthest can no longer stand on it', () => {
    expect(longest).toBeGreaterThan(0);
    expect(LONGEST_CONDUCT_WINDOW_DAYS).toBe(longest);
    expect(ORIGINALS_NEEDED_DAYS).toBeGreaterThan(longest);
    expect(ORIGINALS_NEEDED_DAYS).toBeGreaterThan(ORIGINAL_DAYS);
  });

  it('is refused a shorter time, and the settings as they are shipped give it a longer one', () => {
    const name = `${SETTING_PREFIX}intakeRetentionDays`;
    const { context } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'cdk.json'), 'utf8'));
    expect(context[name]).toBeGreaterThan(longest);
    expect(() => readDeploymentSettings({ ...SETTINGS, [name]: longest }, PROJECT_FOLDER)).toThrow(
      `a pattern reaches back ${longest} days`,
    );
  });
});
