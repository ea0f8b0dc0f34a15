import { z } from '@hono/zod-openapi';
import { PacketFailure, PacketId, PacketKind, type PacketState } from '../../contracts/case-custody.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { packetKey } from '../../shared/case/packet-place.ts';
import { isObjectThere } from '../../shared/objects.ts';
import { linkTo } from '../../shared/presign.ts';
import { readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { mayHavePacket } from './packet-kinds.ts';

/** A packet that was asked for longer ago than this, and is not made, is asked for again: its message may have been lost. */
const ASK_AGAIN_AFTER_MS = 60_000;

const Packet = z
  .object({
    packetId: PacketId,
    kind: PacketKind,
    targetId: z.string().nullable(),
    requestedAt: z.string(),
    /** `expired`: the copy is deleted, as all are after a week. Ask for a new packet. */
    state: z.enum(['being-made', 'ready', 'failed', 'expired']),
    failed: PacketFailure.nullable(),
    sha256: z.string().nullable(),
    sizeBytes: z.int().nullable(),
    /** Good for a moment: follow it at once. Null unless it is ready. */
    link: z.object({ url: z.string(), expiresAt: z.string(), fileName: z.string() }).nullable(),
  })
  .openapi('Packet');
export type Packet = z.infer<typeof Packet>;

const route = guardedRoute('read-packet', {
  method: 'get',
  path: '/api/cases/{caseId}/packets/{packetId}',
  summary: 'A packet, once it is made; the view is logged',
  request: { params: CaseParameters.extend({ packetId: PacketId }) },
  responses: {
    200: { description: 'How far it is, and where', content: { 'application/json': { schema: Packet } } },
    ...problems(404, 422, 503),
  },
});

export function addReadPacket(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, packetId } = c.req.valid('param');
    const person = c.get('person');
    const access = await readCaseFor(caseId, 'read-packet', person, setting);
    const { record, tracks } = access;
    const state = foldCase(visibleEvents(record, tracks));
    const packet = state?.custody.packets.find((one) => one.packetId === packetId);
    if (!state || packet === undefined || !mayHavePacket(access.person.roles, packet.kind)) {
      throw new ProblemError(404, 'There is no such packet of this case.');
    }
    if (packet.made === null) {
      const waited = Date.parse(setting.now()) - Date.parse(packet.requestedAt);
      if (packet.failed === null && waited > ASK_AGAIN_AFTER_MS) await setting.requestPacket({ caseId, packetId });
      const status: Packet['state'] = packet.failed === null ? 'being-made' : 'failed';
      return c.json({ ...about(packet), state: status, link: null }, 200);
    }
    const place = { bucket: setting.packetsBucket, key: packetKey(caseId, packetId) };
    if (!(await isObjectThere(place.bucket, place.key)))
      return c.json({ ...about(packet), state: 'expired' as const, link: null }, 200);
    await logView(record, { what: 'packet', contactId: null }, person, setting);
    const fileName = `${state.caseNumber}-${packet.kind}.zip`;
    return c.json(
      { ...about(packet), state: 'ready' as const, link: { ...(await linkTo(place, fileName)), fileName } },
      200,
    );
  });
}

function about({ packetId, kind, targetId, requestedAt, made, failed }: PacketState): Omit<Packet, 'state' | 'link'> {
  const { sha256 = null, sizeBytes = null } = made ?? {};
  return { packetId, kind, targetId, requestedAt, failed, sha256, sizeBytes };
}
