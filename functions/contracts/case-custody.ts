import * as z from 'zod';
import { IncidentRow } from './incident.ts';
import { Instant, Sha256 } from './vocabulary.ts';

/** What a court is asked for: `docs/custody.md`. Which statute each follows is in `functions/packets/orders/`. */
export const PacketKind = z.enum(['workplace-violence-order', 'civil-harassment-order']);
export type PacketKind = z.infer<typeof PacketKind>;

export const PacketId = z.string().regex(/^packet-[0-9a-f]{32}$/);

/** Why a packet was not made, where no further try would make it. */
export const PacketFailure = z.enum(['too-large', 'nothing-to-show']);
export type PacketFailure = z.infer<typeof PacketFailure>;

const Reason = z.string().trim().min(1).max(2000);

/** What is done with the record of a case: it is held, it is copied out, and its packets are made. */
export const CUSTODY_EVENTS = [
  /** Something of the case left the system. The SHA-256 is of exactly those bytes, so that whoever holds a copy can show that it is this one. */
  z.strictObject({
    type: z.literal('exported'),
    what: z.enum(['custody', 'packet', 'incident-log']),
    /** Of a packet; left out otherwise. */
    packetId: PacketId.optional(),
    sha256: Sha256,
    sizeBytes: z.int().min(0),
  }),
  /** A packet is made of the events up to and with this one, so that it is the same however often it is made. */
  z.strictObject({
    type: z.literal('packet-requested'),
    packetId: PacketId,
    kind: PacketKind,
    /** In whose own name it is; null for the employer's. */
    targetId: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('packet-failed'), packetId: PacketId, reason: PacketFailure }),
  /** From here on no original of the case may be deleted, whatever its time (requirement 36). */
  z.strictObject({ type: z.literal('hold-placed'), reason: Reason }),
  /** Every original that was in the vault then is under the hold. Later ones come under it before they are recorded. */
  z.strictObject({ type: z.literal('hold-applied'), objects: z.int().min(0) }),
  /** Originals stay until their own time is up, as if there had been no hold. */
  z.strictObject({ type: z.literal('hold-lifted'), reason: Reason }),
  /** The row of the violent incident log (Cal. Labor Code 6401.9(d)); a later one takes the place of an earlier one. */
  z.strictObject({ type: z.literal('incident-recorded'), incident: IncidentRow }),
  /** Somebody decided that the case is no incident for that log, and why. */
  z.strictObject({ type: z.literal('incident-excluded'), reason: Reason }),
] as const;

/** A packet as far as the case knows of it. */
export const PacketState = z.strictObject({
  packetId: PacketId,
  kind: PacketKind,
  targetId: z.string().nullable(),
  requestedAt: Instant,
  /** The event that asked for it: the last one that is in it. */
  number: z.int().positive(),
  /** Null until it is made. */
  made: z.strictObject({ at: Instant, sha256: Sha256, sizeBytes: z.int().min(0) }).nullable(),
  failed: PacketFailure.nullable(),
});
export type PacketState = z.infer<typeof PacketState>;

export const CustodyState = z.strictObject({
  /** Null while nothing is held. */
  hold: z
    .strictObject({
      since: Instant,
      reason: z.string(),
      /** How many originals came under it at once; null while that is not done. */
      objects: z.int().min(0).nullable(),
    })
    .nullable(),
  packets: z.array(PacketState),
  incident: z
    .union([
      z.strictObject({ recorded: IncidentRow }),
      z.strictObject({ excluded: z.strictObject({ reason: z.string(), at: Instant }) }),
    ])
    .nullable(),
});
export type CustodyState = z.infer<typeof CustodyState>;

export const NO_CUSTODY: CustodyState = { hold: null, packets: [], incident: null };
