import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { CaseActor, CaseEvent, CaseEventBody } from '../contracts/case.ts';
import type { PacketFailure } from '../contracts/case-custody.ts';
import type { PacketMessage } from '../contracts/messages.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { hashesText, PACKET_FILES } from '../shared/case/custody/archive-seal.ts';
import { exportCustody } from '../shared/case/custody/export.ts';
import { openPreserved } from '../shared/case/evidence.ts';
import { foldCase } from '../shared/case/fold.ts';
import { packetKey } from '../shared/case/packet-place.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { s3Client } from '../shared/clients.ts';
import { UndertoneError } from '../shared/errors.ts';
import { sha256Hex } from '../shared/hash.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import { readmeText } from './archive/readme.ts';
import { type Archive, type ArchiveFile, writeArchive } from './archive/write-archive.ts';
import { employeesOf, numberExhibits } from './exhibits.ts';
import type { Material } from './material.ts';
import { packetPdf } from './pdf/packet-pdf.ts';
import type { Fonts } from './pdf/sheet.ts';
import { readContacts } from './read-contacts.ts';

export interface PacketSetting {
  readonly store: CaseStore;
  readonly contactsBucket: string;
  readonly packetsBucket: string;
  readonly roster: Roster;
  readonly fonts: Fonts;
  readonly now: () => Instant;
  readonly tools: Telemetry;
}

/** Nobody asked for such a packet: the message is wrong, or came before the event that it is about could be read. */
export class PacketUnknownError extends UndertoneError {
  override readonly name = 'PacketUnknownError';
}

/** What the function's own disk holds (infra/pipeline/packets.ts) with room for what is beside the originals. */
export const LARGEST_PACKET_BYTES = 3 * 1024 * 1024 * 1024;

const ACTOR: CaseActor = { kind: 'stage', id: 'packets' };

export type PacketRun =
  | { readonly did: 'nothing' }
  | { readonly did: 'gave-up'; readonly reason: PacketFailure }
  | { readonly did: 'made'; readonly archive: Archive };

/**
 * Makes a packet of the case as it was when somebody asked for it, puts it where they can fetch it, and puts that on the record of the case.
 * Safe to run again: the same request gives the same bytes, and one that is made is left as it is.
 */
export async function makePacket({ caseId, packetId }: PacketMessage, setting: PacketSetting): Promise<PacketRun> {
  const record = await setting.store.read(caseId);
  reportCustody(record, setting.tools);
  const asked = record.state?.custody.packets.find((packet) => packet.packetId === packetId);
  if (asked === undefined) throw new PacketUnknownError(`Nobody asked for ${packetId} of ${caseId}.`);
  if (asked.made !== null || asked.failed !== null) return { did: 'nothing' };

  const upTo = record.events.filter(({ number }) => number <= asked.number);
  const request = upTo.at(-1) as CaseEvent;
  // A court sees how the customer was dealt with. What the company has on its employee is another record, and not this packet's to show.
  const tracks = new Set([request.track]);
  const visible = upTo.filter(({ track }) => tracks.has(track));
  const material = await gather(visible, request, setting);
  const giveUp = async (reason: PacketFailure): Promise<PacketRun> => {
    await note(record, request, { type: 'packet-failed', packetId, reason }, setting);
    return { did: 'gave-up', reason };
  };
  if (material.exhibits.length === 0) return giveUp('nothing-to-show');
  const originals = material.exhibits.flatMap(({ original }) => original ?? []);
  const size = originals.reduce((sum, { evidence }) => sum + evidence.sizeBytes, 0);
  if (size > LARGEST_PACKET_BYTES) return giveUp('too-large');

  const document = await packetPdf(material, visible, upTo.length - visible.length, setting.fonts);
  const custody = exportCustody({ events: upTo, tracks, at: request.at, by: request.actor });
  const files = [
    ownFile(PACKET_FILES.readme, Buffer.from(readmeText(material))),
    ownFile(PACKET_FILES.document, document),
    ownFile(PACKET_FILES.custody, Buffer.from(custody)),
    ...originals.map(({ evidence, file }) => ({
      name: file,
      sha256: evidence.sha256,
      sizeBytes: evidence.sizeBytes,
      read: () => openPreserved(evidence),
    })),
  ];
  const hashes = ownFile(PACKET_FILES.hashes, Buffer.from(hashesText(files)));
  const archive = await store([...files.slice(0, 3), hashes, ...files.slice(3)], caseId, packetId, request, setting);
  await note(record, request, { type: 'exported', what: 'packet', packetId, ...archive }, setting);
  return { did: 'made', archive };
}

async function gather(visible: readonly CaseEvent[], request: CaseEvent, setting: PacketSetting): Promise<Material> {
  const state = foldCase(visible);
  const { body, actor, at, number, hash } = request;
  if (state === null || body.type !== 'packet-requested') throw new PacketUnknownError('The event asks for no packet.');
  const read = await readContacts(state.contacts, setting.contactsBucket);
  const { exhibits, leftOut } = numberExhibits(state, read, body.targetId);
  const sources = exhibits.map(({ source }) => source);
  const employees = employeesOf(state, sources, setting.roster);
  const petitioner = employees.find(({ targetId }) => targetId === body.targetId) ?? null;
  const { domains, timeZone } = setting.roster;
  return {
    kind: body.kind,
    packetId: body.packetId,
    state,
    at,
    requestedBy: actor.kind === 'person' ? actor.name : actor.id,
    exhibits,
    employees: petitioner === null ? employees : [petitioner],
    petitioner,
    leftOut,
    employer: { domains, timeZone },
    head: { number, hash },
  };
}

function ownFile(name: string, bytes: Buffer): ArchiveFile {
  return { name, sha256: sha256Hex(bytes), sizeBytes: bytes.byteLength, read: async () => bytes };
}

/** On the function's own disk first: S3 has to be told how long it is. */
async function store(
  files: readonly ArchiveFile[],
  caseId: string,
  packetId: string,
  { at }: CaseEvent,
  { packetsBucket }: PacketSetting,
): Promise<Archive> {
  const folder = await mkdtemp(join(tmpdir(), 'undertone-packet-'));
  try {
    const path = join(folder, 'packet.zip');
    const archive = await writeArchive(path, files, new Date(at));
    await s3Client().send(
      new PutObjectCommand({
        Bucket: packetsBucket,
        Key: packetKey(caseId, packetId),
        Body: createReadStream(path),
        ContentLength: archive.sizeBytes,
        ContentType: 'application/zip',
        ChecksumSHA256: Buffer.from(archive.sha256, 'hex').toString('base64'),
      }),
    );
    return archive;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Once: another run of the same request may have been first. */
async function note(
  record: CaseRecord,
  { track }: CaseEvent,
  body: CaseEventBody & { readonly packetId?: string | undefined },
  { store: cases, now }: PacketSetting,
): Promise<void> {
  const { record: after } = await cases.append(record, ({ state }) => {
    const packet = state?.custody.packets.find(({ packetId }) => packetId === body.packetId);
    if (packet === undefined || packet.made !== null || packet.failed !== null) return null;
    return { at: now(), actor: ACTOR, track, body };
  });
  await cases.saveSummary(after);
}
