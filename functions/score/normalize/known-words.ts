/**
 * Ordinary English words, so that "k1ll" is read as a word and "B2B", an order number or a model name is left alone. Counted over
 * several kinds of customer and public text and kept where several agree, so that one source's misspellings do not count as words;
 * words of threat and abuse are added. Only words: no text of anyone.
 */
const WORDS = `
a abandon abandoned abduct abducted abilities ability able abomination aborted abortion about above abroad absence
absent absolute absolutely absurd abundance abuse abused abuser abusers abuses abusing abusive academia academic
accent accept acceptable acceptance accepted accepting accepts access accessible accessing accident accidentally
accidents accommodate accomplish accomplished accordance according accordingly account accountability accountable
accounting accounts accurate accurately accusations accuse accused accusing achieve achieved achievement acid
acknowledge acknowledged acknowledging acquired across act acted acting action actions activate activated active
actively activist activists activities activity actor actors actress acts actual actually adapt added addict
addicted addiction adding addition additional address addressed addresses addressing adds adjust admin
administration administrator admins admire admission admit admits admitted admitting adopt adopted adopting adoption
ads adult adults advance advantage advantages advertise advertising advice advise advised advocate advocates
advocating affair affairs affect affected affecting affection affects afford affordable aforementioned afraid after
afternoon afterwards again against age aged agencies agency agenda agent agents ages aggressive ago agree agreed
agreeing agreement agrees ahead aid aiding aim aimed air aircraft airline airlines airplane airport airports alarm
albeit album albums alcohol alcoholic alert alien aliens align alike alive all allegation allegedly alley alliance
allies allow allowed allowing allows almost alone along alpha already alright alter alternate alternative
alternatives although altogether always am amazing ambition ambush amendment america american americans ammo
ammunition among amongst amount amounts amusing an anal analysis and anger angle angry animal animals anime
annihilate anniversary announce announced announcement announcements announces announcing annoy annoyed annoying
annual anonymous another answer answered answering answers anticipated anxiety anxious any anybody anyhow anymore
anyone anyones anything anytime anyway anyways anywhere apart apartment apologies apologise apologize apologized
apology apparent apparently appeal appealing appear appearance appearances appeared appearing appears appease apple
apples applicable application applications applied applies apply applying appointed appointment appointments
appreciate appreciated appreciation approach approached approaches approaching appropriate appropriately approval
approve approved approx approximately apps arbitrary are area areas arguably argue argued arguing argument arguments
arm armed arms army around arrange arranged arrest arrested arresting arrests arrival arrive arrived arrives
arriving arrogance arrogant arse arsehole arson arsonist art article articles artificial artist artists arts as
ashamed asian aside ask asked asking asks asleep aspect aspects ass assassin assassinate assassination assault
assaulted asses assessment asset assets asshole assholes assign assigned assignment assignments assist assistance
assisted assisting associate associated associates association assume assumed assumes assuming assumption assure
assured asylum at ate atleast atmosphere attached attachment attack attacked attacker attacking attacks attempt
attempted attempting attempts attend attended attending attention attitude attorney attorneys attract attracted
attraction attractive audience audio aunt authentication author authoritarian authorities authority authorize
authorized autism auto automated automatic automatically avail availability available avenge average avoid avoided
avoiding await awaiting awake award awards aware awareness away awesome awful awfully awhile awkward axe babe babies
baby back backed background backing backs backup backwards bacon bad badge badly bag baggage bags bail bait balance
bald ball balloon balls ban band bands bandwidth bang bank banking bankrupt bankruptcy banks banned banning bans bar
bare barely barrel bars base baseball based basement bases bash bashed bashing basic basically basis basketball
bastard bastards bat batch bath bathroom batter battered batteries battery battle battles battling be beach bear
beard bearing beast beat beaten beating beats beautiful beauty became because become becomes becoming becuase bed
bedroom beef been beer before beforehand beg began begged begging begin beginning begins begun behalf behave
behaving behavior behaviors behaviour behead beheaded behind being beings belief beliefs believe believed believes
believing bell belong belonging belongs beloved below belt beneath beneficial benefit benefits bent beside besides
best bet beta betray betrayed better between beyond bias biased bible biblical bid big bigger biggest bike bill
billion billions bills bin binary biological biology bipolar bird birds birth birthday bisexual bit bitch bitches
bitching bite bits bitter bizarre black blackmail blacks blade blah blame blamed blames blaming blank blanket blast
blatant blatantly bleach bled bleed bleeding bless blessed blessing blew blind blindly block blocked blocking blocks
blog blonde blood bloody blow blowing blown blows bludgeon blue board boarding boards boat bodies body boiling bold
bomb bombed bomber bombing bombs bone bones bonus boobs book booked books boom boost boot boots border borders bored
boring born borrow boss bosses both bother bothered bothers bots bottle bottles bottom bought bounce bound
boundaries boundary bow bowl box boxes boy boycott boyfriend boys brain brains brainwashed brainwashing brakes
branch branches brand brave breach bread break breakdown breakfast breaking breaks breakup breast breasts breath
breathe breathing breed breeding brick bridge bridges brief briefly bright brilliant bring bringing brings brink
british broad broadcast broke broken brother brothers brought brown browse browser browsing bruise bruises brutal
brutally bubble buck bucket bucks buddies buddy budget buffer bug bugs build building buildings builds built bulk
bull bullet bullets bullied bullies bullshit bully bullying bump bumped bunch bundle burden buried burn burned
burning burns burnt burst bury burying bus bush business businesses bust busy but butcher butchered butt button buy
buying buys by cabin cable cake calculate calculated calculations calendar calendars call called calling calls calm
came camera cameras camp campaign campaigns camps campus can canada cancel canceled cancelled cancer candidate
candidates candy cannot cap capabilities capability capable capacity capital capitalism caps captain captured car
carbon card cards care cared career careful carefully cares caring carried carrier carries carry carrying cars
cartoon case cases cash casino casket cast casting casual cat catch catches catching categories category cats cattle
caught cause caused causes causing cease celebrate celebrated celebrating celebration celebrities cell cells censor
censorship cent center centered centers central centre cents centuries century certain certainly certificate
certified chain chair challenge challenged challenges challenging champion chance chances change changed changes
changing channel channels chaos chapter character characters charge charged charges charging charity charm chart
charts chase chasing chat chatting cheap cheaper cheat cheated cheating cheats check checked checking checks cheer
cheers cheese chemical chemistry cherry chest chicago chick chicken chief child childhood childish children chill
china chinese chink chip chocolate choice choices choke choked choking choose chooses choosing chop chopped chores
chose chosen christian church churches cigarettes cinema circle circles circumstances cite cities citizen citizens
citizenship city civil civilian civilization civilized claim claimed claiming claims clarification clarify clarity
class classes classic classified classy clean cleaned cleaning clear cleared clearly clever click clicked clicking
clicks client clients cliff climate climbing clip clock clone close closed closely closer closest closet closing
clothes clothing cloud clown clowns club clubs clue clueless clues clutter coach coal coast coat cocaine cock
cocktail code codes coding coffee coffin cognitive coin coincidence cold collapse colleague colleagues collect
collected collecting collection collective college colleges colonial color colors colour colours column combat
combination combinations combine combined combining combo come comeback comedy comes comfort comfortable comforting
comic comics coming command comment commentary commented commenting comments commercial commission commit commitment
committed committee committing common commonly communicate communicating communication communications communism
communist communists communities community comp companies companion company compare compared comparing comparison
compassion compatible compelled compensate compensated compensation compete competent competing competition
competitive competitor complain complained complaining complains complaint complaints complete completed completely
completion complex compliant complicated compliment comply comprehend compromise compromised compulsive computer
computers concentrate concentration concept concepts concern concerned concerning concerns concert conclude
concluded conclusion concrete condition conditions conduct conducting conference confessed confidence confident
confidential confirm confirmation confirmed confirming confirms conflict conflicting conflicts confuse confused
confusing confusion connect connected connecting connection connections connectivity conquer conscience conscious
consciousness consent consequence consequences conservative conservatives consider considerable considerably
consideration considered considering considers consistent consistently console conspiracy constant constantly
constituents constitution constitutional construction constructive construed consult consumed consumer consuming
contact contacted contacting contacts contain containing contains contemplate contempt content contents contest
context continent continually continue continued continues continuing continuous continuously contract contracts
contrary contrast contribute contributed contributing contribution contributions control controlled controlling
controls controversial controversy convenient conversation conversations conversion convert converts convicted
conviction convince convinced convincing cook cookie cookies cooking cool cop cope copied cops copy copying
copyright core corner corporate corporation corporations corpse correct corrected correction correctly correctness
corrupt corruption cost costs costume couch cough could council counsel counseling counselor count counted counter
counterparts counting countless countries country counts county coup couple couples coupon courage course courses
court courtesy courts cousin cousins cover coverage covered covering covers cow coward cowardly cowards coworker
coworkers crack cracked cracking crap crappy crash crashed crashes crashing crawl crazy cream create created creates
creating creation creative creativity creator creature creatures credentials credibility credible credit credited
credits creep creepy crew crews cried crime crimes criminal criminals cringe cripple crippled crippling crisis
criteria critical criticism criticize crook crooked crooks cross crossed crossing crowd crucial cruel cruise crush
crushed cry crying crypto crystal cult cultural culture cultures cunt cunts cup cure curiosity curious currencies
currency current currently curse curve custody custom customer customers cut cute cuts cutting cyanide cycle cycles
dad daddy dads dagger daily damage damaged damages damaging damn damned dance dancing dang danger dangerous dare
dark darkness darn data database date dated dates dating daughter daughters david dawn day days deactivated dead
deadline deadly deaf deal dealing deals dealt dear death deaths debate debating debit debt debts decade decades
decapitate decent decide decided decides deciding decision decisions deck declaration declare declared decline
declining dedicated deed deem deemed deep deeper deeply default defeat defeated defence defend defended defending
defends defense defensive definately define defined definite definitely definition definitive degenerate degree
degrees delay delayed delaying delete deleted deleting deliberate deliberately delicious deliver delivered
delivering delivers delivery delusional demand demanded demanding demands demented dementia demise demo democracy
democrat democratic democrats demographics demons demonstrates denied denies dense deny denying departing department
departure depend dependent depending depends deported depressed depressing depression depth descent describe
described describes describing description deserve deserved deserves design designated designed designer designers
desire desired desires desk desktop desperate desperately desperation despicable despise despite destination destroy
destroyed destroying destroys destruction destructive detail detailed details detect determine determined detonate
detonator devastated develop developed developers developing development device devices devil devoted diagnosis dial
dialogue dick dickhead dicks dictator dictionary did die died dies diet differ difference differences different
differently difficult difficulties difficulty dig digging digital dignity dime dinner dip dipshit direct directed
direction directions directly director dirt dirty disability disable disabled disagree disappear disappeared
disappearing disappoint disappointed disappointing disappointment disaster discipline disclosure disconnected
discount discounts discouraged discourse discover discovered discovery discredit discrimination discuss discussed
discussing discussion discussions disease diseases disgrace disgraceful disguised disgust disgusted disgusting dish
dishonest dislike dismember dismiss disorder disorders display displayed displaying displays disposable dispute
disregard disrespect disrespectful disrupt dissatisfied distance distant distinct distinction distinguish distract
distracted distraction distributed distribution district disturbing ditch dive diversity divide divided division
divorce do docs doctor doctors document documentary documentation documented documents does dog dogs doing doll
dollar dollars domain domestic dominant donate donated done donkey doomed door doors dose dot double doubt doubts
douche douchebag down downhill download downloaded downloading downloads downright downtown dox doxx dozen dozens
draft drag dragged dragging drain drained draining drama dramatically drank drastic drastically draw drawing drawn
dread dream dreaming dreams dress dressed drink drinking drinks drive driven driver drivers drives driveway driving
drop dropped dropping drops drove drown drowned drowning drug drugs drunk drunken dry dude dudes due dug dull dumb
dumbass dummy dump dumped dumping duplicate during dust duties duty dying dyke dynamic dynamite each eager ear
earlier earliest early earn earned earning ears earth ease easier easiest easily east eastern easy eat eaten eating
eats echo economic economy edge edit edited editing edition editor edits educate educated education educational
effect effective effectively effects efficiency efficient efficiently effort efforts egg eggs ego either elaborate
elderly elected election elections electric electrical electricity electrocute electronic elements eligible
eliminate eliminated elite else elses elsewhere email emailed emails embarrassed embarrassing embarrassment embrace
emerged emergency emotion emotional emotionally emotions empathy emphasize empire employ employed employee employees
employer employers employment empty enable enabled enables enabling encounter encountered encourage encouraged
encouraging end endeavors ended ending endless endlessly endorse ends enemies enemy energy enforce enforcement
enforcing engage engaged engaging engine engineer engineering engineers english enjoy enjoyed enjoying enjoyment
enjoys enormous enough ensure ensuring enter entered entering enterprise entertain entertained entertaining
entertainment entire entirely entirety entities entitled entity entrance entry environment envy epic episode
episodes equal equality equally equals equipment equipped equivalent erased error errors escalate escape escaped
especially essential essentially establish established establishing establishment estate esteem estimate estimated
eternal eternity ethical ethics europe evaluation even evening event events eventually ever every everybody everyday
everyone everything everytime everywhere evidence evidently evil evolution exact exactly exaggerated examination
examine examined example examples exams excellent except exception exceptions excess exchange exchanged excited
excitement exciting exclude excluding exclusive exclusively excuse excuses execute executed execution executive
executives exercise exercising exhausted exhausting exist existed existence existent existing exists exit expand
expanding expansion expect expectation expectations expected expecting expects expelled expense expenses expensive
experience experienced experiences experiencing experiment experimental experiments experts expire expired expires
expiring explain explained explaining explains explanation explanations explicit explode exploded exploit exploited
explore explosion explosive explosives export expose exposed exposing exposure express expressed expressing
expression extend extended extension extent external extinct extra extract extraordinary extreme extremely extremist
eye eyes fabulous face faced faces facial facilities facility facing fact factor factors factory facts factual fade
faggot fail failed failing fails failure failures fair fairly fairness faith faithful fake faking fall fallen
falling falls false falsely fame familiar families family famous fan fancy fans fantasies fantastic fantasy far fare
farm farmers fashion fashioned fast faster fastest fat fatal fate father fathers fault faulty favor favorite favors
favour favourite fear feared fears feature featuring federal fee feed feedback feeding feeds feel feeling feelings
feels fees feet fell fellow felt female females fence fertilizer festival fetish few fewer fiction fictional field
fields fifteen fifth fight fighters fighting fights figure figured figures figuring file filed files filing fill
filled filling film films filter filters filth filthy final finally finance financial financially find finding
findings finds fine fined finger fingers finish finished finishing fire firearm fired fires firing firm firmly first
fish fist fit fits fitting five fix fixed fixes fixing flag flags flames flash flat flaw flawed flaws flee flesh
flew flexible flies flight flights flip flipped flipping flirting float floating flood flooded floor flow flown
fluid flush fly flying focus focused focuses focusing folder folk folks follow followed followers following follows
fond font food fool fooled foolish fools foot footage football for forbid force forced forces forcibly forcing
forehead foreign foreigners forest forever forget forgive forgot forgotten fork form formal formally format
formatting formed former formerly forming forms formula forth fortunate fortune forum forums forward forwarded
fought foul found foundation founded founder four fourth fox fraction fragile frame frankly fraud fraudulent freak
freaked freaking freaks free freedom freedoms freely freeze freezing french frequency frequent frequently fresh
freshman friday friend friendly friends friendship frightening from front frozen fruit frustrated frustrating
frustration fuck fucked fucker fuckers fuckin fucking fucks fuel fugly full fullest fully fun function functional
functionality functioning functions fund fundamental funded funding funds funeral funny furious further futile
future gain gained gaining gallows game games gang gangs garage garbage garden gas gasoline gate gates gather
gathered gathering gave gay gear geek geeks gender gene general generally generated generation generations generic
generous genes genetic genetically genital genitals genius genocide gentleman gentlemen genuine genuinely geography
german get gettin getting ghost ghosts giant gift gifts girl girlfriend girls give given gives giving glad gladly
glass glasses glitch global globe glorious glory gmail go goal goals goat god goddamn gods goes going gold golden
golf gone good goodbye goodness goods googling gorgeous gossip got gotten government governments governor grab
grabbed grace grad grade grades gradually graduate graduated graduation grammar grand grandfather grandma
grandmother grant granted grants graphic graphics grasp grass grateful grave graves gravity gray great greater
greatest greatly greedy green grenade grew grey grief grind grinding grip grocery grooming gross grossly ground
grounds group groups grow growing grown grows growth guarantee guaranteed guard guards guess guessed guessing guest
guidance guide guidelines guillotine guilt guilty guitar gun gunman gunned guns gut guts guy guys gym habit habits
hack hacked hacker hacking hacks had hahaha hair hairy half halfway hall hammer hand handed handful handing handle
handled handles handling hands handy hang hanged hanging hangs happen happened happening happens happier happily
happiness happy harass harassed harassment hard hardcore harder hardest hardly harm harmed harmful harming harsh has
hassle hat hatchet hate hated hateful hates hating hatred hats haunt have haven having havoc he head headache headed
heading headline headlines headphones heads healing health healthcare healthy hear heard hearing hearings hears
heart hearts heat heaven heavily heavy heck heels height held hell hello help helped helpful helping helpless helps
hence her here heritage hero heroin hers herself hesitant hesitate hid hidden hide hiding high higher highest
highlight highlighted highly highway hilarious hill him himself hint hints hip hire hired hiring his historic
historical historically history hit hitman hits hitting hobbies hobby hockey hold holder holders holding holds hole
holes holiday holidays holy home homeland homeless homes hometown homework homicide homosexual homosexuality honest
honestly honesty honey honor honors honour hood hook hooked hooking hop hope hoped hopeful hopefully hopeless hopes
hoping hormones horny horrible horribly horrific horror horse horses hospital hospitals host hostage hosted hostile
hosting hot hotel hotels hotline hotter hottest hour hours house household houses housing how however hubby hug huge
human humanity humans humble humor humour hundred hundreds hung hunger hungry hunt hunted hunter hunting hurricane
hurry hurt hurting hurts husband husbands hypocrisy hypocrite hypocrites hypocritical i ice icon idea ideal ideas
identical identification identified identify identifying identity ideology idiot idiotic idiots if ignite ignition
ignorance ignorant ignore ignored ignores ignoring ill illegal illegally illegitimate illiterate illness illusion
image images imaginary imagination imagine imagined imagining immature immediate immediately immigrant immigrants
imminent immoral immune impact implement implemented implications implies imply implying import importance important
importantly impose impossible impress impressed impression impressive imprisoned improper improve improved
improvement improvements improving in inability inaccurate inadequate inappropriate inbox incapable incentive incest
inches incident incidents inclined include included includes including income incoming incompetence incompetent
incomplete inconvenience inconvenient incorrect incorrectly increase increased increases increasing increasingly
incredible incredibly indeed indefinitely independence independent india indicate indicated indicates indicating
indication indictment indirect indirectly individual individuals industrial industry inept inevitable inevitably
infant infection infinite inflicted influence influential inform information informative informed informing
infringement inherent inherently initial initially initiate initiated initiative injure injured injuries injury ink
inn inner innocence innocent input inquiry insane insanity insecure insecurities insert inserted inside insight
insignificant insist insists inspiration inspired install installed installing instance instances instant instantly
instead institution institutions instructions instrument insult insulted insulting insults insurance integrate
integrity intellectual intelligence intelligent intend intended intending intense intent intention intentional
intentionally intentions interact interaction interactions interactive interest interested interesting interests
interface interference internal international internet interpret interpreted intervene intervention interview
interviewed interviews intimate into intro introduce introduced introduction intrusive invade invaded invaders
invalid invasion invent invented invention invest investigate investigated investigating investigation
investigations investment investors invisible invite invited involve involved involvement involves involving iron
ironic irony irrational irrelevant irresponsible irritating is island isolated isolation issue issued issues it item
items its itself jab jack jackass jacket jail jar jaw jealous jesus jet jewish job jobs join joined joining joint
joke jokes joking journal journalist journalists journey joy judge judged judgement judges judging judgment judicial
juice jump jumped jumping junior junk jurisdiction jury just justice justification justified justify karma keen keep
keeping keeps kept kerosene key keyboard keys kick kicked kicking kicks kid kiddies kidding kidnap kidnapped
kidnapping kids kike kill killed killer killers killing kills kind kindly kindness kinds king kings kiss kit kitchen
knee knees knew knife knives knock knocked know knowing knowledge known knows lab label labeled labor labour lack
lacking lacks ladies lady laid lake lame land landed landing lands language languages lap laptop large larger
largest laser last lasted lasts late lately later latest latter laugh laughable laughed laughing launch launched
launching laundry law lawn laws lawsuit lawsuits lawyer lawyers lay layer laying layout lazy lead leader leaders
leadership leading leads league leaked lean leap learn learned learning learnt least leave leaves leaving lecture
led left leftist leftists lefty leg legacy legal legally legend legislation legit legitimate legitimately legs
length lesbian less lesser lesson let lethal lets letter letters letting level levels liability liable liar liars
liberal liberals liberated liberty library libs license licenses lick lid lie lied lies life lifestyle lifetime lift
lifted light lighter lights like liked likely likes liking limit limitations limited limits line lines link linked
linking links lip lips list listed listen listened listening listens listing listings lists lit literal literally
little live lived lives living load loaded loading loads loan loans loathe lobby local locally locate located
location locations lock locked locking logged logging logic logical login logo logs lonely long longer longest look
looked looking looks loop loose loosing lord lose loser losers loses losing loss losses lost lot lots loud lounge
love loved lovely lover lovers loves loving low lower lowered lowest loyal loyalty luck luckily lucky lunatic lunch
luxury lying lynch lyrics machete machine machines mad made madness magazine magazines magic magical mail mailbox
mailed mailing maim main mainly mainstream maintain maintained maintaining maintenance major majority make maker
makers makes makeup making male males malicious mall man manage managed management manager managers managing
mandatory manipulate manipulated manipulating manipulation manipulative manner manners mans manual manually
manufacturing many map march marijuana mark marked market marketing marks marriage marriages married marry martial
mask masks mass massacre masses massive master masters mat match matched matches mate material materials mates math
mathematical mathematics matter matters mature maximum may maybe mayor me meal meals mean meaning meaningful
meaningless means meant meantime meanwhile measure measures meat mechanical mechanism medal media medical medication
medicine mediocre medium meds meet meeting meetings meets member members membership meme memes memories memory men
mens mental mentality mentally mention mentioned mentioning mentions menu merchant mercy mere merely merger merits
mess message messaged messages messaging messed messenger messing messy met metal method methods metro mid middle
midnight might mighty mild mildly mile miles military milk million millionaire millions mind minded minds mindset
mine mini minimal minimize minimum minor minorities minority minors minus minute minutes miracle mirror mirrors
misconduct miserable misery misleading misplaced missed misses missing mission mistake mistaken mistakes mix mixed
mixture mob mobile mode model models moderate modern modest modified modify molested molesting mom moment moments
mommy moms monetary money monitor monkey monkeys monopoly monster monsters month monthly months mood moon moot moral
morally more morning moron morons mortgage most mostly mother motherfucker mothers motion motivated motivation
motive motives motor mountain mountains mouse mouth mouths move moved movement movements moves movie movies moving
much mud mug multimedia multiple mum murder murdered murderer murdering murderous murders muscle muscles music
musical musician musicians muslims must mute mutual my myself mysterious mystery nail nails naive naked name named
namely names naming narcissistic narrative narrow nasty nation national nationalist nations native natural naturally
nature naughty navigate nazi nazis near nearby nearest nearly necessarily necessary necessity neck necklace necks
need needed needing needs needy negative neglect neighbor neighborhood neighbors neither nerd nerves nervous network
networks neutral never new newbie newest newly news newspaper next nice nicely niece nigga nigger night nightmare
nightmares nights nine no nobody noise nomination none nonetheless nonsense noon noose nor normal normally north
northern nose not notable note noted notes nothing notice noticed notices noticing notification notifications
notified notify noting notion notorious novel now nowadays nowhere nuclear nuisance nuke number numbers numerous
nurse nut nuts oath obituary object objective objects obligated obligation obliterate oblivion obnoxious obscure
observation observations obsessed obsession obsessive obtain obtained obvious obviously occasion occasional
occasionally occasions occupied occur occurred occurs ocean odd of off offence offended offense offensive offer
offered offering offers office officer officers offices official officially officials offline offset offspring often
oh oil ok okay old older oldest on once one ones oneself ongoing online only onto open opened opening openly opens
operate operated operating operation operations operator operators opinion opinions opponent opportunities
opportunity oppose opposed opposing opposite opposition oppressed optimistic option options or oral orange order
ordered ordering orders ordinary organised organization organizations organized organizing orgasm oriented origin
original originally other others otherwise ought our ours ourselves out outcome outgoing outlet outlets outline
outlook outrage outrageous outright outside outstanding over overall overcome overdose overlooked overly overnight
overseas overweight overwhelming owe owed own owned owner owners ownership owning owns pace pack package packages
packed packing packs page pages paid pain painful painfully paint painted painting pair pairs pale pan pandemic
panel panic panties pants paper papers paradise paragraph paranoia paranoid parasite parasites pardon parent parents
park parking parole part partial partially participants participate participated participating participation
particular particularly parties partisan partly partner partners parts party pass passed passenger passengers passes
passing passion passionate passive passport password passwords past paste patch path pathetic paths patience patient
patients patriots patrol pattern patterns pause paw pay payback paycheck payed paying payment payments pays peace
peaceful peak pedophile peer peers pen penalties penalty pencil pending penis penny people peoples per perceive
percent percentage perception perfect perfectly perform performance performed performing perhaps period periods
permanent permanently permission persist persistent person personal personalities personality personally personnel
persons perspective pervert perverted pesky pet petition pets petty phase philosophy phone phones phony photo
photographer photography photos phrase phrases physical physically physics pick picked picking pickle picks picture
pictures pie piece pieces pig pigs pile pill pillow pills pilot pilots pin ping pink pipe piss pissed pisses pistol
pit pitch pity pizza place placed places placing plague plain plan plane planes planet planned planning plans plant
plants plastic plate platform platforms play played player players playing plays plea pleasant please pleased
pleasure plenty plot plug plugged plus pocket pockets poem poetry point pointed pointer pointing pointless points
poison poisoned poisoning pole police policies policy polite politely political politically politician politicians
politics poll pool poop poor poorly popping pops popular popularity population porn pornography port portion pose
posing position positions positive positively possession possibilities possibility possible possibly post posted
poster posters posting posts pot potential potentially pound pounds pour poverty power powered powerful powers
practical practically practice practices praise praised pray prayer prayers precedent precious precise precisely
predict predicted prefer preferably preference preferences preferred prefers pregnancy pregnant premier premium
prepare prepared preparing prescribed presence present presentation presented presenting presents preserve president
presidential press pressed pressing pressure presumably presume pretend pretending pretty prevail prevent prevented
preventing prevents preview previous previously prey price prices pricing prick pride primary prime princess
principal principle principles print printed prior priorities priority prison privacy private privately privilege
privileged privileges prize prizes proactive probability probably probation probe problem problematic problems
procedure procedures proceed proceeded process processed processes processing produce produced producers producing
product production productive productivity products profession professional professionals professor professors
profile profit profits program programme programmed programmer programming programs progress progressive project
projects prominent promiscuous promise promised promises promising promo promote promoted promotes promoting
promotion prompt proof propaganda proper properly properties property proportion proposal proposals proposed
proposing prosecute prosecuted prosecution prospects prosperous prostitute prostitution protect protected protecting
protection protects protest protesting protestors protests protocol proud prove proved proven proves provide
provided provider providers provides providing province proving proxy psychiatric psycho psychological psychologist
psychology psychotic public publicly publish published pull pulled pulling pulls pump punch punched punching punish
punished punishment punk punks puppet puppets puppy purchase purchased purchases purchasing pure purely purge purged
purple purpose purposely purposes pursue pursuing push pushed pushing pussy put puts putting qualified qualifies
qualify qualities quality quarter queen queer query question questionable questioned questioning questions queue
quick quicker quickly quiet quietly quit quite quote quotes race races racing racism racist racists radar radical
radio rag rage rain raining raise raised raises raising rally rambling rampage rampant ran random randomly range
ranging rank ranked ranking rant ranting rap rape raped rapid rapidly raping rapist rare rarely rat rate rated rates
rather rating ratings rational rats raw razor reach reached reaches reaching react reaction reactions read readable
reader readers reading reads ready real realise realised realistic realistically reality realization realize
realized realizing really realm rear reason reasonable reasonably reasoning reasons rebuild rebuilt recall receipt
receive received receiving recent recently recipe recipient recipients reckless reckon recognise recognition
recognize recognized recommend recommendation recommended record recorded recording records recover recovered
recovering recovery red redeem redirect reduce reduced reduces redundant refer reference referencing referred
referring refers reflect reflection reflects reform refreshing refund refunded refunds refusal refuse refused
refuses refusing regain regard regarded regarding regardless regards regime region regional register registered
registration regret regrets regular regularly regulated regulations reinstall reject rejected rejecting rejection
rejects relate related relates relating relation relations relationship relationships relative relatives relax
relaxed relay release released releases releasing relevant reliable relief religion religions religious rely relying
remain remainder remained remaining remains remarks remedy remember remembered remembering remind reminded reminder
reminding reminds remorse remote remotely removal remove removed removes removing rendered rendering rent rental
repair repeat repeated repeatedly repeating replace replaced replacement replacing replied replies reply replying
report reported reporter reporters reporting reports repost represent representation representative represented
representing represents reproduce reps republican reputation request requested requesting requests require required
requirement requirements requires requiring reschedule rescue rescued research researching resent reservation
reserve reserved reset residence resident residents resigned resist resistance resolution resolve resolved resort
resource resources respect respected respectful respecting respectively respects respond responded responding
responds response responses responsibility responsible rest restart restaurant restaurants restore restored
restricted restriction restrictions result resulted resulting results resume retail retain retaliate retaliation
retard retarded retire retired retirement retreat retrieve return returned returning returns reveal revealed reveals
revelation revenge reverse reversed revert reverted review reviewing reviews revision revolution revolutionary
revolver reward rewards rewritten rhetoric rich rid ride rides ridiculous ridiculously riding rifle rifles right
righteous rightly rights ring rings riot riots rip ripped rise rises rising risk risks rivals river road roads rob
robbed robot robots rock rocket rocks rod rogue role roles roll rolled rolling rolls romantic roof room rooms root
roots rope rose rot rotating rotten rotting rough roughly round route router routes routine routing row royal rub
rubbish rude rug ruin ruined ruining ruins rule ruled rules ruling rumors run running runs rural rush rushed sack
sacrifice sad sadly safe safely safety said sake salary sale sales same sample sanctioned sand sane sanity sarcasm
sarcastic sat satellite satisfaction satisfied satisfy saturday savage save saved saves saving savings saw say
saying says scale scam scan scandal scanned scare scared scares scary scattered scenario scenarios scene scenes
schedule scheduled scheme schemes scholars scholarship school schools science scientific scientist scientists scope
score scored scratch scream screaming screams screen screens screenshot screw screwed screwing script scroll
scrutiny scum scumbag sea seal search searched searching season seat seats second secondary seconds secret secrets
section sector secure secured security see seeing seek seeking seeks seem seemed seemingly seems seen sees segment
seize seized select selected selection self selfish sell seller selling semester senator send sending sends senior
sense sensible sensitive sent sentence sentenced sentences sentiment separate separated separately separation
seperate sequence serial series serious seriously servants serve served server servers serves service services
serving session sessions set sets setting settings settle settled setup seven several severe severely sex sexual
sexuality sexually sexy shadow shadows shake shaking shall shallow shame shameful shank shape share shared shares
sharing sharp shave she shed sheep sheer shell shelter shield shift ship shipped shipping ships shirt shirts shit
shite shithead shithole shits shitty shock shocked shocking shoe shoes shoot shooter shooting shoots shop shopping
shops short shortage shorter shortly shot shotgun shots should shoulder shoulders shout shouting shove shoved show
showed shower showing shown shows shut shy siblings sick sickening sickness side sidebar sides sigh sight sign
signal signed significance significant significantly signing signs silence silent silly silver similar similarly
simple simply simultaneously sin since sincere sincerely sing singer singing single sink sins sip sir sister sisters
sit site sites sits sitting situation situations six size sized skeptical skies skill skilled skills skin skip
skipped skull sky slammed slap slapped slash slashed slaughter slaughtered slave slavery slaves slay slaying sleep
sleeping sleeps slept slick slight slightly slim slip slipped slit slow slower slowing slowly slut sluts small
smaller smallest smart smarter smash smashed smashing smell smells smile smiled smiles smiling smoke smoking smooth
smug snack snake snap sneak sniper snow snowflake so soap sob soccer social socialism socialist socialists socially
societies society sock socks soft software sold soldier soldiers sole solely solid solution solutions solve solved
solves solving some somebody someday somehow someone someones something sometime sometimes somewhat somewhere son
song songs sons sooner sore sorry sort sorted sorting sorts sought soul sound sounded sounding sounds soup sour
source sourced sources south southern sovereignty space spaces spam spamming span spanish spare spark spawned speak
speaker speakers speaking speaks special specially species specific specifically specified specify spectrum speech
speed speedy spell spelled spelling spend spending spends spent sperm spic spider spin spinning spirit spiritual
spit spite spitting split splitting spoiled spoke spoken sponsor sport sports spot spots spotted spouse spray spread
spreading spring squad square stab stabbed stabbing stability stable stack staff stage stairs stake stalk stalked
stalker stalking stamp stance stand standard standards standing stands star stare stars start started starter
starting starts starve starving stat state stated statement statements states static stating station stations
statistic stats statues status stay stayed staying stays steady steal stealing steel stem stems step stepped
stepping steps stereotypes stick sticking sticks still stinks stir stock stole stolen stomach stomp stone stones
stood stop stopped stopping stops storage store stored stores stories storm story straight stranded strange stranger
strangers strangle strangled strangling strategic strategies strategy straw stream streaming street streets strength
stress stressed stressful stretch strict strictly strike strikes string strings strip stripped stroke strong
stronger strongest strongly struck structure structures struggle struggles struggling strung stubborn stuck student
students studied studies studio study studying stuff stumbled stunning stupid stupidity style styles subject
subjective subjects submission submit submitted subscribe subscribed subscriber subscription subscriptions substance
substantial substitute subtle succeed succeeded succeeding success successful successfully such suck sucked sucker
sucking sucks sudden suddenly sue sued suffer suffered suffering suffers suffice sufficient sufficiently suffocate
sugar suggest suggested suggesting suggestion suggestions suggests suicidal suicide suicides suing suit suitable
suite suited suits sum summary summer sums sun sunny super superficial superior supervisor supplied supplies supply
support supported supporter supporters supporting supportive supports suppose supposed supposedly suppress supremacy
sure surely surface surgery surprise surprised surprising surprisingly surround surrounded surrounding survey
survival survive survived surviving suspect suspected suspended suspicious swallow swallowed swap swatting swear
swearing sweat sweaty sweet swift swimming swing swinging switch switched switching sword swore sworn sympathy
symptoms sync syndrome system systems table tables tactic tactics tags tail take taken takes taking talent talented
talents talk talked talking talks tall taller tank tap tape target targeted targeting targets task tasks taste
taught tax taxes taxpayer taxpayers tea teach teacher teachers teaching team teams tear tears tease technical
technically technique techniques technology tedious teen teenage teenager teenagers teens teeth telephone television
tell telling tells temper temperatures template temple temporarily temporary tempted tempting ten tend tendencies
tends tenure term terminal terminate terminated terminology terms terrible terribly terrified terrifying territory
terror terrorism terrorist terrorists terrorize test tested testify testimony testing tests texas text textbook
texts than thank thanked thankful thankfully thanks that the theft their theirs them theme themes themselves then
theories theory therapist therapy there therefore these they thick thief thier thieves thighs thin thing things
think thinking thinks third thirty this thoroughly those though thought thoughts thousand thousands thread threads
threat threaten threatened threatening threatens threats three threshold threw throat through throughout throw
throwing thrown thugs thumb thus ticket tickets tie tied tier ties tight till time timeline timely times timing tin
tiny tip tips tire tired tires title titled titles tits to toast today todays toddler toddlers toe toes together
toilet token told tolerance tolerant tolerate tolerated toll tomorrow ton tone tongue tonight tons too took tool
tools top topic topics torch torn torture tortured torturing toss tossed total totally touch touched touches
touching tough tour toward towards tower towers town toxic toy toys trace track tracked tracking tracks trade traded
trading tradition traditional traffic trafficking tragedy tragic trail trailer train trained training traitors
traits tranny trans transaction transactions transfer transferred transferring transfers transgender transition
translate translation transmission transparent transport transportation trap trapped trash trauma traumatized travel
traveled traveler traveling travelling travels treason treat treated treating treatment treats tree trees tremendous
trend trends trial trials tribe tribute trick tricks tricky tried tries trigger triggered triggering trip triple
trips trivia trivial troll trolling trolls troops trouble troubles trough truck true truly trump trust trusted
trustworthy truth try trying tune tuned tunnel turd turn turned turning turns twat tweet tweeted tweeting tweets
twelve twenty twice twin twist twisted two type typed types typical typically typing ugly ultimate ultimately unable
unacceptable unattractive unavailable unaware unbelievable unblocked unblocking uncertain uncle unclear
uncomfortable unconscious under underage underground underlying underneath understand understandable understanding
understands understood underwear undo undoing unemployed unethical unexpected unfair unfamiliar unfortunate
unfortunately unfounded unhappy unhelpful uniform union unique unit united units universal universe universities
university unknown unless unlike unlikely unlimited unnecessary unrealistic unreasonable unrelated unreliable unsafe
unstable unsuccessful unsupported unsure until unusual unwanted up upcoming update updated updates updating upgrade
upgraded uphold upload uploaded upon upper upset upsetting upside urge urgent urgently urges us usable usage use
used useful usefulness useless username users uses using usual usually utilities utility utter utterly vacation
vaccine vagina vague vaguely valid validate validation validity valuable value values van vanilla variables variety
various vast vastly vehicle vendor vengeance vent venture venue verbal verbally verdict verge verifiable
verification verified verify vermin versa version versions versus very vet veteran veterans via viable vice vicious
victim victims victory video videos view viewed views vigilante vile village villages violate violated violates
violating violation violations violence violent virgin virtual virtually virtue virus visible vision visit visited
visiting visits visual vital voice voices void volume voluntary volunteer vomit vote voted voters votes voting
vulnerable wage wages wait waited waiting wake wakes waking walk walked walking walks wall wallet walls wander want
wanted wanting wants war warfare warm warming warn warned warning warnings warrant warrants wars was wash washed
waste wasted wasting watch watched watching water waterboard wave waves wax way ways we weak weaker weakness wealth
wealthy weapon weapons wear wearing wears weasel weather web website websites wed wedding weed week weekend weekends
weekly weeks weep weigh weighing weight weird weirdo welcome welfare well went were west western wet whack what
whatever whatsoever wheel wheels when whenever where whereas wherever whether which while whilst whine whining whiny
white whites who whoever whole wholesale wholly whom whore whores whose why wicked wide widely widow wife wild will
willing win wind window windows wine wing wink winner winners winning wins winter wipe wiped wireless wisdom wise
wisely wish wished wishes wishing witch with withdraw withdrawal withdrawn within without witness witnessed
witnesses wives woke woman women won wonder wondered wonderful wondering wonders wood woods word wording words wore
work worked worker workers working workplace works world worlds worldwide worn worried worries worry worrying worse
worship worst worth worthless worthwhile worthy would wound wounded wounds wrap wrath wreck wrestling wrist wrists
write writer writes writing written wrong wrongly wrote yahoo year years yell yelled yelling yellow yes yesterday
yet yield york you young younger youngest your yours yourself yourselves youth zero zip zone
`;

const KNOWN: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

const SUFFIXES = ['s', 'es', 'ed', 'd', 'ing', 'er', 'ers', 'ly'] as const;

/** Whether a lower-case word is an ordinary English word or a regular inflection of one. */
export function isKnownWord(word: string): boolean {
  if (KNOWN.has(word)) return true;
  for (const suffix of SUFFIXES) {
    if (word.length - suffix.length >= 4 && word.endsWith(suffix) && KNOWN.has(word.slice(0, -suffix.length)))
      return true;
  }
  return false;
}

/** Whether a lower-case word is in the list itself: for cutting a run of letters into words, where an inflection is too weak a proof. */
export function isListedWord(word: string): boolean {
  return KNOWN.has(word);
}

/** All of the list, for tables that are built from it. */
export function listedWords(): string[] {
  return [...KNOWN];
}
