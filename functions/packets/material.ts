import type { Assessment } from '../contracts/assessment.ts';
import type { CaseContact, CaseState, Evidence, MissingReason } from '../contracts/case.ts';
import type { PacketKind } from '../contracts/case-custody.ts';
import type { Contact } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';

/** A contact of the case as a court is shown it. */
export interface Exhibit {
  /** From 1, in the order in which things were said. */
  readonly number: number;
  readonly contact: CaseContact;
  /** What was read of it; null where that is not to be had any more. */
  readonly source: Contact | null;
  readonly assessment: Assessment | null;
  /** The original in the vault, and its name in the packet; null where there is none. */
  readonly original: { readonly evidence: Evidence; readonly file: string } | null;
  /** Why there is no original: it was gone or changed when it was to be preserved, or is not copied yet. */
  readonly missing: MissingReason | 'not-yet' | null;
  /** The exhibit that is the same message, seen before; null for an act of its own. */
  readonly sameAs: number | null;
}

/** An employee toward whom something was done. */
export interface Employee {
  readonly targetId: string;
  readonly name: string | null;
  readonly address: string | null;
}

/** All that a packet is made of, as the case was when it was asked for. */
export interface Material {
  readonly kind: PacketKind;
  readonly packetId: string;
  readonly state: CaseState;
  /** The event that asked for the packet, and so its time: nothing later is in it. */
  readonly at: Instant;
  readonly requestedBy: string;
  readonly exhibits: readonly Exhibit[];
  readonly employees: readonly Employee[];
  /** In whose own name it is; null for the employer's. */
  readonly petitioner: Employee | null;
  /** Contacts of the case that are not in it, because they are not aimed at the petitioner. */
  readonly leftOut: number;
  readonly employer: { readonly domains: readonly string[]; readonly timeZone: string };
  /** The last event, by whose hash the whole chain stands. */
  readonly head: { readonly number: number; readonly hash: string };
}

export const acts = (exhibits: readonly Exhibit[]): Exhibit[] => exhibits.filter(({ sameAs }) => sameAs === null);

/** Nothing was found in it, and nobody reported it: it is there for what it belongs to. */
export const isQuiet = ({ contact, source }: Exhibit): boolean =>
  contact.categories.length === 0 && contact.threatType === null && (source?.report ?? null) === null;

/** `Exhibits 1, 3 to 5 and 9`. */
export function exhibitsNamed(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const runs: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end++;
    const [from, to] = [sorted[at], sorted[end]];
    if (end - at >= 2) runs.push(`${from} to ${to}`);
    else for (let one = at; one <= end; one++) runs.push(String(sorted[one]));
    at = end + 1;
  }
  const last = runs.pop() ?? '';
  const listed = runs.length === 0 ? last : `${runs.join(', ')} and ${last}`;
  return `${sorted.length === 1 ? 'Exhibit' : 'Exhibits'} ${listed}`;
}
