const inflect = (verbs: string): string[] =>
  verbs.split(/\s+/).flatMap((verb) => {
    const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
    const doubled =
      /^(?:stab|slap|slit|cut|hit|get|beat|rob|gut|snap|rip|whip|club|axe|run|chop|strip)$/.test(verb) &&
      verb !== 'beat'
        ? verb + verb.slice(-1)
        : stem;
    return [verb, /(?:s|sh|ch|x)$/.test(verb) ? `${verb}es` : `${verb}s`, `${doubled}ing`, `${doubled}ed`];
  });

/** Words of harm in all their forms: what "not" in front of makes harmless. */
const HARM: ReadonlySet<string> = new Set([
  ...inflect(
    'kill murder hurt harm injure shoot stab slap slit cut hit beat punch kick attack assault strangle choke burn bomb poison torture smash destroy ' +
      'ruin threaten rape slaughter execute hang drown suffocate crush break wound bleed suffer regret die bury blow explode detonate ' +
      'stalk harass whip gut snap rip chop butcher assassinate maim kidnap abuse touch',
  ),
  ...'dead death shot slain dying violence violent broke broken hung blew blown bled bitten suicide harassment'.split(
    ' ',
  ),
]);

/** What a stalker does: harmless when the writer says that they do not. */
const PURSUIT: ReadonlySet<string> = new Set([
  ...inflect(
    'come visit follow watch wait find track hunt bring show drive call report sue contact post publish know see look go',
  ),
  ...'coming came hiding driving found waited driven'.split(' '),
]);

/** Whether a word names harm. */
export function isHarm(word: string): boolean {
  return HARM.has(word);
}

/** Whether a word names going after a person. */
export function isPursuit(word: string): boolean {
  return PURSUIT.has(word);
}
