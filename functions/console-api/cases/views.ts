import { z } from '@hono/zod-openapi';
import { Assessment } from '../../contracts/assessment.ts';
import { CaseEvent, CaseState, Evidence, type Track } from '../../contracts/case.ts';
import { CustodyState } from '../../contracts/case-custody.ts';
import { Contact } from '../../contracts/contact.ts';
import { type Guidance, GuidanceShown } from '../../contracts/guidance.ts';
import { Signal } from '../../contracts/signal.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { guidanceFor } from '../../shared/case/guidance.ts';
import { heldContacts } from '../../shared/case/held.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { CaseSummary } from '../../shared/case/summary.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { ACTIONS, mayDo, permissionOf } from '../access/access.ts';
import type { Person } from '../access/person.ts';
import { withoutValues, withoutWritten } from '../forms/withhold.ts';
import { Masked, masked, unmaskedUntil } from './masking.ts';

/** What of a summary is for the index and the stages, and is in no row of the queue. */
const OF_THE_INDEX = { lastNumber: true, lastHash: true, need: true, dueAt: true, originalAwaitedSince: true } as const;

/** One row of the queue. */
export const CaseRow = CaseSummary.omit(OF_THE_INDEX).openapi('CaseRow');

/** A case as a role may see it. */
export const CaseView = CaseState.omit({ lastNumber: true, lastHash: true, evidence: true })
  .extend({
    evidence: z.array(Evidence.omit({ bucket: true, key: true })),
    /** With their hashes for those who read the custody log: from the hash of an event that is left out what it says could be guessed. */
    events: z.array(CaseEvent.partial({ previousHash: true, hash: true })),
    /** The last event in this view: what `If-Match` names. */
    version: z.int(),
    /** Whether the chain of the whole case holds, and at which event not: null also where that is none of this view. */
    custody: CustodyState.extend({ intact: z.boolean(), brokenAt: z.int().nullable() }),
    /** Until when you are shown who the subject is; null: their name and addresses are masked. */
    unmaskedUntil: Instant.nullable(),
    /** The numbers by which people name the cases of `relations`, by their ids. */
    relatedNumbers: z.record(z.string(), z.string()),
    /** What to do, by what the case is, the most urgent first (requirement 24). */
    guidance: GuidanceShown,
    may: z.array(z.enum(ACTIONS)),
  })
  .openapi('CaseView');
export type CaseView = z.infer<typeof CaseView>;

/**
 * What a person may see of a case: their tracks, folded after the others are left out, so that nothing of those is in the state
 * either. Who viewed it is for those who audit. Null where they may see nothing of it.
 */
export function viewCase(
  record: CaseRecord,
  tracks: ReadonlySet<Track>,
  person: Person,
  at: Instant,
  guidance: Guidance,
): CaseView | null {
  const visible = visibleEvents(record, tracks);
  const state = foldCase(visible);
  if (state === null) return null;
  const { lastNumber: _, lastHash: __, evidence, ...shown } = state;
  const audits = mayDo(person.roles, 'read-custody');
  const shownEvents = visible.filter(({ body }) => audits || body.type !== 'viewed').map(withoutWritten);
  const { custody } = record;
  const broken = custody.intact ? null : custody.at;
  const brokenAt = shownEvents.some(({ number }) => number === broken) ? broken : null;
  return {
    ...shown,
    forms: mayDo(person.roles, 'read-form') ? shown.forms : withoutValues(shown.forms),
    evidence: evidence.map(({ bucket: _bucket, key: _key, ...rest }) => rest),
    events: audits ? shownEvents : shownEvents.map(({ previousHash: ___, hash: ____, ...event }) => event),
    version: versionOf(visible),
    custody: { ...shown.custody, intact: custody.intact, brokenAt },
    unmaskedUntil: unmaskedUntil(record.events, person, at),
    relatedNumbers: Object.fromEntries(relatedTo(shown.relations).map((id) => [id, caseNumberOf(id)])),
    guidance: guidanceFor(
      heldContacts(state).filter(({ part }) => part === 'flagged'),
      state.lane,
      guidance,
    ),
    may: ACTIONS.filter(
      (action) => mayDo(person.roles, action) && tracks.has(permissionOf(action).track ?? state.access.opensOn),
    ),
  };
}

function relatedTo({ mergedInto, mergedFrom, splitFrom, splitOff, links }: CaseState['relations']): string[] {
  const others = [mergedInto, ...mergedFrom, ...splitOff, ...links].flatMap((one) => one?.caseId ?? []);
  return splitFrom === null ? others : [...others, splitFrom];
}

export function visibleEvents({ events }: CaseRecord, tracks: ReadonlySet<Track>): CaseEvent[] {
  return events.filter(({ track }) => tracks.has(track));
}

/** Views do not count: reading a case must not make what another person has before them old. */
function versionOf(visible: readonly CaseEvent[]): number {
  return visible.findLast(({ body }) => body.type !== 'viewed')?.number ?? 0;
}

/** A contact with what was found in it; each signal with the words that it stands on. */
export const ContactView = z
  .object({
    ...Contact.omit({ schema: true, original: true, messageId: true, references: true, claimed: true }).shape,
    sha256: z.string(),
    /** What of the subject is there and not shown before it is asked for with a reason. */
    masked: Masked,
    /** Null for a contributing contact whose assessment is not written yet. */
    assessment: Assessment.omit({ schema: true, signals: true, contactId: true, subjectId: true })
      .extend({
        /** Null where you may not see whom else a subject may be, as in `conduct` the subjects that were told before. */
        linked: Assessment.shape.linked.unwrap().nullable(),
      })
      .nullable(),
    signals: z.array(Signal.extend({ quote: z.string().nullable() })),
  })
  .openapi('ContactView');
export type ContactView = z.infer<typeof ContactView>;

/**
 * What a person may see of a contact. Whom else its subject may be reaches beyond the case, and is for those who may read a subject
 * (requirement 29).
 */
export function viewContact(
  contact: Contact,
  assessment: Assessment | null,
  { roles }: Pick<Person, 'roles'>,
  unmasked: boolean,
): ContactView {
  const { schema: _, original, messageId: __, references: ___, claimed: ____, ...shown } = contact;
  const found = assessment === null ? null : splitAssessment(assessment, mayDo(roles, 'read-subject'));
  return {
    ...(unmasked ? { ...shown, masked: [] } : masked(shown)),
    sha256: original.sha256,
    assessment: found?.rest ?? null,
    signals: (found?.signals ?? []).map((signal) => ({ ...signal, quote: quoteOf(contact, signal) })),
  };
}

function splitAssessment(assessment: Assessment, withOthers: boolean) {
  const { schema: _, signals, contactId: __, subjectId: ___, ...rest } = assessment;
  if (withOthers) return { signals, rest };
  const conduct = rest.conduct.map(({ otherSubjectIds: ____, ...finding }) => finding);
  return { signals, rest: { ...rest, conduct, linked: null } };
}

function quoteOf({ turns }: Contact, { span }: Signal): string | null {
  if (span === null) return null;
  return turns.find(({ index }) => index === span.turn)?.text.slice(span.start, span.end) ?? null;
}
