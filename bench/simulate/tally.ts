import type { Judged } from './judge.ts';
import type { Customer } from './population.ts';
import { isOfConcern } from './texts.ts';

/** What came of one subject of concern. An act is a contact that counts; null is never. */
export interface Found {
  readonly kind: string;
  readonly customer: number;
  /** By conduct, by what a contact says itself, and by whichever came first: the number of the act, from 1. */
  readonly byConduct: number | null;
  readonly alone: number | null;
  readonly byEither: number | null;
  /** The same by whichever, counting only the acts whose words are of concern. */
  readonly ofConcern: number | null;
  /** What opened the first pattern case. */
  readonly by: readonly string[];
}

/** The innocent customers of one kind. */
export interface Innocent {
  customers: number;
  contacts: number;
  /** Contacts that open a case by what they say themselves. */
  alone: number;
  /** Customers with a pattern case. */
  patterns: number;
  /** The detections that opened the first pattern case of each. */
  readonly by: Map<string, number>;
}

/** Adds up what became of a population; nothing of a customer is kept but what a reader of the page needs. */
export class Tally {
  readonly found: Found[] = [];
  readonly innocent = new Map<string, Innocent>();
  /** Customer numbers of false pattern cases, for reading. */
  readonly false: { customer: number; kind: string; by: readonly string[] }[] = [];

  add(customer: Customer, judged: readonly Judged[]): void {
    if (customer.kind.ofConcern) this.found.push(foundOf(customer, judged));
    else this.addInnocent(customer, judged);
  }

  private addInnocent({ number, kind, contacts }: Customer, judged: readonly Judged[]): void {
    const one = this.innocent.get(kind.id) ?? { customers: 0, contacts: 0, alone: 0, patterns: 0, by: new Map() };
    this.innocent.set(kind.id, one);
    one.customers++;
    one.contacts += contacts.length;
    one.alone += judged.filter(({ alone }) => alone).length;
    const first = judged.find(({ opens }) => opens.length > 0);
    if (first === undefined) return;
    one.patterns++;
    this.false.push({ customer: number, kind: kind.id, by: first.opens });
    for (const id of first.opens) one.by.set(id, (one.by.get(id) ?? 0) + 1);
  }
}

function foundOf({ number, kind, contacts }: Customer, judged: readonly Judged[]): Found {
  const acts = judged.filter((_, index) => contacts[index]?.counts);
  const tones = contacts.filter(({ counts }) => counts).map(({ tone }) => tone);
  const first = (holds: (one: Judged) => boolean) => {
    const index = acts.findIndex(holds);
    return index < 0 ? null : index + 1;
  };
  const byEither = first(({ alone, opens }) => alone || opens.length > 0);
  return {
    kind: kind.id,
    customer: number,
    byConduct: first(({ opens }) => opens.length > 0),
    alone: first(({ alone }) => alone),
    byEither,
    ofConcern: byEither === null ? null : Math.max(1, tones.slice(0, byEither).filter(isOfConcern).length),
    by: acts.find(({ opens }) => opens.length > 0)?.opens ?? [],
  };
}
