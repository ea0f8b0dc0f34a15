import { isHarm } from './acts.ts';
import type { Context, Finding } from './context.ts';
import { besideWords, isMenacing, nearbyWords } from './nearby.ts';
import { type Scene, wordsOf } from './scene.ts';

/** What a customer may do and says that they will: go to law, to a regulator, to the press, or to another company. */
const REMEDY =
  /\b(?:see (?:you|them) in court|tak(?:e|ing) (?:you|this|it|them|the matter) (?:to|before|further)|(?:going|go|went|write|writing|complain|complaining|report|reporting|refer|referring|reported|turn) (?:\w+ ){0,2}to (?:the |my |a |every )?(?:newspapers?|press|papers?|ombudsman|regulator|court|tribunal|mp|media|watchdog|financial|trading|consumer|police)|(?:issue|start|begin|commence|issuing|starting) (?:\w+ ){0,2}(?:proceedings|court|legal)|su(?:e|ing) (?:you|them|your)|(?:file|filing|lodge|lodging|bring|bringing|raise|raised|raising|make|making) (?:a|an|the|my) (?:\w+ )?(?:claims?|complaint|lawsuit|suit|dispute|chargeback)|we file|small claims|letter before|before action|chargeback|(?:my|our|through my) (?:lawyers?|solicitors?|attorneys?|barrister|union|mp)|liquidators|invoices?|due date|(?:my|our) terms|enforcement officer|at the (?:inquest|hearing)|for every penny|taking (?:my|our) (?:\w+ )?(?:business|pension|custom|money|account|savings)|clos(?:e|ing) (?:my|all|every) (?:my )?accounts?|front of a judge|legal action|the contract|winding up|gym membership|direct debit|switch(?:ing)? (?:to|provider|supplier))\b/;

/** The law put aside, or tried and found wanting, is how some threats begin. */
const PUT_ASIDE =
  /\b(?:without (?:the |any |a )?(?:lawyers?|law|police|courts?|solicitors?)|no (?:lawyers?|courts?|police|solicitors?)|not (?:going )?(?:to )?(?:the )?(?:courts?|lawyers?|police|ombudsman|solicitors?|sue|suing)|nothing|past|been to|my last|finished|you can|picture|photograph|on tape|in that order|instead of|forget|beyond|(?:failed|useless|refused|turned me|let me down|would not|did nothing|tried)|(?:other|only|another|old|quicker|cheaper|different) (?:ways?|means|route|justice)|myself|my own|in person|face to face|where you live|your (?:home|house|family|kids|children|wife|husband))\b/;

/** Words of harm that say nothing of what will be done. */
const ONLY_SAID = /^(?:threat|regret)/;

const VAGUE = new Set(['ultimatum', 'violence-recipient', 'wish-harm', 'concerning-behaviour', 'approach', 'leakage']);

/** "You will pay for this: my solicitor will be in touch": what sounds like a threat is the law, a regulator, the press or a customer who leaves. */
export const remedy: Context = {
  name: 'remedy',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category, severity } = match.detection;
    if (
      !VAGUE.has(category) ||
      severity > 3 ||
      wordsOf(scene, match.first, match.last).some((word) => isHarm(word) && !ONLY_SAID.test(word))
    )
      return null;
    const words = nearbyWords(scene, 1, 2);
    const beside = besideWords(scene, 1, 2);
    if (!REMEDY.test(words) || PUT_ASIDE.test(beside) || isMenacing(beside)) return null;
    return {
      why: 'What is held out is the law, a regulator, the press or a customer who leaves.',
      atMost: 1,
      type: null,
    };
  },
};
