import type { CaseEvent, CaseState } from '../../../contracts/case.ts';
import type { CustodyState, PacketState } from '../../../contracts/case-custody.ts';
import { type Changes, refusal } from './change.ts';

type CustodyEvent =
  | 'exported'
  | 'packet-requested'
  | 'packet-failed'
  | 'hold-placed'
  | 'hold-applied'
  | 'hold-lifted'
  | 'incident-recorded'
  | 'incident-excluded';

/** What is held, what was copied out of the case, and its row of the violent incident log. A closed case is held and exported like an open one. */
export const CUSTODY_CHANGES: Changes<CustodyEvent> = {
  exported: (state, { what, packetId, sha256, sizeBytes }, event) => {
    if ((what === 'packet') !== (packetId !== undefined))
      throw refusal(event, 'a packet, and nothing else, has its id');
    if (packetId === undefined) return {};
    return withPacket(state, event, packetId, { made: { at: event.at, sha256, sizeBytes } });
  },
  'packet-requested': (state, { packetId, kind, targetId }, event) => {
    const { packets } = state.custody;
    if (packets.some((packet) => packet.packetId === packetId))
      throw refusal(event, 'that packet was asked for already');
    const requested = {
      packetId,
      kind,
      targetId,
      requestedAt: event.at,
      number: event.number,
      made: null,
      failed: null,
    };
    return changed(state, { packets: [...packets, requested] });
  },
  'packet-failed': (state, { packetId, reason }, event) => withPacket(state, event, packetId, { failed: reason }),
  'hold-placed': (state, { reason }, event) => {
    if (state.custody.hold !== null) throw refusal(event, 'the case is on hold already');
    return changed(state, { hold: { since: event.at, reason, objects: null } });
  },
  'hold-applied': (state, { objects }, event) => {
    const { hold } = state.custody;
    if (hold === null) throw refusal(event, 'the case is not on hold');
    if (hold.objects !== null) throw refusal(event, 'the hold is applied already');
    return changed(state, { hold: { ...hold, objects } });
  },
  'hold-lifted': (state, _, event) => {
    if (state.custody.hold === null) throw refusal(event, 'the case is not on hold');
    return changed(state, { hold: null });
  },
  'incident-recorded': (state, { incident }) => changed(state, { incident: { recorded: incident } }),
  'incident-excluded': (state, { reason }, event) =>
    changed(state, { incident: { excluded: { reason, at: event.at } } }),
};

const changed = (state: CaseState, part: Partial<CustodyState>): Partial<CaseState> => ({
  custody: { ...state.custody, ...part },
});

/** A packet is made, or given up, once. */
function withPacket(
  state: CaseState,
  event: CaseEvent,
  packetId: string,
  part: Pick<Partial<PacketState>, 'made' | 'failed'>,
): Partial<CaseState> {
  const { packets } = state.custody;
  const known = packets.find((packet) => packet.packetId === packetId);
  if (known === undefined) throw refusal(event, 'nobody asked for that packet');
  if (known.made !== null || known.failed !== null) throw refusal(event, 'that packet is made already, or given up');
  return changed(state, { packets: packets.map((packet) => (packet === known ? { ...packet, ...part } : packet)) });
}
