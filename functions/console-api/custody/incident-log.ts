import { z } from '@hono/zod-openapi';
import { type CaseContact, CaseState } from '../../contracts/case.ts';
import { Contact } from '../../contracts/contact.ts';
import type { Category, Channel, Instant } from '../../contracts/vocabulary.ts';
import { forEachAtOnce } from '../../shared/at-once.ts';
import { pagesOfCases } from '../../shared/case/read-through.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { localDay } from '../../shared/case/time-of-day.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { accessOf } from '../access/case-access.ts';
import { actorOf, noteEvent, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { FILE_RESPONSE, fileAnswer } from './hand-over.ts';
import { incidentCsv, type LogRow, type OpenIncident } from './incident-csv.ts';

/** Each case is read, and gets an event that says its row was taken out; an answer is due in 25 seconds. */
const MOST_CASES = 500;
const SIDE_BY_SIDE = 20;
const PAGE = 500;

const route = guardedRoute('read-incident-log', {
  method: 'get',
  path: '/api/incident-log',
  summary:
    'The violent incident log (Cal. Labor Code 6401.9) of the cases opened in a period, as CSV; on the record of each case in it',
  request: { query: z.object({ from: z.iso.date(), to: z.iso.date() }) },
  responses: { 200: FILE_RESPONSE, ...problems(413, 422, 503) },
});

export function addIncidentLog(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { from, to } = c.req.valid('query');
    const person = c.get('person');
    if (from > to) throw new ProblemError(422, `The period ends (${to}) before it begins (${from}).`);
    const inPeriod = ({ openedAt }: CaseSummary) => {
      const date = localDay(openedAt, setting.roster.timeZone);
      return from <= date && date <= to;
    };
    const records = await readCases(inPeriod, from, person, setting);
    const incidents = records.filter(({ state }) => state !== null && isForTheLog(state));
    const rows = await forEachAtOnce(incidents, SIDE_BY_SIDE, (record) => rowOf(record, setting));
    const bytes = Buffer.from(incidentCsv(rows.sort(byDate)));
    const sha256 = sha256Hex(bytes);
    await forEachAtOnce(incidents, SIDE_BY_SIDE, (record) =>
      noteExport(record, sha256, bytes.byteLength, person, setting),
    );
    return fileAnswer(bytes, `violent-incident-log-${from}-to-${to}.csv`, sha256) as never;
  });
}

/** Those opened in the period that this person may see. @throws ProblemError 413 where there are too many for one answer. */
async function readCases(
  inPeriod: (summary: CaseSummary) => boolean,
  from: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<CaseRecord[]> {
  const caseIds: string[] = [];
  for await (const { summaries } of pagesOfCases(setting.store, CaseState.shape.status.options, { limit: PAGE })) {
    caseIds.push(...summaries.filter(inPeriod).map(({ caseId }) => caseId));
    if (caseIds.length > MOST_CASES) {
      throw new ProblemError(413, `More than ${MOST_CASES} cases were opened since ${from}. Ask for a shorter period.`);
    }
  }
  const records = await forEachAtOnce(caseIds, SIDE_BY_SIDE, (caseId) => setting.store.read(caseId));
  return records.filter((record) => accessOf(record, 'read-incident-log', person, setting) !== null);
}

/**
 * An act or a threat of violence toward an employee, a threat that was felt, or a pursuit (6401.9(a)(5) and (6)): it is in the log, completed
 * or not, unless a person has said why it is none.
 */
const OF_VIOLENCE: ReadonlySet<Category> = new Set<Category>([
  'violence-recipient',
  'violence-others',
  'weapon-capability',
  'bomb-arson',
  'surveillance-stalking',
  'approach',
  'leakage',
]);

function isForTheLog({ custody: { incident }, contacts }: CaseState): boolean {
  if (incident !== null) return 'recorded' in incident;
  return contacts.some(isOfViolence);
}

const isOfViolence = ({ part, threatType, categories }: CaseContact): boolean =>
  part === 'flagged' && (threatType !== null || categories.some((category) => OF_VIOLENCE.has(category)));

async function rowOf({ state }: CaseRecord, { contactsBucket, roster }: ConsoleSetting): Promise<LogRow> {
  if (state === null) throw new TypeError('A case of the log is one that was opened.');
  const { caseNumber, custody, contacts } = state;
  if (custody.incident !== null && 'recorded' in custody.incident) {
    return { caseNumber, recorded: custody.incident.recorded };
  }
  const first = contacts.filter(isOfViolence).reduce((a, b) => (b.occurredAt < a.occurredAt ? b : a));
  const contact = await readJsonIfThere(contactsBucket, contactKey(first.contactId), Contact);
  return { caseNumber, open: openIncident(first, contact, roster.timeZone) };
}

const LOCATIONS: Readonly<Record<Channel, string>> = {
  email: 'by email',
  chat: 'by chat',
  phone: 'by telephone',
  'social-media': 'on social media',
  'in-person': 'in person; the place is to be completed',
};

const COMMITTED_BY: Readonly<Record<Contact['relation'], string>> = {
  customer: 'client or customer',
  public: 'NOT COMPLETED',
  employee: 'coworker',
  'former-employee': 'NOT COMPLETED',
  unknown: 'NOT COMPLETED',
};

/** What is known without asking anyone. A threat in words is one of force; what else it was, a person says. */
function openIncident(first: CaseContact, contact: Contact | null, timeZone: string): OpenIncident {
  return {
    date: localDay(first.occurredAt, timeZone),
    time: localTimeOf(first.occurredAt, timeZone),
    location: LOCATIONS[first.channel],
    committedBy: COMMITTED_BY[contact?.relation ?? 'unknown'],
    incidentType:
      first.threatType === 'direct' || first.threatType === 'implied'
        ? 'threat of physical force, or of the use of a weapon or other object'
        : 'NOT COMPLETED',
  };
}

async function noteExport(
  record: CaseRecord,
  sha256: string,
  sizeBytes: number,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  const { store, now } = setting;
  const { record: after, event } = await store.append(record, (current) => ({
    at: now(),
    actor: actorOf(person),
    track: trackOf(current),
    body: { type: 'exported', what: 'incident-log', sha256, sizeBytes },
  }));
  await store.saveSummary(after);
  if (event !== null) await noteEvent(event, person, setting);
}

function byDate(a: LogRow, b: LogRow): number {
  const dateOf = (row: LogRow) => ('recorded' in row ? row.recorded.date : row.open.date);
  const [left, right] = [dateOf(a) + a.caseNumber, dateOf(b) + b.caseNumber];
  return left < right ? -1 : 1;
}

const localTimeOf = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  );
