import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, Track } from '../../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { exportCustody } from '../../../../../functions/shared/case/custody/export.ts';
import { verifyCustody } from '../../../../../functions/shared/case/custody/verify.ts';
import { canonicalJson } from '../../../../../functions/shared/hash.ts';
import { CASE, OPENED, opening, RUTH, STAGE } from '../../../case-support/examples.ts';
import { attempts, walk } from '../../../case-support/walk.ts';

const AT = '2026-08-01T09:00:00.000Z';
const BOTH: ReadonlySet<Track> = new Set<Track>(['handling', 'employee-review']);
const HANDLING: ReadonlySet<Track> = new Set<Track>(['handling']);

function chain(tracks: readonly Track[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const [index, track] of tracks.entries()) {
    const body = index === 0 ? opening() : ({ type: 'acknowledged', note: `Überblick ${index}` } as const);
    const actor = index === 0 ? STAGE : RUTH;
    events.push(sealEvent({ caseId: CASE, at: OPENED, actor, track, body }, events.at(-1) ?? null));
  }
  return events;
}

const exported = (events: readonly CaseEvent[], tracks = BOTH) =>
  Buffer.from(exportCustody({ events, tracks, at: AT, by: RUTH }));
const breakOf = (bytes: Buffer) => {
  const verdict = verifyCustody(bytes);
  return verdict.intact ? null : verdict.first;
};
const lines = (bytes: Buffer) => bytes.toString().trimEnd().split('\n');
const joined = (all: readonly string[]) => Buffer.from(all.map((line) => `${line}\n`).join(''));

describe('an export of custody', () => {
  it('verifies, whatever happened in the case', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const { events } = walk(tries);
        const verdict = verifyCustody(exported(events));
        expect(verdict).toMatchObject({ intact: true, custody: { caseId: CASE, withheld: 0 } });
      }),
      { numRuns: 100 },
    );
  });

  it('is the same bytes whenever the same is exported', () => {
    expect(exported(chain(['handling', 'handling']))).toEqual(exported(chain(['handling', 'handling'])));
  });

  it('has of a track that its reader may not see the hashes, and verifies all the same', () => {
    const bytes = exported(chain(['handling', 'employee-review', 'handling']), HANDLING);
    expect(bytes.toString()).not.toContain('Überblick 1');
    expect(Object.keys(JSON.parse(lines(bytes)[2] ?? ''))).toEqual([
      'caseId',
      'hash',
      'number',
      'previousHash',
      'withheld',
    ]);
    expect(verifyCustody(bytes)).toMatchObject({
      intact: true,
      custody: { withheld: 1, events: [{ number: 1 }, { number: 3 }] },
    });
  });

  it('fails where one byte of it was changed, and names the line or the one that it links to', () => {
    const tracks = fc.array(fc.constantFrom<Track>('handling', 'employee-review'), { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(tracks, fc.nat(), fc.integer({ min: 1, max: 255 }), (rest, where, flip) => {
        const bytes = exported(chain(['handling', ...rest]), HANDLING);
        const at = where % bytes.length;
        const line = bytes.subarray(0, at).toString('latin1').split('\n').length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(breakOf(bytes)?.place).toMatch(new RegExp(`line ${line}\\b|^event ${line - 1}$`));
      }),
      { numRuns: 3000 },
    );
  });

  it('says what kind of break it is, and where', () => {
    const events = chain(['handling', 'handling', 'handling', 'handling']);
    const all = lines(exported(events)) as [string, string, string, string, string];
    const [header, first, second, third, fourth] = all;
    const changed = { ...events[2], at: AT } as CaseEvent;
    const rehashed = sealEvent({ ...changed, body: { type: 'acknowledged', note: 'forged' } }, events[1] ?? null);
    expect([
      breakOf(joined([header, first, second, canonicalJson(changed), fourth])),
      breakOf(joined([header, first, second, canonicalJson(rehashed), fourth])),
      breakOf(joined([header, first, second, fourth])),
      breakOf(joined([header, first, third, second, fourth])),
      breakOf(joined([header, first, second, third])),
      breakOf(joined([header, first, second, third, fourth, fourth])),
      breakOf(joined(all).subarray(0, -9)),
      breakOf(joined([first, second, third, fourth])),
      breakOf(Buffer.alloc(0)),
    ]).toMatchObject([
      { kind: 'changed', place: 'line 4, event 3' },
      { kind: 'changed', place: 'line 4, event 3' },
      { kind: 'missing', place: 'line 4, event 3' },
      { kind: 'reordered', place: 'line 3, event 2' },
      { kind: 'cut-off', place: 'event 4' },
      { kind: 'added', place: 'line 6, event 5' },
      { kind: 'cut-off', place: 'line 5, event 4' },
      { kind: 'unreadable', place: 'line 1' },
      { kind: 'unreadable', place: 'line 1' },
    ]);
  });

  it('of a chain that was written anew fails against an end that was noted elsewhere', () => {
    const events = chain(['handling', 'handling']);
    const forged = exported(chain(['handling']));
    expect(verifyCustody(forged).intact).toBe(true);
    const noted = { number: 2, hash: events[1]?.hash ?? '' };
    expect(verifyCustody(exported(events), noted).intact).toBe(true);
    expect(verifyCustody(forged, noted)).toMatchObject({ intact: false, first: { kind: 'cut-off', place: 'event 2' } });
    const other = { number: 1, hash: 'f'.repeat(64) };
    expect(verifyCustody(forged, other)).toMatchObject({
      intact: false,
      first: { kind: 'changed', place: 'line 2, event 1' },
    });
  });
});
