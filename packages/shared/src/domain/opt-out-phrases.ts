/**
 * One way to refuse further contact, over levelled words (see opt-out-words). In a pattern a space
 * also spans a comma. The guards look at what stands right before and right after the match.
 */
export type OptOutPhrase = {
  id: string;
  pattern: string;
  unlessBefore?: string;
  unlessAfter?: string;
};

/** Refusals when they are all that was said; inside a sentence they mean too many other things. */
export const WHOLE_TURN: Readonly<Record<string, readonly string[]>> = {
  'en.bare': [
    'stop',
    'stop it',
    'stop this',
    'stop now',
    'stop right now',
    'stop already',
    'i said stop',
    'no stop',
    'would you stop',
    'will you stop',
    'can you stop',
    'i want you to stop',
    'i want this to stop',
    'quit',
    'opt out',
    'optout',
    'unsubscribe',
    'revoke',
    'remove me',
    'no more',
    'wrong number stop',
    'stop thank you',
    'stop thanks',
    'go away',
    'leave',
    'lose my number',
  ],
  'fr.bare': [
    'arret',
    'arretez',
    'arretez ca',
    'arrete',
    'desabonnement',
    'stop merci',
    'non stop',
  ],
  'es.bare': ['alto', 'pare', 'paren', 'basta', 'ya basta', 'baja', 'cancelar suscripcion'],
};

/** Rude dismissals, when they make up a clause of their own. */
export const WHOLE_CLAUSE: Readonly<Record<string, readonly string[]>> = {
  'en.dismissed': [
    'fuck off',
    'piss off',
    'bugger off',
    'buzz off',
    'bug off',
    'get lost',
    'go away',
    'leave me be',
    'no more',
    'unsubscribe',
    'remove me',
    'opt out',
    'take me off',
    'can you take me off',
    'could you take me off',
  ],
  'fr.dismissed': ['foutez le camp', 'fichez le camp', 'allez vous faire foutre', 'degagez'],
  'es.dismissed': ['vayase a la mierda', 'vete a la mierda', 'larguese'],
};

const VERB = '(?:call|phone|ring|contact|dial|text|message|bother|disturb|harass|bug|pester)';
const VERBING =
  '(?:calling|phoning|ringing|contacting|dialing|dialling|texting|messaging|bothering|disturbing|harassing|bugging|pestering|hounding|spamming|annoying|soliciting|hassling|stalking|blowing up)';
const VERBED =
  '(?:called|phoned|contacted|texted|bothered|disturbed|harassed|solicited|pestered|spammed)';
const ME =
  '(?:me|us|here|this (?:number|phone|line|house|place)|(?:my|our) (?:number|phone|cell|cell phone|house|home|family))';
const CALLS =
  '(?:calls|robocalls|phonecalls|texts|text messages|messages|texting|calling|contact|communications?|solicitations?)';
const KIND =
  '(?: (?:phone|sales|marketing|robo|spam|automated|unsolicited|telemarketing|unwanted|nonsense))*';
const MINE =
  '(?:my|our|this) (?:name|number|phone|phone number|cell|cell number|contact|contacts|info|information|details|data|contact info|contact information|contact details|personal information)';
const NOT_THOSE_LISTS = '(?!waiting|wait|guest|vip|price|standby|shopping|to)';
const LIST =
  '(?:list|lists|database|databases|system|systems|records|files?|registry|rotation|campaigns?|directory|queue|crm)';
const REDRESS =
  '(?:sue|suing|report|police|cops|lawyer|lawyers|attorney|complaint|court|legal|charges|ftc|fcc)';

const HOURS =
  'at (?:night|noon|midnight|dinner|lunch|this hour|this time|that time|\\d+|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four|five)|in the (?:morning|mornings|afternoon|evening|evenings|middle)|on (?:the )?(?:weekends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|holidays?)|(?:so|this|that|too) (?:early|late|often)|early|late|first thing';
