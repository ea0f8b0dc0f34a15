import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import type { Directory } from '../../../functions/contracts/roster.ts';
import type { Instant } from '../../../functions/contracts/vocabulary.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { scanContact, shownConduct, shownLinks, shownSignals } from './scan-contact.ts';
import { ScanMemory } from './scan-memory.ts';
import type { Source } from './sources.ts';

export interface ScannedFile {
  readonly source: string;
  readonly contact: Contact;
  readonly assessment: Assessment;
}

/** Reads and scores each source as the stages do, with no server; sources of one person build one history in the order given. */
export async function* scanFiles(
  sources: Iterable<Source>,
  engine: Engine,
  directory: Directory,
  receivedAt: Instant,
): AsyncGenerator<ScannedFile> {
  const memory = new ScanMemory();
  for (const { source, bytes } of sources) {
    const original = {
      bucket: 'scan',
      key: source,
      versionId: null,
      sha256: sha256Hex(bytes),
      sizeBytes: bytes.length,
    };
    const contact = await readContact({ bytes, original, receivedAt, directory });
    yield { source, contact, assessment: await scanContact(contact, engine, memory) };
  }
}

/** The line of JSON for one contact. `error` says in words what could not be read, and is null where all was. */
export function shownFile({ source, contact, assessment }: ScannedFile) {
  return {
    source,
    contactId: contact.contactId,
    channel: contact.channel,
    subject: contact.subject,
    reporter: contact.reporter,
    targets: contact.targets,
    signatures: contact.signatures ?? [],
    flagged: assessment.flagged,
    priority: assessment.priority,
    lane: assessment.lane,
    threatType: assessment.threatType,
    categories: assessment.categories,
    severity: assessment.severity,
    imminence: assessment.imminence,
    specificity: assessment.specificity,
    risk: assessment.risk,
    scores: assessment.scores,
    signals: shownSignals(contact, assessment),
    conduct: shownConduct(assessment),
    linked: shownLinks(assessment),
    reasons: assessment.reasons,
    error: contact.problems.length === 0 ? null : contact.problems.map((problem) => problem.message).join(' '),
  };
}
