import { z } from '@hono/zod-openapi';
import { addAcknowledge } from './cases/acknowledge.ts';
import { addListCases } from './cases/list-cases.ts';
import { addReadCase } from './cases/read-case.ts';
import { addReadContact } from './cases/read-contact.ts';
import { type ConsoleApi, type ConsoleSetting, createApi, guardedRoute } from './http/api.ts';
import { addListPeople } from './people/list-people.ts';
import { addMakeReport } from './reports/make-report.ts';
import { addReadOwnReport } from './reports/read-own-report.ts';
import { addApplyRescore } from './rescores/apply-rescore.ts';
import { addReadRescore } from './rescores/read-rescore.ts';
import { addStartRescore } from './rescores/start-rescore.ts';
import { addDecideLink } from './subjects/decide-link.ts';
import { addReadSubject } from './subjects/read-subject.ts';
import { addRecordNotice } from './subjects/record-notice.ts';

const openApiRoute = guardedRoute('read-openapi', {
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
});

/** The console's API. */
export function createConsoleApi(setting: ConsoleSetting): ConsoleApi {
  const api = createApi(setting);
  addListCases(api, setting);
  addReadCase(api, setting);
  addReadContact(api, setting);
  addAcknowledge(api, setting);
  addMakeReport(api, setting);
  addReadOwnReport(api, setting);
  addStartRescore(api, setting);
  addReadRescore(api, setting);
  addApplyRescore(api, setting);
  addReadSubject(api, setting);
  addRecordNotice(api, setting);
  addDecideLink(api, setting);
  addListPeople(api, setting);
  api.openapi(openApiRoute, (c) => c.json(describeApi(api), 200));
  return api;
}

/** The OpenAPI document of the API. */
export function describeApi(api: ConsoleApi): Record<string, unknown> {
  const info = { title: 'Undertone console', version: '1' };
  return api.getOpenAPI31Document({ openapi: '3.1.0', info }) as unknown as Record<string, unknown>;
}
