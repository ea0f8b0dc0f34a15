import { besideWords } from './nearby.ts';
import { type Scene, wordsOf } from './scene.ts';

/** What one side says it does to the other. Nobody stabs, shoots or burns an opponent. */
const BEATEN =
  /^(?:kill|murder|slaughter|destroy|bury|massacre|annihilat|smash|batter|hammer|crush|thrash|beat|finish)/;
const WE = /\b(?:we|us|our (?:lads|lot|girls|boys|team|side|men|women|eleven|squad))\b/;
/** A whole text of such a mail is read, three sentences either way. */
const SENTENCES = 3;

/** What is arranged or counted in a contest: no threat needs it. */
const ARRANGED =
  /\b(?:kick off|fixtures?|(?:home|away|return) (?:game|leg|match|tie)|(?:semi|quarter) finals?|cup (?:final|tie|match|run)|league (?:table|game|match|position)|(?:our|your|the) league|tournament|(?:\w+|#) nil|five a side|seven a side|score ?line|final score|on points|pitch (?:is )?booked|ref|referee|umpire|bibs|line ?up|first eleven|starting eleven|top scorer|tee off|tee time|wickets?|innings|quiz league|rematch|friendly)\b/g;
/** Who or what plays. */
const PLAYED =
  /\b(?:match|matches|game|games|team|teams|squad|side|league|goals?|keeper|goalie|striker|captain|players?|substitutes?|cup|derby|pitch|ground|score|scored|season|darts|bowls|football|cricket|rugby|netball|hockey|tennis|golf|pool|snooker|dominoes|quiz|chess|tournament)\b/;
/** "After the match", "outside the ground": a contest as the time or place of something else. */
const AROUND_IT =
  /\b(?:after|before|outside|following|leaving|behind) (?:\w+ ){0,2}(?:match|game|ground|pitch|final|derby|whistle|pub|stadium)\b/;
/** What belongs to no contest, and to a person who is waited for. */
const PERSONAL =
  /\b(?:home|house|address|family|wife|husband|kids|children|daughter|son|alone|knife|knives|gun|petrol|blade|bottle|police|hospital|ambulance|coffin|grave|funeral|blood|dead|die|dies|lock up|closing|finish work|shift|literally|mean it|not joking|seriously|car|walk|refund|money|owe|pay)\b/;

/**
 * "We are going to murder you on Saturday. The ref is Dave": one team says to another what it will do to it in a contest that the text itself
 * arranges or counts. The writer speaks for a side, and nothing of a person's own, of a weapon or of what comes after the contest stands beside it; who
 * will kill somebody at a match, or says only that there is football, is read as they stand.
 */
export function isRivalry(scene: Scene): boolean {
  const { act, match } = scene;
  const { category } = match.detection;
  if (category !== 'violence-recipient' && category !== 'violence-others') return false;
  if (act === null || match.captures.means !== undefined || !isOfASide(scene, act.first)) return false;
  if (!wordsOf(scene, act.first, act.last).some((word) => BEATEN.test(word))) return false;
  const beside = besideWords(scene, SENTENCES, SENTENCES);
  const rest = beside.replace(ARRANGED, ' | ');
  return rest !== beside && PLAYED.test(rest) && !AROUND_IT.test(beside) && !PERSONAL.test(rest);
}

/** "We", in the words before the act: whoever kills by themselves plays for nobody. */
function isOfASide(scene: Scene, act: number): boolean {
  return WE.test(wordsOf(scene, Math.max(scene.sentence.first, act - 8), act).join(' '));
}