const ONLY_WHEN = `(?:until|till|til|before(?! i (?:call|sue|report|file|get|contact|block|lose))|after|between|while|when|during|unless|if|except|${HOURS}|at (?:work|the office|home|my job)(?! again| anymore)|from (?:the|a|that) (?:other|different|blocked|private|unknown))`;
const ONLY_TODAY =
  '(?:today|tonight|tomorrow|right now|now(?! or)|yet|just yet|this (?:week|morning|afternoon|evening|weekend|month)|next week)';
/** "Not before nine" asks for another hour, not for silence. */
const LIMITED = ` (?:${ONLY_WHEN}|${ONLY_TODAY})\\b`;
const LIMITED_HOURS = ` (?:${ONLY_WHEN})\\b`;

// "If you don't call me", "they don't call me": nobody is being told anything.
const TOLD_NOBODY =
  '\\b(?:(?:if|why|how come|because|since|unless|cause|in case|that|so)(?: (?:you|u|they|he|she|people|we|yall|you guys|you people))|they|he|she|people|we|i|who|nobody|folks|if|why)';
// "Don't take me off": the opposite. But "why don't you take me off" is a request.
const TOLD_NOT_TO =
  '(?<!\\b(?:you|u|they|if|why|people) )\\b(?:dont|didnt)(?: want(?: you)? to(?: be)?)?';

