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
      wordCount: example.length,
      automated: example.automated,
      reported: false,
    };
  });
}

const detections = readConduct(join(import.meta.dirname, '../../rules/conduct'));
const last = (acts: readonly Sighting[]) => acts.at(-1)?.contactId ?? '';
/** With all detections, since one may ask for others beside it. */
const found = (acts: readonly Sighting[], { id }: ConductDetection) =>
  findConduct(actsOf(acts), last(acts), detections, 'rules@test').find((finding) => finding.id === id);

describe.each(detections)('$id', (detection) => {
  it.each(detection.examples.inside.map((acts, index) => [index, acts] as const))(
    'fires at the last act of its example %i, and not before',
    (_, examples) => {
      const acts = sightingsOf(examples);
      expect(found(acts, detection)).toMatchObject({ opensCase: detection.opens_case });
      expect(found(acts, detection)?.lowered).toBeUndefined();
      expect(found(acts.slice(0, -1), detection)).toBeUndefined();
    },
  );

  it.each(detection.examples.outside.map((acts, index) => [index, acts] as const))(
    'stays silent just outside, example %i',
    (_, examples) => {
      expect(found(sightingsOf(examples), detection)).toBeUndefined();
    },
  );

  it.runIf(detection.lowered_by !== undefined)('is shown with what lowers it, and then opens no case', () => {
    const lowered = (detection.examples.lowered ?? []).map((examples) => found(sightingsOf(examples), detection));
    const reasons = detection.lowered_by?.map(({ id, why }) => ({ by: id, why: why.trim() }));
    expect(lowered).not.toEqual([]);
    for (const finding of lowered) expect(finding).toMatchObject({ opensCase: false });
    expect(lowered.flatMap((finding) => finding?.lowered ?? [])).toEqual(expect.arrayContaining(reasons ?? []));
  });

  it('names the acts that it stands on, each of them in its window', () => {
    for (const examples of detection.examples.inside) {
      const acts = sightingsOf(examples);
      const finding = found(acts, detection);
      expect(finding?.contactIds.length).toBeGreaterThanOrEqual(detection.at_least);
      expect(finding?.contactIds).toContain(last(acts));
    }
  });

  it('asks only for detections that there are, and that ask for no others', () => {
    for (const id of detection.beside?.factors.flat() ?? [])
      expect(detections.find((other) => other.id === id)).toSatisfy(
        (other) => other !== undefined && other.beside === undefined,
      );
  });
});
