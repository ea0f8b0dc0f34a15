import type { Contact } from '../contracts/contact.ts';
import type { Category } from '../contracts/vocabulary.ts';
import { saidAndSigned } from './identity/signature-block.ts';

/** Of a contact's new speech, in UTF-16 units: whoever goes to law says so where they say that talk is over. */
const MOST_CHARACTERS = 20_000;

const WORD = String.raw`(?: [\p{L}'’-]{1,20})`;
const PLACE =
  'courts?|tribunal|small claims|judge|arbitration|ombudsman|ombuds(?:person|woman)|regulators?|watchdog|attorney general|commissioner|trading standards|citizens advice|consumer (?:protection|affairs)|better business bureau|bbb|fca|cfpb|ftc|fcc|occ|financial conduct authority|mp|congress(?:man|woman)|senator|press|newspapers?|police';
/** What somebody will do who goes a lawful way; what was done already is how some threats begin. */
const WAYS = [
  `see (?:you|them|you all|your (?:bank|company)) in${WORD}{0,2} (?:court|tribunal)`,
  `(?:take|taking|bring|bringing)${WORD}{1,4} (?:to|before)(?: the| an?| my)?${WORD}{0,2} (?:${PLACE})`,
  `(?:go|going|turn|turning|write|writing|complain|complaining|refer|referring|report|reporting|escalate|escalating|appeal|appealing|speak|speaking)${WORD}{0,5} (?:to|with)(?: the| an?| my| your)?${WORD}{0,2} (?:${PLACE}|lawyers?|solicitors?|attorneys?|barrister)`,
  `(?:my|our|an?|the) (?:lawyers?|solicitors?|attorneys?|barrister) (?:will|is|are|has|have|takes?|writes?|says?|advises?)`,
  `(?:hear|hearing) from${WORD}{0,2} (?:lawyers?|solicitors?|attorneys?|barrister)`,
  '(?:through|instruct(?:ed|ing)?|hir(?:e|ed|ing)|retain(?:ed|ing)?) (?:my|our|an?) (?:lawyers?|solicitors?|attorneys?|barrister)',
  '(?:sue|suing) (?:you|them|the|your|this)',
  '(?:take|taking|start|starting|begin|beginning|issue|issuing|commence|commencing|bring|bringing) (?:formal )?(?:legal|court) (?:action|proceedings|steps)',
  `(?:file|filing|lodge|lodging|submit|submitting)${WORD}{1,3} (?:claim|complaint|lawsuit|suit|dispute)`,
  'letter before (?:action|claim)',
].map((way) => new RegExp(String.raw`(?<!\p{L})(?:${way})(?!\p{L})`, 'iu'));

/** "I will not go …", "I won't be going …"; "I will not hesitate to go …" is none. */
const NOT = String.raw`(?:\p{L}*n['’]t|not|never|no longer)(?: be)?(?: going)?(?: to)?`;
/** The law left aside, or tried and found wanting. */
const PUT_ASIDE = new RegExp(
  String.raw`(?<!\p{L})(?:${NOT} (?:go|going|sue|suing|see you|take|taking|turn|turning|write|writing|complain|complaining|report|reporting|file|filing|bother|waste)|(?:no|without(?: any)?|not (?:need|want|wait for)|forget|instead of|never mind|past|beyond|done with|tired of|enough of|finished with)(?: more| the| your| any| an?)?${WORD}{0,1} (?:${PLACE}|law|lawyers?|solicitors?|attorneys?)|(?:${PLACE}|law|lawyers?|solicitors?|attorneys?) (?:(?:has|have|had) )?(?:failed|(?:can(?:not|['’]t)?|will not|won['’]t|would not|wouldn['’]t|could not|couldn['’]t|did not|didn['’]t|does not|doesn['’]t|do not|don['’]t|is not|isn['’]t|are no|is no)${WORD}{0,1} (?:help|save|protect|stop|reach|care|use|good|enough))|take (?:this|it|the law|matters|things) into my|(?:my|our) own (?:hands|way|justice)|where you (?:live|park|sleep)|your (?:home|house|family|kids|children|wife|husband|car))(?!\p{L})`,
  'iu',
);

/** Beside the law nobody goes to it with these. */
const MENACING: readonly Category[] = [
  ...(['violence-recipient', 'violence-others', 'weapon-capability', 'bomb-arson', 'surveillance-stalking'] as const),
  ...(['approach', 'wish-harm', 'leakage', 'doxxing', 'sexual-harassment', 'obsessive-attachment'] as const),
];

/**
 * Whether the way that a contact's own words hold out is a lawful one, such as a court, a regulator, a lawyer or the press, with nothing
 * beside it that is none. A hint, which its writer could put in front of a threat: it lowers and never raises. Time is in proportion to
 * the text's length.
 * @param categories what was found in the contact.
 */
export function goesALawfulWay({ turns }: Pick<Contact, 'turns'>, categories: readonly Category[]): boolean {
  if (categories.some((category) => MENACING.includes(category))) return false;
  const text = turns
    .filter(({ speaker, speech }) => speaker === 'subject' && speech !== 'indirect')
    .map((turn) => saidAndSigned(turn).said)
    .join('\n')
    .slice(0, MOST_CHARACTERS)
    .replace(/\s+/gu, ' ');
  return WAYS.some((way) => way.test(text)) && !PUT_ASIDE.test(text);
}