const ENGLISH: readonly OptOutPhrase[] = [
  {
    id: 'en.stop_calling',
    pattern: `(?:stop|quit|cease|discontinue|stopped|would stop|to stop)(?: (?:all|with all|with))?(?: (?:of )?(?:this|the|these|your))? (?:trying to |keep )?(?:${VERBING}|trying to (?:${VERB}|reach|sell))(?: ${ME})?`,
    unlessBefore:
      '(?:(?<!\\b(?:you|u|they|if|why|people) )\\bdont(?: want (?:you|u|them) to)?|(?<!\\b(?:why|if) )\\bdont you|(?<!\\b(?:you|they|people|guys) )\\b(?:never|cant|couldnt)|(?<!\\b(?:wish|want|rather|if|appreciate it if) )\\b(?:you|they|i|he|she|we|people|guys|ill|ive)(?: have)?(?= stopped)|(?<!asked you )(?<!told you )\\b(?:i|ill|i should|i had to|i have to|i need to|we|should i|should we)|\\b(?:why|when|how come) (?:did|do|does|would) (?:\\w+ ){0,2}\\w+|\\b(?:other|another|different|ex|scam|scammers?)\\b(?: \\w+){0,4})',
    unlessAfter: `(?: me)? (?:sir|maam|mister|mr|mrs|ms|miss|names|dude|bro|honey|sweetie|buddy|a|an|by|around|them|him|her|it|customers|that)\\b|${LIMITED_HOURS}`,
  },
  {
    id: 'en.stop_calls',
    pattern: `(?:stop|quit|cease|discontinue|end)(?: (?:with|making|sending|placing))?(?: (?:all|all of|the|these|those|your|any|this|me|more|of))*${KIND} ${CALLS}`,
    unlessBefore:
      '(?:\\b(?:dont|cant|never|i|we)|\\b(?:why|when|how come) (?:did|do|does|would) (?:\\w+ ){0,2}\\w+)',
    unlessAfter: ` (?:around|them|him|her|me|us|it|for the)\\b|${LIMITED_HOURS}`,
  },
  { id: 'en.cease_and_desist', pattern: 'cease and desist' },
  {
    id: 'en.dont_call_again',
    pattern: `(?:dont|never|not) (?:you )?(?:even |dare |dare to |be |keep |bother |try |trying |again |try to |trying to |bother to )*(?:${VERB}|${VERBING})(?: (?:back|${ME}))* (?:again|anymore|no more|another time|in the future|in future)`,
    unlessBefore: TOLD_NOBODY,
    unlessAfter: LIMITED,
  },
  {
    id: 'en.dont_call',
    pattern: `dont (?:you )?(?:even |dare |dare to |be |keep |bother |try |trying |try to |trying to |bother to )*(?:${VERB}|${VERBING})(?:(?: (?:back|${ME}))+|(?= [,.]|$))`,
    unlessBefore: `(?:${TOLD_NOBODY}|(?<!\\b(?:thank|told|asked|telling|asking|begging|warned|said) )\\byou(?: guys| people)?)`,
    unlessAfter: ` (?:with|about|sir|maam|mister|mr|mrs|ms|miss|a|an|that|names|dude|bro|honey|sweetie|list|registry)\\b|(?: ,)* (?:call|phone) (?:me|back)\\b|(?: ,)* (?:call|phone)(?: [,.]|$)|${LIMITED}`,
  },
  {
    id: 'en.never_call',
    pattern: `never (?:again )?${VERB}(?: (?:back|${ME}))+`,
    unlessBefore: '\\b(?:you|they|i|he|she|we|guys|people|who|just)',
    unlessAfter: LIMITED,
  },
  {
    id: 'en.dont_want_you_to_call',
    pattern: `(?:dont|no longer|never|doesnt) (?:want|wish|like|appreciate|wanna have)(?: for)? (?:you|u|anyone|anybody|any of you|you guys|you people|your company|your people|yall)(?: to)?(?: be)?(?: keep)? (?:${VERB}|${VERBING})(?:(?: (?:back|again|anymore|${ME}))+|(?= [,.]|$))`,
    unlessAfter: ` (?:with|about)\\b|${LIMITED}`,
  },
  {
    id: 'en.dont_want_to_be_called',
    pattern: `(?:dont|never|no longer|not)(?: \\w+){0,2} to (?:be|get|keep being|keep getting) (?:${VERBED}|on (?:your|this|the|any)(?: ${NOT_THOSE_LISTS}\\w+)? ${LIST})`,
    unlessAfter: ` (?:with|about|by (?:the|a|my|some|another))\\b|${LIMITED}`,
  },
  {
    id: 'en.rather_not_be_called',
    pattern: `(?:rather|prefer|like|want|ask|asked|request|requested|asking|requesting)(?: you)? not (?:to )?(?:be|get) ${VERBED}`,
    unlessAfter: LIMITED,
  },
  {
    id: 'en.no_calls_wanted',
    pattern: `(?:dont want|dont need|no longer want|dont wish|dont care|want no|not accepting|dont accept)(?: to)?(?: (?:get|getting|receive|receiving|have|having|take))?(?: (?:any|more|anymore|all|your|these|those|such|further|other|of|no|additional))*${KIND} (?:${CALLS}|another call)`,
    unlessAfter: ` (?:(?:being |to be |getting )?(?:recorded|monitored|recording)|from (?!you|your|this|anyone|anybody)|with|me|us|you)\\b|${LIMITED}`,
  },
  {
    id: 'en.sick_of_calls',
    pattern: `(?:sick(?: and tired)?|tired|had enough|enough|done|fed up|over it) (?:of|with)(?: (?:all|you|you guys|you people|getting|receiving|people))*(?: (?:these|your|of|all|the|those|this))*${KIND} ${CALLS}`,
    unlessAfter: ' (?:around|them|from (?!you|your|this)|other|every)\\b',
  },
  {
    id: 'en.no_more_calls',
    pattern: `no (?:more|further|additional)${KIND} ${CALLS}`,
    unlessBefore: '\\b(?:have|had|got|has|there are|are|were|with|is)',
    unlessAfter: ` than\\b|${LIMITED}`,
  },
  {
    id: 'en.off_the_list',
    pattern: `(?:take|taken|get|remove|removed|scratch|cross|strike|pull|delete|drop|keep|leave|wipe|erase|clear|want|come) (?:(?:me|us|yourself|my family|the number|${MINE})(?: and ${MINE})? )?(?:off|from|out)(?: of)?(?: (?:your|this|that|the|any|all|of|whatever|every|these|those))*(?: ${NOT_THOSE_LISTS}\\w+){0,3} ${LIST}`,
    unlessBefore: TOLD_NOT_TO,
    unlessAfter: ' (?:price|of)\\b',
  },
  {
    id: 'en.off_the_list',
    pattern:
      '(?:get|be|want|getting|take me|get me|getting me) off(?: of)? (?:your|this|that) (?:\\w+ )?list',
    unlessBefore: TOLD_NOT_TO,
  },
  {
    id: 'en.remove_my_number',
    pattern: `(?:remove|delete|erase|scrub|wipe|discard|destroy|get rid of|throw away|throw out|take out|take off) ${MINE}`,
    unlessBefore: `(?:${TOLD_NOT_TO}|\\b(?:did you|if you|have you|accidentally|i|we|will i|did i))`,
    unlessAfter:
      ' (?:from|on|off) (?:the|my|this|that) (?:account|policy|loan|title|lease|application|booking|reservation|waiting|waitlist|appointment|contract|deed|order|profile|form|claim|car|calendar)\\b',
  },
  {
    id: 'en.lose_my_number',
    pattern: '(?:lose|forget|drop|block) (?:my|this) (?:number|phone number)',
    unlessBefore: `(?:\\b(?:i|ill|id|we|will i|can i|might|cant|never|did you|if you|have you|could|would i|not|if i)|(?<!\\b(?:you|them) )\\bto|\\b(?:dont|didnt)(?: want(?: you)? to)?)`,
  },
  {
    id: 'en.remove_me',
    pattern: '(?:remove|delete|unsubscribe|unlist|deregister|unenroll) (?:me|us)',
    unlessBefore: `(?:${TOLD_NOT_TO}|\\b(?:did you|have you|why did you|accidentally))`,
    unlessAfter:
      ' (?:(?:from|off)(?: of)? (?:(?:the|your|my|that|this|a) )?(?:waiting|waitlist|wait|schedule|appointment|meeting|booking|calendar|account|policy|guest|group|slot|monday|tuesday|wednesday|thursday|friday)|as)\\b',
  },
  {
    id: 'en.want_to_be_removed',
    pattern:
      '(?:want|like|need|ask|asking|asked|request|requesting|love|expect|demand) to be (?:removed|taken off|unsubscribed|deleted)',
    unlessBefore: '\\b(?:dont|didnt|not|wouldnt|never)',
    unlessAfter:
      ' (?:hold|speaker|(?:(?:from|off)(?: of)? )?(?:(?:the|your|my|that|this|a) )?(?:waiting|waitlist|wait|schedule|appointment|meeting|booking|calendar|account|policy|guest|group|slot))\\b',
  },
  {
    id: 'en.do_not_call_list',
    pattern:
      '(?:dont (?:call|contact|text)|no call|dnc)(?: me)?(?: \\w+)? (?:list|registry|register)',
    unlessBefore: `(?:${TOLD_NOT_TO}|\\b(?:not|off|from))(?: \\w+){0,5}`,
  },
  {
    id: 'en.consent_withdrawn',
    pattern:
      '(?:(?:revoke|revoking|withdraw|withdrawing|retract|rescind|rescinding) (?:my |all |any )*(?:consent|permission|authorization)|(?:you|they) (?:dont have|have no|never had|do not have) (?:my |any |the )*(?:consent|permission|authorization|right)(?: to (?:call|contact|text)(?: (?:me|us))?)?|i (?:dont|didnt|never) (?:give |gave |given )?(?:you |you my |any |my )*(?:consent|consented|permission|agree|agreed|authorize|authorized)(?: for| to)?(?: (?:you|get|getting|be|being|receive|receiving|you to|any|these|your))* (?:calls?|calling|called|contact|contacted|texts))',
    unlessAfter: ' (?:(?:being |to be |getting )?(?:recorded|monitored|recording))\\b',
  },
  {
    id: 'en.leave_me_alone',
    pattern: '(?:leave|let) (?:me|us|my family|our family) (?:the )?(?:hell |heck |fuck )?alone',
    unlessBefore: `(?:(?<!\\b(?:you|why|if) )\\b(?:dont|never)|\\b(?:they|he|she|it|kids|boss|doesnt|didnt)|\\b(?:he|she|it|they|kids|boss) wont|(?<!\\b(?:you|people|guys|them|all) )\\bto|\\b(?:dont|doesnt) want (?:you|him|her|them) to)`,
  },
  {
    id: 'en.threat',
    pattern: `(?:(?:if you|you)(?: (?!dont|never|cant|didnt)\\w+){0,2} (?:${VERB}|${VERBING})|(?:call|contact|text) (?:me|us|here) again)(?: (?!dont)\\w+){0,5} (?:ill|im|i swear|we will|i have to)(?: \\w+){0,5} (?:${REDRESS}|block)`,
  },
  {
    id: 'en.reporting_you',
    pattern:
      '(?:report|reporting|sue|suing) (?:you(?: guys| people)?|your company|this number|your number)(?: (?:to|for|with)(?: \\w+){1,3})?',
    unlessBefore:
      '\\bif you (?:dont|never|cant|didnt)(?! stop| quit| leave| remove| take).*|\\bdont|\\bnot',
    unlessAfter:
      '(?: \\w+){0,4} if you (?:dont|never|cant|didnt)(?! stop| quit| leave| remove| take)',
  },
  {
    id: 'en.blocking_you',
    pattern:
      '(?:im|going to|gonna|will|ill|have to|am) (?:be )?(?:block|blocking) (?:you|this number|your number|your calls|this caller)',
    unlessAfter: ' (?:off|out|in|a)\\b',
  },
  {
    id: 'en.unsubscribe',
    pattern: '(?:unsubscribe|opt me out|opt us out|opting out|opt (?:out|us out|me out))',
    unlessBefore: `(?:${TOLD_NOT_TO}|\\bnot|\\bnever|\\b(?:you|i) (?:dont|cant))`,
    unlessAfter:
      ' (?:of|from)(?: (?:the|my|your|that|this|a|any|all|these|further|future|receiving|getting|more|everything|every))*(?: (?!calls?\\b|calling|phone|texts?\\b|messages?|messaging|marketing|communications?|contact|list|lists|it\\b|them\\b|everything|this\\b|these\\b)\\w+)',
  },
  {
    id: 'en.told_not_to_call',
    pattern: `(?:told|tell|telling|asked|asking|ask|begged|begging|warned|warning|said|requested|request|requesting|demand|want|like|prefer|appreciate)(?: (?!me\\b|him\\b|her\\b|them\\b)\\w+){0,3} not (?:to )?(?:${VERB}|be ${VERBING}|${VERBING})(?:(?: (?:back|again|anymore|${ME}))+|(?= [,.]|$))`,
    unlessBefore: '\\b(?:they|he|she|wife|husband|lawyer|boss|was|were)',
    unlessAfter: LIMITED,
  },
  {
    id: 'en.you_may_not_call',
    pattern: `(?:youre not(?: (?:allowed|authorized|permitted|supposed))? to|must not|should not|shouldnt be|shouldnt|may not|cant|no longer|have no right to|have no business|mustnt) (?:keep )?(?:${VERB}|${VERBING}) (?:me|us|here|this number)(?: (?:again|anymore))?`,
    unlessBefore:
      '\\b(?:if|why|i|we|they|he|she|you can|if you|that you|maybe you|you(?= cant)|but you)',
    unlessAfter: LIMITED,
  },
  {
    id: 'en.wish_you_would_not',
    pattern: `(?:rather|prefer|wish|appreciate it|grateful|like it|better|great|love it)(?: \\w+){0,2} you(?: guys| people| all)? (?:didnt|wouldnt|dont|would not|stopped|would stop|never)(?: \\w+){0,2} (?:${VERB}|${VERBING})(?: ${ME})?`,
    unlessAfter: LIMITED,
  },
  {
    id: 'en.never_hear_from_you',
    pattern:
      '(?:(?:dont|never|no longer) (?:want|wanna|wish|need|care)(?: to)? hear from (?:you|your|anyone|anybody|any of you|y all|yall)|(?:dont|never|no longer) (?:want|wanna|wish)(?: to)? (?:talk|speak) (?:to|with) (?:you|you guys|you people|your company|anyone from your company) (?:again|anymore|ever))',
    unlessAfter: LIMITED,
  },
  {
    id: 'en.harassment',
    pattern:
      '(?:(?:this|that|its|it|which) (?:is |constitutes )?(?:considered )?harassment|(?:youre|youve been|keep) harassing (?:me|us|my))',
  },
  {
    id: 'en.cancel_calls',
    pattern: `cancel (?:all|any|these|all future|all of these|all your|future|your)(?: \\w+)? ${CALLS}`,
    unlessBefore: TOLD_NOT_TO,
  },
];

