import type { z } from '@hono/zod-openapi';
import type { CaseEventBody, CaseState, Track } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { IllegalCaseEventError } from '../../shared/case/fold/change.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { type Action, permissionOf } from '../access/access.ts';
import { accessOf, type CaseAccess, noSuchCase, readCaseFor } from '../access/case-access.ts';
import { actorOf, logView, noteEvent, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertFresh, etagOf } from '../http/version.ts';
import { type CaseRequest, caseChangeRoute } from './case-change-route.ts';
import type { CaseParameters } from './read-case.ts';
import { type CaseView, viewCase, visibleEvents } from './views.ts';

/** What a change is decided on. */
export interface ChangeAsked<Body, Parameters> {
  readonly body: Body;
  /** Of the path, such as the contact that it is about. */
  readonly parameters: Parameters;
  /** The whole case as it is, not as the person sees it: guards must know what a role does not. */
  readonly record: CaseRecord;
  readonly state: CaseState;
  /** With the roles by which they are on the roster of the case. */
  readonly person: Person;
  /** What of the case they see: a refusal says nothing of the rest. */
  readonly tracks: ReadonlySet<Track>;
  /** The cases that were merged into this one, where the change asks for them; they are read only. */
  readonly merged: readonly CaseRecord[];
  readonly at: Instant;
  readonly setting: ConsoleSetting;
}

export interface CaseChange<Body extends z.ZodType, Parameters extends z.ZodObject> {
  /** One that carries `if-match`. The event is put on the action's track. */
  readonly action: Action;
  /** Below `/api/cases/{caseId}`, such as `/acknowledge`. */
  readonly path: string;
  readonly method?: 'post' | 'put' | 'patch' | 'delete';
  readonly summary: string;
  readonly parameters?: Parameters;
  readonly body: Body;
  /**
   * The event, or null where all of it is so already. Asked again whenever somebody else wrote to the case first.
   * @throws ProblemError where it may not be: 409 for a state of the case that forbids it, naming the rule; 422 for a body that is wrong.
   */
  readonly decide: (asked: ChangeAsked<z.infer<Body>, z.infer<Parameters>>) => CaseEventBody | null;
  /** Whether the roster is told of the event. */
  readonly tells?: (body: CaseEventBody) => boolean;
  /** Whether it is decided on the cases too that were merged into this one. */
  readonly withMerged?: boolean;
}

/**
 * A route by which a person changes a case with one event: read for their role, checked against what they saw, decided, written, told, and
 * given back as they may see it.
 */
export function addCaseChange<Body extends z.ZodType, Parameters extends z.ZodObject = typeof CaseParameters>(
  api: ConsoleApi,
  setting: ConsoleSetting,
  { action, path, method = 'post', summary, parameters, body, decide, tells, withMerged }: CaseChange<Body, Parameters>,
): void {
  const route = caseChangeRoute(action, {
    method,
    path,
    summary,
    body,
    bodyOptional: true,
    ...(parameters === undefined ? {} : { parameters }),
  });
  api.openapi(route, (async (c: never) => {
    const context = c as CaseRequest;
    const person = context.get('person');
    const asked = context.req.valid('param') as { caseId: string };
    const view = await changeCase(
      {
        action,
        caseId: asked.caseId,
        ifMatch: context.req.valid('header')['if-match'] as string | undefined,
        person,
        ...(tells === undefined ? {} : { tells }),
        ...(withMerged === undefined ? {} : { withMerged }),
      },
      setting,
      (record, state, at, access, merged) =>
        decide({
          body: context.req.valid('json') as z.infer<Body>,
          parameters: asked as z.infer<Parameters>,
          record,
          state,
          person: access.person,
          tracks: access.tracks,
          merged,
          at,
          setting,
        }),
    );
    return context.json(view, 200, { etag: etagOf(view.version) });
  }) as never);
}

interface Changing {
  readonly action: Action;
  readonly caseId: string;
  readonly ifMatch: string | undefined;
  readonly person: Person;
  readonly tells?: (body: CaseEventBody) => boolean;
  readonly withMerged?: boolean;
}

/** What {@link addCaseChange} does, for a route that has to answer otherwise. @throws ProblemError */
export async function changeCase(
  { action, caseId, ifMatch, person, tells, withMerged }: Changing,
  setting: ConsoleSetting,
  decide: (
    record: CaseRecord,
    state: CaseState,
    at: Instant,
    access: CaseAccess,
    merged: readonly CaseRecord[],
  ) => CaseEventBody | null,
): Promise<CaseView> {
  const read = await readCaseFor(caseId, action, person, setting);
  const merged = withMerged ? await setting.store.mergedInto(read.record) : [];
  const at = setting.now();
  const { record, event } = await setting.store
    .append(read.record, (now) => {
      // Again for each try: whoever wrote in between may have taken the case away from this person.
      const access = accessOf(now, action, person, setting);
      if (access === null || now.state === null) throw noSuchCase();
      assertFresh(ifMatch, visibleEvents(now, access.tracks));
      const body = decide(now, now.state, at, access, merged);
      return body && { at, actor: actorOf(access.person), track: permissionOf(action).track ?? trackOf(now), body };
    })
    .catch((error: unknown) => {
      if (error instanceof IllegalCaseEventError) throw new ProblemError(409, `It is refused: ${error.why}.`);
      throw error;
    });
  if (event !== null && tells?.(event.body)) await setting.requestNotification(caseId, event.number);
  await setting.store.saveSummary(record);
  // Who finds all of it so already has seen the case all the same.
  if (event === null) await logView(record, { what: 'case', contactId: null }, read.person, setting);
  else await noteEvent(event, read.person, setting);
  const view = viewCase(record, read.tracks, read.person, at, setting.guidance);
  if (view === null) throw noSuchCase();
  return view;
}
