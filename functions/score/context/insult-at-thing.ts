import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene } from './scene.ts';
import { PRODUCTS, ROLES } from './things.ts';

const THING = `(?:${PRODUCTS}|process|policy|policies|rule|rules|idea|question|decision|system|menu|music|logo|advert|ad|design|color|colour|shirt|form|forms|fee|fees|mistake|reason|thing|things|joke|answer|excuse|excuses|wait|hold|line|experience|service|response|survey|mailer|letter)`;

/** The insult stands before a thing ("stupid app") or is said of one ("your website is garbage", "this is idiotic"). */
const BEFORE_THING = new RegExp(`\\b(?:\\w+ )?(?:\\w+ )${THING}\\b(?! ${ROLES}\\b)`, 'g');
const OF_THING = new RegExp(
  `\\b(?:(?:your|this|that|the|these|those|my|new|whole) (?:\\w+ ){0,2}${THING}|this|that|it|which) (?:is|are|was|were|looks?|feels?|seems?|has been|became)(?: \\w+){0,5}`,
  'g',
);
const PERSON =
  /\b(?:you|he|she|they|agent|agents|rep|reps|woman|man|girl|guy|people|staff|manager|bitch|cunt|bastard|asshole|idiot|idiots|moron|morons|whore|slut|scum|retard|pig|cow)\b/g;

/** "Your stupid app", "this website is useless garbage": contempt for a thing is a complaint. */
export const insultAtThing: Context = {
  name: 'insult-at-thing',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    if (match.detection.category !== 'abuse') return null;
    const { sentence } = scene;
    const near = { first: match.first, last: Math.min(match.last + 2, sentence.last) };
    if (findPhrase(scene, PERSON, near) !== null) return null;
    const widened = { first: match.first, last: match.last };
    const thing = [BEFORE_THING, OF_THING].some((phrase) => {
      const found = findPhrase(scene, phrase, widened);
      return found !== null && found.first <= match.last && found.last >= match.last;
    });
    return thing ? { why: 'The insult is at a thing and not at a person.', atMost: 0, type: null } : null;
  },
};