const FR_LIMITED =
  ' (?:avant|apres|demain|ce (?:soir|matin|midi|week)|cette|aujourd|le (?:matin|soir|midi|week|samedi|dimanche|lundi)|la nuit|maintenant|pendant|quand|si|tout de suite|entre|tard|tot|trop|a \\w+ heures?|a \\d|au (?:travail|bureau)|madame|monsieur|comme ca)\\b';
const FR_VERB =
  '(?:appel\\w*|rappel\\w*|contact\\w*|telephon\\w*|derang\\w*|harcel\\w*|embet\\w*|sollicit\\w*|joindre|ecriv\\w*|importun\\w*)';
const FR_MINE =
  'm(?:on|es|a) (?:numero|nom|coordonnees|donnees|telephone|contact|numero de telephone)';

const FRENCH: readonly OptOutPhrase[] = [
  {
    id: 'fr.ne_plus_appeler',
    pattern: `(?:(?:ne )?(?:me|m|nous|n) (?:re|r)?${FR_VERB} (?:plus|jamais)(?: jamais)?|ne ${FR_VERB} (?:plus|jamais)|plus jamais m ${FR_VERB}|ne plus (?:me |m |nous |etre )?${FR_VERB})`,
    unlessBefore: '\\b(?:vous|il|elle|ils|on|personne|si|je|pourquoi)(?: ne)?',
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.ne_pas_appeler',
    pattern: `(?:ne (?:me |m |nous )${FR_VERB} pas|n ${FR_VERB} (?:pas|plus)(?: ici| ce numero)?)`,
    unlessBefore: '\\b(?:vous|il|elle|ils|on|personne|si|je|pourquoi|tu)',
    unlessAfter: `(?: \\w+)?${FR_LIMITED}`,
  },
  {
    id: 'fr.arretez_d_appeler',
    pattern: `(?:arrete\\w*|cesse\\w*|stoppe\\w*|finissez)(?: immediatement| maintenant| tout de suite)? (?:de (?:me |m |nous )?|d )${FR_VERB}`,
    unlessBefore: '\\b(?:n|ne|pas|je|j|on|jamais)(?: vous)?',
    unlessAfter: `${FR_LIMITED}|(?: [a-z]+)? (?:pas)\\b`,
  },
  {
    id: 'fr.arretez_les_appels',
    pattern:
      '(?:arrete\\w*|cesse\\w*|stop(?:pe\\w*)?)(?: avec)? (?:les|ces|vos|tous les|tous ces|aux|tous vos) (?:appels|messages|textos|sms)',
    unlessBefore: '\\b(?:n|ne|pas|je|j)',
  },
  {
    id: 'fr.plus_d_appels',
    pattern:
      '(?:(?:plus d|plus de vos|plus aucun|plus de ces|pas d autres) (?:appels?|messages?|textos?|sms))',
    unlessBefore: '\\b(?:ai|avons|n ai|j ai|y a)',
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.laissez_moi',
    pattern:
      '(?:laisse\\w* (?:moi|nous) (?:tranquilles?|en paix)|(?:foute\\w*|fiche\\w*|fous|fiche) (?:moi|nous) la paix)',
  },
  {
    id: 'fr.retirez_moi',
    pattern: `(?:(?:retire\\w*|enleve\\w*|supprime\\w*|raye\\w*|efface\\w*|sorte\\w*|ote\\w*|radie\\w*) (?:moi|nous|${FR_MINE}) (?:de|des|du)(?: \\w+){0,3} (?:listes?|fichiers?|bases?|base de donnees|systeme|registres?)|(?:retire\\w*|enleve\\w*|supprime\\w*|efface\\w*|oublie\\w*) ${FR_MINE}|(?:desinscri\\w*|desabonne\\w*) (?:moi|nous)|me (?:desinscrire|desabonner)|me (?:retirer|enlever|supprimer|rayer|radier) de(?: \\w+){0,3} (?:listes?|fichiers?|base)|(?:etre|sois|soit) (?:retire\\w*|enleve\\w*|supprime\\w*|raye\\w*) de(?: \\w+){0,2} listes?)`,
    unlessBefore: '\\b(?:n|ne|pas|j ai|avez vous|n avez)',
    unlessAfter: ' (?:pas|d attente)\\b',
  },
  {
    id: 'fr.je_ne_veux_plus',
    pattern: `(?:(?:ne |n )?(?:veux|souhaite|desire|voudrais|accepte) (?:plus|pas|plus jamais)(?: jamais)? (?:etre (?:appele|rappele|contacte|derange|sollicite|joint|demarche)\\w*|recevoir (?:d |de |vos |ces |plus |aucun |autres )*(?:appels?|messages?|sms|textos?)|que vous (?:me |m |nous )?${FR_VERB}|que l on (?:me |m )${FR_VERB}|(?:de vos|d|de ces) (?:appels?|messages?)|(?:de )?vous (?:parler|entendre)|entendre parler de vous))`,
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.consentement',
    pattern: '(?:retire|revoque|annule) mon (?:consentement|accord|autorisation)',
    unlessBefore: '\\b(?:ne|n)',
  },
  {
    id: 'fr.refus',
    pattern:
      '(?:liste d opposition|liste de non appel|c est du harcelement|bloctel|numeros de telecommunication exclus)',
  },
];

