import { open, readFile } from 'node:fs/promises';
import type { ChainEnd } from '../../../functions/shared/case/chain.ts';
import {
  type CustodyBreak,
  type CustodyVerdict,
  verifyCustody,
} from '../../../functions/shared/case/custody/verify.ts';
import { sha256OfFile } from './read-zip.ts';
import { type PacketVerdict, verifyPacket } from './verify-packet.ts';

export interface FileVerdict {
  readonly file: string;
  readonly intact: boolean;
  /** Of the whole file: the one that an event `exported` of the case names. */
  readonly sha256: string;
  readonly caseNumber: string | null;
  readonly head: ChainEnd | null;
  readonly events: number;
  readonly withheld: number;
  /** Null for an export of custody alone. */
  readonly exhibits: number | null;
  /** The first place that does not hold, and of what kind. */
  readonly first: CustodyBreak | null;
}

export interface Noted {
  /** The last event, as somebody wrote it down elsewhere. */
  readonly head: ChainEnd | null;
  /** Of the whole file. */
  readonly sha256: string | null;
}

/** Verifies an export of custody or a packet. @throws when the file cannot be opened. */
export async function verifyFile(file: string, noted: Noted): Promise<FileVerdict> {
  const isZip = await beginsAsZip(file);
  const sha256 = await sha256OfFile(file);
  const verdict: CustodyVerdict | PacketVerdict = isZip
    ? await verifyPacket(file, noted.head)
    : verifyCustody(await readFile(file), noted.head);
  const unlike: CustodyBreak | null =
    noted.sha256 === null || noted.sha256 === sha256
      ? null
      : {
          kind: 'changed',
          place: 'the file',
          message: `It has the SHA-256 ${sha256}, and not the one that was noted.`,
        };
  const nothing = { caseNumber: null, head: null, events: 0, withheld: 0, exhibits: null };
  if (!verdict.intact) return { file, sha256, ...nothing, intact: false, first: verdict.first };
  const { custody } = verdict;
  return {
    file,
    sha256,
    intact: unlike === null,
    caseNumber: custody.caseNumber,
    head: custody.head,
    events: custody.events.length + custody.withheld,
    withheld: custody.withheld,
    exhibits: (verdict as Partial<Extract<PacketVerdict, { intact: true }>>).exhibits ?? null,
    first: unlike,
  };
}

/** By what it begins with and not by its name. A ZIP whose first bytes were changed is taken for an export, and fails as one. */
async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.toString('latin1') === 'PK' || file.toLowerCase().endsWith('.zip');
  } finally {
    await handle.close();
  }
}
