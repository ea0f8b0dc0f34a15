import type { ChainEnd } from '../../../functions/shared/case/chain.ts';
import { PACKET_FILES } from '../../../functions/shared/case/custody/archive-seal.ts';
import {
  type BreakKind,
  type CustodyBreak,
  type VerifiedCustody,
  verifyCustody,
} from '../../../functions/shared/case/custody/verify.ts';
import { readZip, sealHolds, ZipError, type ZipFileRead } from './read-zip.ts';

export type PacketVerdict =
  | { readonly intact: true; readonly custody: VerifiedCustody; readonly exhibits: number }
  | { readonly intact: false; readonly first: CustodyBreak };

const EXHIBITS = 'exhibits/';
const HASH_LINE = /^([0-9a-f]{64}) {2}([A-Za-z0-9_./-]+)$/;
const KEPT: readonly string[] = [PACKET_FILES.custody, PACKET_FILES.hashes];

/**
 * Verifies a packet without us: every file against hashes.txt, the custody by its chain, every exhibit against the event that put its original
 * into the vault, and at last every byte against the seal. Names what breaks first, in that order.
 */
export async function verifyPacket(path: string, noted: ChainEnd | null = null): Promise<PacketVerdict> {
  let files: ZipFileRead[];
  try {
    files = await readZip(path, (name) => KEPT.includes(name));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return broken('unreadable', 'the archive', `It cannot be read as a ZIP: ${error.message}.`);
  }
  const custodyFile = files.find(({ name }) => name === PACKET_FILES.custody);
  if (!custodyFile?.bytes) return broken('missing', PACKET_FILES.custody, 'It is not in the archive.');
  const chain = verifyCustody(custodyFile.bytes, noted);
  if (!chain.intact) {
    const { kind, place, message } = chain.first;
    return broken(kind, `${PACKET_FILES.custody}, ${place}`, message);
  }
  const fault = exhibitFault(files, chain.custody) ?? hashFault(files);
  if (fault !== null) return { intact: false, first: fault };
  if (!(await sealHolds(path))) {
    return broken(
      'changed',
      'the archive',
      'Every file in it is as it was, and the archive around them is not: its seal does not hold.',
    );
  }
  const exhibits = files.filter(({ name }) => name.startsWith(EXHIBITS)).length;
  return { intact: true, custody: chain.custody, exhibits };
}

/** An exhibit is an original that the case recorded as preserved, by its hash. */
function exhibitFault(files: readonly ZipFileRead[], { events }: VerifiedCustody): CustodyBreak | null {
  const preserved = new Set(events.map(({ body }) => (body as { evidence?: { sha256?: unknown } }).evidence?.sha256));
  const fault = files.find(({ name, sha256 }) => name.startsWith(EXHIBITS) && !preserved.has(sha256));
  if (fault === undefined) return null;
  return {
    kind: 'changed',
    place: fault.name,
    message:
      'No event of the case put an original with its SHA-256 into the vault: it was changed, or is another file.',
  };
}

function hashFault(files: readonly ZipFileRead[]): CustodyBreak | null {
  const list = files.find(({ name }) => name === PACKET_FILES.hashes)?.bytes;
  if (!list) return { kind: 'missing', place: PACKET_FILES.hashes, message: 'It is not in the archive.' };
  const lines = list.toString('latin1').split('\n');
  const listed = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const [, sha256, name] = HASH_LINE.exec(line) ?? [];
    if (sha256 !== undefined && name !== undefined && !listed.has(name)) listed.set(name, sha256);
    else if (index < lines.length - 1 || line !== '') {
      return {
        kind: 'changed',
        place: `${PACKET_FILES.hashes}, line ${index + 1}`,
        message: 'It is not a line of hashes.',
      };
    }
  }
  const seen = new Set<string>();
  for (const { name, sha256 } of files) {
    if (seen.has(name)) return { kind: 'added', place: name, message: 'It is in the archive twice.' };
    seen.add(name);
    if (name === PACKET_FILES.hashes) continue;
    const wanted = listed.get(name);
    if (wanted === undefined)
      return { kind: 'added', place: name, message: `${PACKET_FILES.hashes} does not name it.` };
    if (wanted !== sha256) {
      return {
        kind: 'changed',
        place: name,
        message: `It does not have the SHA-256 that ${PACKET_FILES.hashes} says.`,
      };
    }
  }
  const missing = [...listed.keys()].find((name) => !seen.has(name));
  if (missing === undefined) return null;
  return { kind: 'missing', place: missing, message: `${PACKET_FILES.hashes} names it, and it is not in the archive.` };
}

const broken = (kind: BreakKind, place: string, message: string): PacketVerdict => ({
  intact: false,
  first: { kind, place, message },
});