const ES_LIMITED =
  ' (?:antes|despues|hoy|manana|esta|este|ahora|ahorita|hasta|cuando|mientras|durante|si|por la|por las|en la|en las|a las|a esta|a estas|al trabajo|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|los (?:lunes|domingos|sabados|fines)|tan|tarde|temprano|entre|todavia|senora?|asi|usted senora?)\\b';
const ES_VERB =
  '(?:llam(?:e|es|en|a|as|eis)|marqu(?:e|es|en)|contact(?:e|es|en)|molest(?:e|es|en)|habl(?:e|es|en)|busqu(?:e|es|en)|telefone(?:e|en)|escrib(?:a|as|an)|mand(?:e|es|en)|hostig(?:ue|uen)|acos(?:e|en))';
const ES_INFINITIVE =
  '(?:llamar|marcar|contactar|molestar|hablar|buscar|telefonear|escribir|mandar|enviar|hostigar|acosar)(?:me|nos)?';
const ES_MORE = '(?: (?:mas|nunca|jamas|nunca mas|otra vez|de nuevo|ya|nada))';
const ES_MINE =
  'mi (?:numero|nombre|telefono|informacion|contacto|celular|numero de telefono)|mis datos';

const SPANISH: readonly OptOutPhrase[] = [
  {
    id: 'es.no_me_llame',
    pattern: `(?:ya )?(?:no|nunca|nunca mas|jamas|ni) (?:me|nos|le|la) (?:vuelv(?:a|as|an) a ${ES_INFINITIVE}|${ES_VERB})${ES_MORE}?(?: a (?:mi|este|esta) (?:numero|casa|telefono))?`,
    unlessBefore: '\\b(?:que|si|porque|aunque|quien|para que)',
    unlessAfter: `(?:${ES_LIMITED}| (?:usted|loco|asi|de usted|de tu))`,
  },
  {
    id: 'es.no_llame_mas',
    pattern: `no (?:vuelv(?:a|as|an) a ${ES_INFINITIVE}|${ES_VERB}(?:${ES_MORE}| a este (?:numero|telefono)| aqui))|no (?:llame|llamen|llames)(?= [,.]|$)`,
    unlessBefore: '\\b(?:que|si|porque|para que)',
    unlessAfter: ES_LIMITED,
  },
  {
    id: 'es.deje_de_llamar',
    pattern: `(?:deje|deja|dejen|dejes|dejad|pare|para|paren|parad)(?: ya)? de (?:una vez de )?(?:estar (?:llamando|molestando)(?:me|nos)?|${ES_INFINITIVE})`,
    unlessBefore: '\\b(?:no|nunca|no me|me|se)',
    unlessAfter: ES_LIMITED,
  },
  {
    id: 'es.no_quiero_llamadas',
    pattern: `(?:ya )?no (?:quiero|deseo|quisiera|queremos|acepto)(?: (?:recibir|tener|que me hagan))?(?: (?:mas|sus|estas|tus|ninguna|ningunas|otras|otra))* (?:llamadas?|mensajes|textos|contacto)|(?:ya )?no (?:quiero|deseo|queremos|quisiera) que (?:ya )?(?:me|nos) (?:vuelvan? a ${ES_INFINITIVE}|sigan? (?:llamando|molestando|contactando)|est(?:e|en) llamando|${ES_VERB})|no (?:quiero|deseo) (?:que me sigan|ser (?:contactado|contactada|molestado|molestada|llamado))`,
    unlessAfter: `(?:${ES_LIMITED}| grabadas?| (?:mas |otra vez |nunca )?(?:antes|manana|hoy|hasta))`,
  },
  {
    id: 'es.no_mas_llamadas',
    pattern:
      '(?:no|ni una|basta de|ya basta de|basta con|paren|pare|dejen|alto a) (?:mas )?(?:las |sus |estas |tantas |con las )?(?:llamadas?|mensajes|llamadera)',
    unlessBefore: '\\b(?:recibi|tengo|tuve|hay|hubo)',
    unlessAfter: `${ES_LIMITED}| (?:perdidas?|tengo)`,
  },
  {
    id: 'es.quiteme_de_la_lista',
    pattern: `(?:(?:quite|quita|saque|saca|borre|borra|elimine|elimina|remueva|remueve|retire|retira|tache)(?:n|me|nme|nos)*(?: (?:${ES_MINE}))? (?:de|del)(?: (?:la|su|sus|tu|esa|esta|todas|las|los|ese|el))*(?: (?!espera)\\w+){0,2} (?:listas?|base de datos|sistema|registros?|archivos?)|(?:borre|borra|borren|elimine|elimina|eliminen|quite|quita|quiten|olvide|olvidese de|olviden|pierda) (?:${ES_MINE})|(?:elimineme|borreme|quiteme|saqueme|quitenme|saquenme|borrenme)(?= [,.]|$))`,
    unlessBefore: '\\b(?:no|no me|ni)',
    unlessAfter: ' (?:de espera|de invitados)\\b',
  },
  {
    id: 'es.dejeme_en_paz',
    pattern: '(?:deje|deja|dejen|dejad)(?:me|nme|nos|nnos)? (?:en paz|tranquil[oa]s?|de molestar)',
    unlessBefore: '\\b(?:no|nunca)',
  },
  {
    id: 'es.baja',
    pattern:
      '(?:(?:deme|denme|dame) de baja|dar(?:me|nos) de baja|dar de baja (?:mi|este) (?:numero|telefono|contacto))',
    unlessBefore: '\\b(?:no me|no)',
    unlessAfter:
      ' (?:del?|de la|de el|de mi|en) (?!(?:la |su |sus |esta |las )*(?:lista|listas|llamadas|mensajes))',
  },
  {
    id: 'es.consentimiento',
    pattern:
      '(?:(?:retiro|revoco|cancelo) mi (?:consentimiento|permiso|autorizacion)|no (?:tiene|tienen|tienes) (?:mi )?(?:permiso|consentimiento|autorizacion)|esto es acoso|lista de no llamar)',
  },
];

/** Every phrase, in the order in which they are tried. */
export const OPT_OUT_PHRASES: readonly OptOutPhrase[] = [...ENGLISH, ...FRENCH, ...SPANISH];
