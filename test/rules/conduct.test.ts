import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../functions/contracts/conduct.ts';
import type { Notice } from '../../functions/contracts/notice.ts';
import { actsOf } from '../../functions/score/conduct/acts.ts';
import type {
  ConductDetection,
  Example,
  ExampleAct,
  ExampleNotice,
} from '../../functions/score/conduct/conduct-detection.ts';
import { type Facts, linkedNotice } from '../../functions/score/conduct/facts.ts';
import { findConduct } from '../../functions/score/conduct/find-conduct.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { readConduct } from '../../infra/assets/conduct.ts';

const START = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;

const instant = (day: number): string => new Date(START + day * DAY).toISOString();

interface History {
  readonly sightings: readonly Sighting[];
  readonly facts: Facts;
}

function historyOf(example: Example): History {
  const acts = example.filter((one): one is ExampleAct => !('notice' in one));
  const notices = example.filter((one): one is ExampleNotice => 'notice' in one).map(noticeOf);
  const links = (['joined', 'suggested'] as const).flatMap((state) =>
    linkedNotice(
      `subject-${state}`,
      state,
      notices.filter(({ subjectId }) => subjectId === `subject-${state}`),
    ),
  );
  const ofPerson = notices.filter(({ subjectId }) => subjectId !== 'subject-suggested');
  return { sightings: sightingsOf(acts), facts: { notices: ofPerson, links } };
}

function noticeOf({ day, notice, target, to }: ExampleNotice, index: number): Notice {
  return {
    noticeId: `notice-${String(index).padStart(32, '0')}`,
    subjectId: to === 'same' ? 'subject-1' : `subject-${to}`,
    kind: notice,
    targetId: target,
    at: instant(day),
    recordedAt: instant(day),
    by: 'sub-ruth',
  };
}

function sightingsOf(examples: readonly ExampleAct[]): Sighting[] {
  return examples.map((example, index) => {
    const at = instant(example.day);
    const fingerprint = example.words === null ? null : sha256Hex(example.words).slice(0, 16);
    return {
      contactId: `contact-${index}`,
      subjectId: 'subject-1',
      targetIds: [example.target],
      ...(example.names.length > 0 && { mentionedIds: example.names }),
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
      nameUses: example.name_uses,
      ...(example.answers_us && { answersUs: true as const }),
      ...(example.lawful_way && { lawfulWay: true as const }),
    };
  });
}

const detections = readConduct(join(import.meta.dirname, '../../rules/conduct'));
const last = ({ sightings }: History) => sightings.at(-1)?.contactId ?? '';
/** With all detections, since one may ask for others beside it. */
const found = (history: History, { id }: ConductDetection) =>
  findConduct(actsOf(history.sightings), last(history), detections, 'rules@test', history.facts).find(
    (finding) => finding.id === id,
  );

describe.each(detections)('$id', (detection) => {
  it.each(detection.examples.inside.map((acts, index) => [index, acts] as const))(
    'fires at the last act of its example %i, and not before',
    (_, example) => {
      const history = historyOf(example);
      expect(found(history, detection)).toMatchObject({ opensCase: detection.opens_case });
      expect(found(history, detection)?.lowered).toBeUndefined();
      expect(found({ ...history, sightings: history.sightings.slice(0, -1) }, detection)).toBeUndefined();
    },
  );

  it.each(detection.examples.outside.map((acts, index) => [index, acts] as const))(
    'stays silent just outside, example %i',
    (_, example) => {
      expect(found(historyOf(example), detection)).toBeUndefined();
    },
  );

  it.runIf(detection.lowered_by !== undefined)('is shown with what lowers it, and then opens no case', () => {
    const lowered = (detection.examples.lowered ?? []).map((example) => found(historyOf(example), detection));
    const reasons = detection.lowered_by?.map(({ id, why }) => ({ by: id, why: why.trim() }));
    expect(lowered).not.toEqual([]);
    for (const finding of lowered) expect(finding).toMatchObject({ opensCase: false });
    expect(lowered.flatMap((finding) => finding?.lowered ?? [])).toEqual(expect.arrayContaining(reasons ?? []));
  });

  it('names the acts that it stands on, each of them in its window', () => {
    for (const example of detection.examples.inside) {
      const history = historyOf(example);
      const finding = found(history, detection);
      expect(finding?.contactIds.length).toBeGreaterThanOrEqual(detection.at_least);
      expect(finding?.contactIds).toContain(last(history));
    }
  });

  it('asks only for detections that there are, and that ask for no others', () => {
    for (const id of detection.beside?.factors.flat() ?? [])
      expect(detections.find((other) => other.id === id)).toSatisfy(
        (other) => other !== undefined && other.beside === undefined,
      );
  });
});
