import { z } from '@hono/zod-openapi';
import { addAcknowledge } from './acknowledge.ts';
import { type ConsoleApi, type ConsoleSetting, createApi, guardedRoute } from './api.ts';
import { addApplyRescore } from './apply-rescore.ts';
import { addDecideLink } from './decide-link.ts';
import { addListCases } from './list-cases.ts';
import { addMakeReport } from './make-report.ts';
import { addReadCase } from './read-case.ts';
import { addReadContact } from './read-contact.ts';
import { addReadOwnReport } from './read-own-report.ts';
import { addReadRescore } from './read-rescore.ts';
import { addReadSubject } from './read-subject.ts';
import { addRecordNotice } from './record-notice.ts';
import { addStartRescore } from './start-rescore.ts';

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
  api.openapi(openApiRoute, (c) => c.json(describeApi(api), 200));
  return api;
}

/** The OpenAPI document of the API. */
export function describeApi(api: ConsoleApi): Record<string, unknown> {
  const info = { title: 'Undertone console', version: '1' };
  return api.getOpenAPI31Document({ openapi: '3.1.0', info }) as unknown as Record<string, unknown>;
}
