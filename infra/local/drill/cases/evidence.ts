import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readZip } from '../../custody/read-zip.ts';
import { type FileVerdict, verifyFile } from '../../custody/verify-file.ts';
import { type CaseFile, expect } from '../case-file.ts';
import type { PlayerId } from '../cast.ts';
import type { Exercise } from '../exercise.ts';
import { flipEach, placesOf } from '../flip.ts';

type PacketKind = 'workplace-violence-order' | 'civil-harassment-order';
const NOTHING_NOTED = { head: null, sha256: null };

/**
 * Of every case the chain of custody leaves, and of those for a court the packets too: each verifies without the system, and fails at the place
 * where a single bit was turned.
 */
export async function evidenceOf(
  exercise: Exercise,
  files: readonly CaseFile[],
  forCourt: readonly CaseFile[],
): Promise<void> {
  exercise.protocol.begin('Evidence');
  await refusedToOthers(exercise, files[0] as CaseFile);
  for (const file of files) {
    const custody = await leaves(
      exercise,
      'nora',
      `takes out the custody of ${file.caseNumber}`,
      `${file.caseNumber}.jsonl`,
      async () => (await exercise.players.nora.get(`/cases/${file.caseId}/custody`)).bytes,
    );
    await changed(exercise, custody, await insideCustody(custody));
    if (!forCourt.includes(file)) continue;
    const { targets } = await file.as('nora');
    await packet(exercise, 'nora', file, 'workplace-violence-order', null);
    if (targets.length > 0) await packet(exercise, 'nora', file, 'civil-harassment-order', targets[0].targetId);
  }
}

async function refusedToOthers({ protocol, players }: Exercise, file: CaseFile): Promise<void> {
  const path = `/cases/${file.caseId}`;
  for (const who of ['ruth', 'samuel', 'lena'] as const) {
    await file.cannotRead(who, 'takes out the custody', 403, /None of your roles/, '/custody');
  }
  await protocol.refused('Ruth Okafor', 'asks for a packet', { status: 403, why: /None of your roles/ }, () =>
    players.ruth.ask('POST', `${path}/packets`, { body: { kind: 'workplace-violence-order' } }),
  );
  await protocol.refused(
    'Lena Fischer',
    'asks for the packet that the employer files',
    { status: 403, why: /to ask for: the employer files it/ },
    () => players.lena.ask('POST', `${path}/packets`, { body: { kind: 'workplace-violence-order' } }),
  );
  await protocol.refused(
    'Nora Aldridge',
    'asks for a packet in the name of nobody',
    { status: 422, why: /name the employee who files/ },
    () =>
      players.nora.ask('POST', `${path}/packets`, {
        body: { kind: 'civil-harassment-order', targetId: `target-${'0'.repeat(32)}` },
      }),
  );
}

/** Fetches something, keeps it as a file, and verifies it. Gives the file. */
async function leaves(
  exercise: Exercise,
  who: PlayerId,
  what: string,
  name: string,
  fetchBytes: () => Promise<Buffer>,
): Promise<string> {
  const path = join(exercise.folder, name);
  await exercise.protocol.step(exercise.players[who].name, what, async () => {
    await writeFile(path, await fetchBytes());
    const verdict = await verifyFile(path, NOTHING_NOTED);
    expect(verdict.intact, `it does not verify: ${verdict.first?.place}: ${verdict.first?.message}`);
    return `verifies: ${describe(verdict)}`;
  });
  return path;
}

const describe = ({ events, withheld, exhibits }: FileVerdict): string =>
  `${events} events${withheld === 0 ? '' : `, ${withheld} of them as hashes alone`}${exhibits === null ? '' : `, ${exhibits} exhibits`}`;

async function packet(
  exercise: Exercise,
  who: PlayerId,
  file: CaseFile,
  kind: PacketKind,
  targetId: string | null,
): Promise<void> {
  const player = exercise.players[who];
  const path = await leaves(
    exercise,
    who,
    `takes out ${file.caseNumber} for a ${kind.replaceAll('-', ' ')}`,
    `${file.caseNumber}-${kind}.zip`,
    async () => {
      const asked = await player.ask('POST', `/cases/${file.caseId}/packets`, {
        body: { kind, ...(targetId === null ? {} : { targetId }) },
      });
      expect(asked.status === 202, `asking for it was answered ${asked.status} ${asked.detail}`);
      await exercise.settled();
      const { body } = await player.get((asked.location ?? '').replace(/^\/api/, ''));
      expect(body.state === 'ready', `it is ${body.state}: ${body.failed}`);
      return Buffer.from(await (await fetch(body.link.url)).arrayBuffer());
    },
  );
  await changed(exercise, path, await insidePacket(path));
}

/** In an event, in a hash, and in the link between two. */
async function insideCustody(path: string): Promise<number[]> {
  const places = await placesOf(path, [
    '"case-opened"',
    '"hash":"',
    '"previousHash":"',
    '"number":2',
    '"head"',
    '"exportedAt"',
  ]);
  return places.map((place) => place + 10);
}

/** In the beginning of each file of the archive, by its name. */
async function insidePacket(path: string): Promise<number[]> {
  const names = (await readZip(path, () => false)).map(({ name }) => name);
  return (await placesOf(path, names)).map((place, index) => place + (names[index]?.length ?? 0) + 40);
}

async function changed({ protocol }: Exercise, path: string, also: readonly number[]): Promise<void> {
  await protocol.step('Somebody', 'turns one bit of it, at one place after the other', async () => {
    const flips = await flipEach(path, also);
    const unseen = flips.filter(({ verdict }) => verdict.intact || !verdict.first?.place);
    expect(
      unseen.length === 0,
      `it still verifies with a change at byte ${unseen.map(({ offset }) => offset).join(', ')}`,
    );
    const places = [...new Set(flips.map(({ verdict }) => verdict.first?.place ?? ''))];
    return `all ${flips.length} are found and named: ${places.slice(0, 3).join(' · ')}${places.length > 3 ? ` and ${places.length - 3} more places` : ''}`;
  });
}
