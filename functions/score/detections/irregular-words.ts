/**
 * English words whose inflections no rule gives. A line is the base form, then its other forms; where a form depends on the
 * speaker (hung, hanged) both stand. Only forms that the regular rules do not make need to be here, apart from `-ing`, which the
 * rules add unless the line has one.
 */

/** Base, past, participle: `-s` and `-ing` are regular unless given. */
const VERBS = `
arise arose arisen
awake awoke awoken
be am is are was were been being
bear bore borne
beat beat beaten
become became become
befall befell befallen
begin began begun
behold beheld
bend bent
beset beset
bet bet betted
bid bid bade bidden
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
broadcast broadcast broadcasted
build built
burn burned burnt
burst burst bursted
buy bought
cast cast
catch caught
choose chose chosen
cling clung
come came come
cost cost costed
creep crept
cut cut
deal dealt
die died dying
dig dug
dive dived dove
do does did done
draw drew drawn
dream dreamed dreamt
drink drank drunk
drive drove driven
dwell dwelled dwelt
dye dyed dyeing
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown
forbid forbade forbidden
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forsake forsook forsaken
freeze froze frozen
get got gotten
give gave given
go goes going gone went
grind ground
grow grew grown
hang hung hanged
have has had having
hear heard
hide hid hidden
hit hit
hold held
hurt hurt
keep kept
kneel knelt kneeled
know knew known
lay laid
lead led
lean leaned leant
leap leaped leapt
learn learned learnt
leave left
lend lent
let let
lie lied lying lay lain
light lit lighted
lose lost
make made
mean meant
meet met
mislead misled
mistake mistook mistaken
misunderstand misunderstood
mow mowed mown
overcome overcame overcome
overhear overheard
overthrow overthrew overthrown
pay paid
picnic picnicked picnicking
plead pleaded pled
prove proved proven
put put
quit quit quitted
read read
rend rent
rid rid ridded
ride rode ridden
ring rang rung
rise rose risen
run ran run
saw sawed sawn
say said
see saw seen
seek sought
sell sold
send sent
set set
sew sewed sewn
shake shook shaken
shave shaved shaven
shed shed
shine shone shined
shit shit shat shitted
shoot shot
show showed shown
shrink shrank shrunk
shut shut
sing sang sung
sink sank sunk
sit sat
slay slew slain slayed
sleep slept
slide slid
sling slung
slit slit slitted
smell smelled smelt
sneak sneaked snuck
speak spoke spoken
speed sped speeded
spell spelled spelt
spend spent
spill spilled spilt
spin spun
spit spat spit
split split
spoil spoiled spoilt
spread spread
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
stink stank stunk
stride strode stridden
strike struck stricken
string strung
strive strove striven strived
swear swore sworn
sweep swept
swell swelled swollen
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
thrust thrust
tie tied tying
tread trod trodden
undergo undergoes underwent undergone
understand understood
undertake undertook undertaken
undo undoes undid undone
unwind unwound
uphold upheld
upset upset
vie vied vying
wake woke woken
wear wore worn
weave wove woven
weep wept
wet wet wetted
win won
wind wound
withdraw withdrew withdrawn
withhold withheld
withstand withstood
wring wrung
write wrote written
`;

/** Base and plural; the regular rules do not apply to these. */
const NOUNS = `
analysis analyses
axe axes
calf calves
child children
crisis crises
deer deer
diagnosis diagnoses
elf elves
foot feet
goose geese
grandchild grandchildren
half halves
hero heroes
housewife housewives
knife knives
leaf leaves
life lives
loaf loaves
louse lice
man men
mouse mice
echo echoes
embargo embargoes
ox oxen
person people persons
policeman policemen
policewoman policewomen
potato potatoes
quiz quizzes
self selves
sheep sheep
shelf shelves
stepchild stepchildren
thief thieves
tomato tomatoes
tooth teeth
torpedo torpedoes
veto vetoes
wife wives
wolf wolves
woman women
`;

/**
 * Verbs of several syllables with the stress on the last, whose final consonant doubles: `regret`, `regretting`; and compounds
 * of doubling verbs. Without a dictionary of stress it cannot be told from the letters.
 */
const DOUBLING = `
abet abhor acquit admit allot annul begin befit beget beset commit compel concur confer control defer demur deter disbar dispel
embed emit enrol equip excel expel extol forget handicap humbug incur infer input instil kidnap nonplus occur offset omit output
patrol permit prefer propel rebel rebut recap recur refer regret remit repel reset submit transfer transmit unplug unwrap upset
worship zigzag
`;

const lines = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

const byBase = (table: string): ReadonlyMap<string, readonly string[]> =>
  new Map(lines(table).map(([base = '', ...forms]) => [base, forms]));

/** Past and participle forms, and others that no rule gives, by the base form of the verb. */
export const IRREGULAR_VERBS: ReadonlyMap<string, readonly string[]> = byBase(VERBS);
/** Plural forms by the singular. */
export const IRREGULAR_NOUNS: ReadonlyMap<string, readonly string[]> = byBase(NOUNS);
/** Verbs of several syllables that double their last consonant. */
export const DOUBLING_VERBS: ReadonlySet<string> = new Set(lines(DOUBLING).flat());
