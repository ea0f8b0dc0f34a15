import { z } from '@hono/zod-openapi';
import type { CaseEventBody, CaseState } from '../../contracts/case.ts';
import { PacketId, PacketKind } from '../../contracts/case-custody.ts';
import { packetIdOf } from '../../shared/ids.ts';
import { changeCase } from '../cases/change-case.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { mayHavePacket, ROLES_OF_KIND } from './packet-kinds.ts';

const PacketBody = z
  .strictObject({
    kind: PacketKind,
    /** Of a civil harassment order: the employee in whose own name it is, one of the case's targets. */
    targetId: z.string().max(100).nullable().optional(),
  })
  .openapi('PacketBody');
type PacketBody = z.infer<typeof PacketBody>;

const route = guardedRoute('request-packet', {
  method: 'post',
  path: '/api/cases/{caseId}/packets',
  summary: 'Have a packet for a court made of the case as it is now: chronology, exhibits, hashes and custody',
  request: {
    params: CaseParameters,
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: PacketBody } } },
  },
  responses: {
    202: {
      description: 'It is being made; ask for it at the address in `location`',
      content: { 'application/json': { schema: z.object({ packetId: PacketId }) } },
      headers: z.object({ location: z.string() }),
    },
    ...problems(404, 409, 415, 422, 503),
  },
});

export function addRequestPacket(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param');
    const person = c.get('person');
    const body = c.req.valid('json');
    if (!mayHavePacket(person.roles, body.kind)) {
      const whose = ROLES_OF_KIND[body.kind].join(' or ');
      throw new ProblemError(403, `A packet for this order is for ${whose} to ask for: the employer files it.`);
    }
    const packetId = packetIdOf(caseId, person.id, keyIn(c.req.valid('header')));
    await changeCase({ action: 'request-packet', caseId, ifMatch: '*', person }, setting, (_, state) =>
      decide(packetId, body, state),
    );
    await setting.requestPacket({ caseId, packetId });
    return c.json({ packetId }, 202, { location: `/api/cases/${caseId}/packets/${packetId}` });
  });
}

function decide(packetId: string, { kind, targetId = null }: PacketBody, state: CaseState): CaseEventBody | null {
  const known = state.custody.packets.find((packet) => packet.packetId === packetId);
  if (known !== undefined) {
    if (known.kind === kind && known.targetId === targetId) return null;
    throw new ProblemError(
      422,
      'This Idempotency-Key came with another packet before. Send a new key with a new packet.',
    );
  }
  const targets = state.targets.map((target) => target.targetId);
  if (kind === 'workplace-violence-order') {
    if (targetId !== null) throw new ProblemError(422, 'targetId: the employer files this order; leave it out.');
  } else if (targetId === null || !targets.includes(targetId)) {
    throw new ProblemError(
      422,
      'targetId: name the employee who files in their own name, one of the targets of the case.',
    );
  }
  return { type: 'packet-requested', packetId, kind, targetId };
}
