import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../functions/contracts/conduct.ts';
import { actsOf } from '../../functions/score/conduct/acts.ts';
import type { ConductDetection, ExampleAct } from '../../functions/score/conduct/conduct-detection.ts';
import { findConduct } from '../../functions/score/conduct/find-conduct.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { readConduct } from '../../infra/assets/conduct.ts';

const START = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;

function sightingsOf(examples: readonly ExampleAct[]): Sighting[] {
  return examples.map((example, index) => {
    const at = new Date(START + example.day * DAY).toISOString();
    const fingerprint = example.words === null ? null : sha256Hex(example.words).slice(0, 16);
    return {
      contactId: `contact-${index}`,
      subjectId: 'subject-1',
      targetIds: [example.target],
      at,
      heardAt: at,
      via: 'direct',
      reporterId: null,
      channel: example.channel,
      severity: example.severity,
      categories: example.categories,
      signalIds: example.signals,
      originalSha256: sha256Hex(String(index)),
      fingerprint,
      wordsHash: fingerprint,
      messageIdHash: null,
      claimedAt: null,
      wordCount: 20,
      automated: example.automated,
      reported: false,
    };
  });
}

const last = (acts: readonly Sighting[]) => acts.at(-1)?.contactId ?? '';
const fires = (acts: readonly Sighting[], detection: ConductDetection) =>
  findConduct(actsOf(acts), last(acts), [detection], 'rules@test').length > 0;

describe.each(readConduct(join(import.meta.dirname, '../../rules/conduct')))('$id', (detection) => {
  it.each(detection.examples.inside.map((acts, index) => [index, acts] as const))(
    'fires at the last act of its example %i, and not before',
    (_, examples) => {
      const acts = sightingsOf(examples);
      expect(fires(acts, detection)).toBe(true);
      expect(fires(acts.slice(0, -1), detection)).toBe(false);
    },
  );

  it.each(detection.examples.outside.map((acts, index) => [index, acts] as const))(
    'stays silent just outside, example %i',
    (_, examples) => {
      expect(fires(sightingsOf(examples), detection)).toBe(false);
    },
  );

  it('names the acts that it stands on, each of them in its window', () => {
    for (const examples of detection.examples.inside) {
      const acts = sightingsOf(examples);
      const [finding] = findConduct(actsOf(acts), last(acts), [detection], 'rules@test');
      expect(finding?.contactIds.length).toBeGreaterThanOrEqual(detection.at_least);
      expect(finding?.contactIds).toContain(last(acts));
    }
  });
});
