import { sha256Hex } from './hash.ts';

/** Crockford's base 32: no I, L, O or U, so that a case number survives a telephone call. */
const SPEAKABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function derive(prefix: string, key: string): string {
  return `${prefix}-${sha256Hex(`${prefix}\n${key}`).slice(0, 32)}`;
}

/**
 * A contact's id: from where the object is, which version, and what is in it. A Message-ID is the sender's to choose, so it
 * takes no part; the same delivery handled twice gives the same id.
 */
export function contactIdOf(original: { key: string; versionId: string | null; sha256: string }): string {
  return derive('contact', `${original.key}\n${original.versionId ?? ''}\n${original.sha256}`);
}

/** The id of a report by the form: of one person and one key of theirs, so that a retry after a lost answer is the same report. */
export function reportIdOf(personId: string, idempotencyKey: string): string {
  return derive('report', `${personId}\n${idempotencyKey}`);
}

/** The id of a re-scoring: of one person and one key of theirs, as a report's. */
export function rescoreIdOf(personId: string, idempotencyKey: string): string {
  return derive('rescore', `${personId}\n${idempotencyKey}`);
}

/** The id of a packet: of one case, one person and one key of theirs, as a report's. */
export function packetIdOf(caseId: string, personId: string, idempotencyKey: string): string {
  return derive('packet', `${caseId}\n${personId}\n${idempotencyKey}`);
}

/** The id of a request for deletion: of one subject, one person who entered it and one key of theirs, as a report's. */
export function deletionIdOf(subjectId: string, personId: string, idempotencyKey: string): string {
  return derive('deletion', `${subjectId}\n${personId}\n${idempotencyKey}`);
}

/** The id of one save of a form: of what it saves, where and by whom, and one key of theirs, as a notice's. */
export function saveIdOf(about: string, idempotencyKey: string): string {
  return derive('save', `${about}\n${idempotencyKey}`);
}

/** A stable pseudonym for a subject, from a key such as `mail:someone@example.com`. */
export function subjectIdOf(key: string): string {
  return derive('subject', key);
}

/** A stable pseudonym for a target: from the address the contact gives, else from the name in any case of letters. */
export function targetIdOf({ name, address }: { name: string | null; address: string | null }): string {
  return derive('target', address === null ? `name:${(name ?? '').toLowerCase()}` : `mail:${address}`);
}

/**
 * The id of a notice: of one subject, one kind, one moment and one key of whoever records it, so that a retry after a lost answer is
 * the same notice, and the same key with other words is not.
 */
export function noticeIdOf(notice: { subjectId: string; kind: string; at: string }, idempotencyKey: string): string {
  return derive('notice', `${notice.subjectId}\n${notice.kind}\n${notice.at}\n${idempotencyKey}`);
}

/**
 * The id of a subject's case of one purpose, or of the one that no purpose is known of. Deterministic, so that a stage that runs again
 * after a crash opens the same case, not another.
 */
export function caseIdFor(subjectId: string, purpose: string | null = null): string {
  return derive('case', purpose === null ? subjectId : `${subjectId}\n${purpose}`);
}

/** The id of a case that is split off another with some of its contacts: the same ones give the same case, so that a retry opens no second. */
export function splitCaseIdFor(caseId: string, contactIds: readonly string[]): string {
  return derive('case', ['split', caseId, ...[...contactIds].sort()].join('\n'));
}

/** What people call a case: `UT-` and eight characters. Forty bits: a clash within a million cases is a one in two chance, and numbers are for people; the id decides. */
export function caseNumberOf(caseId: string): string {
  const bits = BigInt(`0x${sha256Hex(caseId).slice(0, 10)}`);
  let letters = '';
  for (let at = 0; at < 8; at++) letters += SPEAKABLE[Number((bits >> BigInt(at * 5)) & 31n)];
  return `UT-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
