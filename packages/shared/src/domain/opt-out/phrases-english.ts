import type { OptOutPhrase } from './phrase.ts';

const VERB =
  '(?:call|phone|ring|contact|dial|text|message|bother|disturb|harass|bug|pester|reach out(?: to)?)';
const VERBING =
  '(?:calling|phoning|ringing|contacting|dialing|dialling|texting|messaging|bothering|disturbing|harassing|bugging|pestering|hounding|spamming|annoying|soliciting|hassling|stalking|blowing up|reaching out(?: to)?)';
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

// "If you don't call me", "they don't call me": these are not addressed to us.
const TOLD_NOBODY =
  '\\b(?:(?:if|why|how come|because|since|unless|cause|in case|that|so)(?: (?:you|u|they|he|she|people|we|yall|you guys|you people))|they|he|she|people|we|i|who|nobody|folks|if|why)';
// "Don't take me off": the opposite. But "why don't you take me off" is a request.
const TOLD_NOT_TO =
  '(?<!\\b(?:you|u|they|if|why|people) )\\b(?:dont|didnt)(?: want(?: you)? to(?: be)?)?';

/** How people refuse in English. */
export const ENGLISH: readonly OptOutPhrase[] = [
  {
    id: 'en.stop_calling',
    pattern: `(?:stop|quit|cease|discontinue|stopped|would stop|to stop)(?: (?:all|with all|with))?(?: (?:of )?(?:this|the|these|your))? (?:trying to |keep )?(?:${VERBING}|trying to (?:${VERB}|reach|sell))(?: ${ME})?`,
    unlessBefore:
      '(?:(?<!\\b(?:you|u|they|if|why|people) )\\bdont(?: want (?:you|u|them) to)?|(?<!\\b(?:why|if) )\\bdont you|(?<!\\b(?:you|they|people|guys) )\\b(?:never|cant|couldnt)|(?<!\\b(?:wish|want|rather|if|appreciate it if) )\\b(?:you|they|i|he|she|we|people|guys|ill|ive)(?: have)?(?= stopped)|(?<!asked you )(?<!told you )\\b(?:i|ill|i should|i had to|i have to|i need to|we|should i|should we)|\\b(?:why|when|how come) (?:did|do|does|would) (?:\\w+ ){0,2}\\w+|\\b(?:whyd (?:you|they)|(?<!\\bwhy )\\w+ (?:wouldnt|doesnt|didnt))|\\b(?:other|another|different|ex|scam|scammers?)\\b(?: \\w+){0,4})',
    unlessAfter: `(?: me)? (?:sir|maam|mister|mr|mrs|ms|miss|names|dude|bro|honey|sweetie|buddy|a|an|by|around|in|them|him|her|it|customers|that)\\b|${LIMITED_HOURS}`,
  },
  {
    id: 'en.stop_calls',
    pattern: `(?:stop|quit|cease|discontinue|end)(?: (?:with|making|sending|placing))?(?: (?:all|all of|the|these|those|your|any|this|me|more|of))*${KIND} ${CALLS}`,
    unlessBefore:
      '(?:\\b(?:dont|cant|never|i|we)|\\b(?:why|when|how come) (?:did|do|does|would) (?:\\w+ ){0,2}\\w+|\\b(?:whyd (?:you|they)|(?<!\\bwhy )\\w+ (?:wouldnt|doesnt|didnt)))',
    unlessAfter: ` (?:around|in|them|him|her|me|us|it|for the)\\b|${LIMITED_HOURS}`,
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
    unlessAfter: ` (?:with|about|sir|maam|mister|mr|mrs|ms|miss|a|an|that|names|dude|bro|honey|sweetie|list|registry|on (?:that|it))\\b|(?: ,)* (?:call|phone) (?:me|back)\\b|(?: ,)* (?:call|phone)(?: [,.]|$)|${LIMITED}`,
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
    unlessAfter: ` (?:with|about|by (?:the|a|my|some|another)|sir|maam|mister|mr|mrs|ms|miss|names)\\b|${LIMITED}`,
  },
  {
    id: 'en.rather_not_be_called',
    pattern: `(?:rather|prefer|like|want|ask|asked|request|requested|asking|requesting)(?: you)? not (?:to )?(?:be|get) ${VERBED}`,
    unlessAfter: LIMITED,
  },
  {
    id: 'en.no_calls_wanted',
    pattern: `(?:dont want|dont need|no longer want|no longer wish|dont wish|dont care|want no|not accepting|dont accept)(?: to)?(?: (?:get|getting|receive|receiving|have|having|take))?(?: (?:any|more|anymore|all|your|these|those|such|further|other|of|no|additional))*${KIND} (?:${CALLS}|another call)`,
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
    unlessAfter: ' (?:price|of|for)\\b',
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
      '(?:want|like|need|ask|asking|asked|request|requesting|love|expect|demand) to be (?:removed|taken off|unsubscribed|deleted)|have (?:me|us|(?:my|our|this) (?:name|number|information)) (?:removed|taken off|deleted|erased)',
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
    pattern: `(?:(?:if you|you)(?: (?!dont|never|cant|didnt)\\w+){0,2} (?:${VERB}|${VERBING})|(?:call|contact|text) (?:me|us|here) again)(?: (?!dont)\\w+){0,5} (?:ill|im|i swear|we will|i have to)(?: \\w+){0,5} (?:${REDRESS}|block)|${REDRESS}(?: \\w+){0,3} if you (?:(?!dont|never|cant|didnt)\\w+ ){0,2}${VERB}`,
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
    pattern: `(?:told|tell|telling|asked|asking|ask|begged|begging|warned|warning|said|requested|request|requesting|demand|want|like|prefer|appreciate)(?: (?!me\\b|him\\b|her\\b|them\\b)\\w+){0,6} not (?:to )?(?:${VERB}|be ${VERBING}|${VERBING})(?:(?: (?:back|again|anymore|${ME}))+|(?= [,.]|$))`,
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
