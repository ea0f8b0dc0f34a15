import { z } from '@hono/zod-openapi';
import { Assessment } from '../../contracts/assessment.ts';
import { type FeedbackItem, SignalId, Verdict } from '../../contracts/case-feedback.ts';
import { Contact } from '../../contracts/contact.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { exampleOf } from '../../shared/feedback/example.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { assessmentKey, contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { accessTo } from '../access/case-access.ts';
import { entryOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { assertPeriod, Period } from '../http/period.ts';
import { problems } from '../http/problem.ts';

const LARGEST_PAGE = 50;
const AT_ONCE = 8;

export const ExampleView = z
  .object({
    at: Instant,
    said: Verdict,
    /** Null where the case is not yours to see: an operator sees none. */
    caseId: z.string().nullable(),
    /** What people call it. */
    caseNumber: z.string().nullable(),
    /** One sentence without names, addresses and numbers as far as they can be told; null where the reviewer does not share it, or it is gone. */
    quote: z.object({ text: z.string(), marked: z.string() }).nullable(),
    proposal: z.object({ look: z.string(), consider: z.string(), yaml: z.string().nullable() }),
  })
  .openapi('LabelledExample');

const route = guardedRoute('read-feedback', {
  method: 'get',
  path: '/api/feedback',
  summary:
    'What reviewers said, as labelled examples with what may be changed; nothing is changed by it, and the view is logged',
  request: {
    query: Period.extend({
      /** Of one detection. */
      signalId: SignalId.optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(25),
      /** How many to pass over, as the page before gave it. */
      cursor: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: {
      description: 'The newest first, and a cursor for the next page or null',
      content: {
        'application/json': { schema: z.object({ examples: z.array(ExampleView), cursor: z.string().nullable() }) },
      },
    },
    ...problems(422),
  },
});

export function addReadFeedback(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { from, to, signalId, limit, cursor } = c.req.valid('query');
    assertPeriod(from, to);
    const person = c.get('person');
    const all = (await setting.feedback.feedback(from, to)).filter(
      ({ said }) => signalId === undefined || (said.verdict !== 'missed' && said.signalId === signalId),
    );
    const page = all.slice(cursor, cursor + limit);
    const caseIds = [...new Set(page.map(({ caseId }) => caseId))];
    const mine = new Set<string>();
    for (const caseId of caseIds) if (await maySee(caseId, person, setting)) mine.add(caseId);
    await setting.accessLog.note({ ...entryOf(person, setting.now(), 'feedback'), caseIds });
    const examples: z.infer<typeof ExampleView>[] = [];
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const some = page.slice(at, at + AT_ONCE);
      examples.push(...(await Promise.all(some.map((item) => viewOf(item, mine.has(item.caseId), setting)))));
    }
    const next = cursor + page.length < all.length ? String(cursor + page.length) : null;
    return c.json({ examples, cursor: next }, 200);
  });
}

/** An operator is on the roster of no case. */
async function maySee(caseId: string, person: Person, setting: ConsoleSetting): Promise<boolean> {
  const need = await setting.store.needOf(caseId);
  return need !== null && accessTo(need, 'read-feedback', person, setting) !== null;
}

/** Disguised for everyone: it is made to be pasted into a file that many read. */
async function viewOf(item: FeedbackItem, isMine: boolean, { contactsBucket }: ConsoleSetting) {
  const { at, said, caseId, contactId, shareQuote } = item;
  const [contact, assessment] = await Promise.all([
    readJsonIfThere(contactsBucket, contactKey(contactId), Contact),
    readJsonIfThere(contactsBucket, assessmentKey(contactId), Assessment),
  ]);
  const near = assessment?.signals.map(({ id }) => id) ?? [];
  const { quote, proposal } = exampleOf(item, contact, shareQuote || isMine, near);
  const named = isMine ? { caseId, caseNumber: caseNumberOf(caseId) } : { caseId: null, caseNumber: null };
  return { at, said, ...named, quote, proposal };
}
