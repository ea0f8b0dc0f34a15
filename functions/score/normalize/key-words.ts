/**
 * The words that an evasion hides. Written with digits, stars, gaps or letters of other alphabets, an ordinary word is more often a
 * product name or an accident, and one of these is not: they are accepted on weaker proof.
 */
const WORDS = `
fuck fucks fucked fucker fuckers fucking motherfucker shit shits shitty shithead bullshit bitch bitches cunt cunts asshole
assholes arsehole ass bastard bastards whore whores slut sluts dick dickhead pussy cock cocks tits twat faggot faggots fag dyke
nigger niggers nigga chink spic kike tranny retard retarded idiot idiots moron morons scum pig pigs rat rats hell damn piss
pissed crap porn sex nude nudes
kill kills killed killer killers killing murder murders murdered murderer murdering die dies died dying dead death shoot shoots
shooting shooter shot stab stabs stabbed stabbing bomb bombs bombed bombing bomber burn burns burned burning hurt hurts hurting
harm harmed harming gun guns gunned gunman knife knives rifle rifles pistol shotgun bullet bullets weapon weapons ammo explode
explosion explosive explosives strangle strangled choke choked rape raped raping rapist slaughter slit slash slashed torture
tortured poison poisoned suicide suicidal hang hanged noose beat beating smash smashed punch kidnap kidnapped behead beheaded
massacre execute executed assassinate threat threats threaten threatened threatening revenge terrorist arson blood bleed bleeding
grave coffin funeral corpse suffer suffering regret destroy destroyed attack attacked attacking victim stalk stalking stalker
hate hated overdose unalive
`;

const KEY: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

/** Whether a lower-case word is one that people take trouble to hide. */
export function isKeyWord(word: string): boolean {
  return KEY.has(word);
}

/** All of them, in the order in which a masked word is guessed. */
export const KEY_WORDS: readonly string[] = [...KEY];
