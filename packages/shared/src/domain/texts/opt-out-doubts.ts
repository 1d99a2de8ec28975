/** What a refusal often looks like, and what else it may be. Found: a model is asked. */
type Doubt = { id: string; cue: RegExp; unless?: RegExp };

// "Not after nine" sets an hour; it is no wish for silence.
const HOURS =
  /\b(?:before|after|until|till|til|during|while|when|between|at (?:night|work|noon|\d+)|today|tonight|tomorrow|right now|yet|on (?:the )?(?:weekends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)|this (?:week|early|late)|avant|apres|demain|ce soir|antes|despues|manana|hoy)\b/;

const DOUBTS: readonly Doubt[] = [
  {
    id: 'en.stop',
    cue: /\bstop(?!s\b|ped\b|ping\b|over\b)\w*/,
    unless:
      /\b(?:bus|non|truck|pit|tram|rest|train|full|one|first|last|next|metro) stop|\b(?:cant|wont|doesnt|didnt|dont|couldnt|never|not|nonstop) stop|\bstop (?:by|in|at|over|on|for|and (?:see|look|say|get|pick|check)|here|there|off|to|light|sign|lights)\b|\b(?:i|we|im|id|ill) (?:\w+ ){0,4}to stop\b|\b(?:the|a|your|can i|could i|i can|ill|i will|may i|we can|when do you) stop\b/,
  },
  {
    id: 'en.leave',
    cue: /\bunsub\w*|\bopt(?:ed|ing)? ?out\b|\b(?:want|get me) out\b|\bcount me out\b/,
    unless:
      /\b(?:opt out|opting out|out) of (?:the|my|that|a) (?:\w+ )?(?:warranty|insurance|plan|lease|coverage|deal|contract|hoa)|\bopt out fee/,
  },
  {
    id: 'en.remove',
    cue: /\b(?:remove|delete|erase|lose|forget|scrub) (?:me|us|my (?:number|name|info|information|contact|data|details|phone)|this (?:number|contact)|about me|it from your)\b|\b(?:take|get|keep) (?:me|it|my number|this number|my name|him|her) (?:off|out)\b|\boff (?:of )?(?:your|this|ur|that|the) (?:\w+ )?(?:list|lists|system)\b/,
    unless:
      /\bdont (?:lose|forget|delete|remove|take)|\b(?:will|did|do) (?:i|you) lose|\b(?:off|from) (?:the |your )?(?:wait|waiting|waitlist|hold|speaker|schedule|calendar)/,
  },
  {
    id: 'en.do_not_contact',
    cue: /\b(?:dont|never|not|no longer|no more|quit|without)(?: \w+){0,3} (?:texts?|texting|texted|message|messages|messaging|contact|contacted|contacting|bother|send|sending|hear from|write|reach out|spam|notifications?)\b/,
    unless:
      /\b(?:dont|didnt|not|never|havent) (?:get|got|getting|receive|received|receiving|see|seen|have|had|mind|worry|hesitate|forget|know)\b|\b(?:you|they|nobody|he|she|who) (?:\w+ )?(?:never|didnt|dont|havent)\b|\bwhy (?:dont|didnt)|\bdont hesitate|\bdont stop|\bnot sure\b|\bi (?:dont|didnt|never) (?:usually |really )?text\b/,
  },
  {
    id: 'en.unwelcome',
    cue: /\b(?:texts?|messages?|messaging|texting|contact|communications?|number|these|this)(?: \w+){0,3} (?:unwanted|unwelcome|unsolicited|not (?:welcome|wanted|ok|okay|appreciated|belong)|doesnt belong|need to (?:end|stop)|to end|to stop|to cease|illegal|annoying)\b|\b(?:unwanted|unsolicited|unwelcome) (?:texts?|messages?|contact)|\bexclude (?:me|us)|\b(?:dont|no longer|not|never)(?: \w+){0,2} (?:want|wish|care)(?: to)? (?:hear|these|this (?:anymore|stuff|crap)|any of (?:this|it|these)|anything)\b|\b(?:no|not|never|didnt|dont|without)(?: \w+){0,3} (?:consent|permission)\b|\b(?:quit|stop|dont|keep) (?:hit|hitting|blowing|bugging|pinging)\b|\blose the number|\b(?:dont|do not|never) use this number\b|\bremove$|\b(?:dont|doesnt|no longer) (?:have|own) this number|\bnot (?:his|her|their|that persons?) (?:number|phone)/,
  },
  {
    id: 'en.annoyed',
    cue: /\b(?:texting|messaging|contacting|bugging|bothering) (?:me|us|this)\b|\bwhy (?:are|do) you (?:\w+ ){0,2}(?:texting|text|messaging|calling|contacting)\b|\bknock it off\b|\bcut it out\b|\bblock me\b|\boff (?:of )?this\b|\b(?:file|filing|filed) (?:a |an )?(?:\w+ )?complaint\b|\billegal\b(?! to)|\bno longer (?:at|on) this\b|\b(?:didnt|never) (?:give|gave) (?:you|u|anyone|out) (?:my|this) (?:number|info|phone|contact)\b|\b(?:isnt|not|aint|no longer|doesnt|never)(?: \w+){0,3} (?:at|on|with|have|own|use) this (?:number|phone|line)\b|\bi (?:already )?(?:told|asked)(?: \w+){0,3} (?:no|not)\b|\bi said no\b/,
    unless:
      /\bhow (?:do|can) i file|\b(?:thanks|thank you|thx|love|like|prefer|start|mind|dont stop) (?:for |you )?texting\b/,
  },
  {
    id: 'en.not_interested',
    cue: /\b(?:not|no longer|never|isnt|aint|not at all)(?: \w+)? interested\b|\b(?:no|zero) interest(?: at all)?$|\bno interest in (?:this|your|you|any)\b|\bhard pass\b|\bnot for me\b|\bno desire\b/,
    unless: /\binterested in\b|\bnot only interested/,
  },
  {
    id: 'en.anger',
    cue: /\b(?:harass\w*|spam(?:mer|mers|ming)?|scammers?|stfu|fuck|fck|fu|fuk|asshole|bitch|screw you|shut up|go to hell|bug off|annoying me|creep|pest|pathetic|kick rocks|drop dead)\b/,
    unless:
      /\b(?:is|are) (?:this|it|that|you|u)(?: a| an)? (?:spam|scam)|harassment free|\b(?:ex|boss|he|she|they|kid|kids)(?: \w+)? harass\w*|\bshut up\b.*\b(?:great|awesome|deal|love)|\b(?:to|in|my) (?:the |my )?(?:spam|junk)\b|\bspam folder|\bfuck (?:yes|yeah|ya)|\bawesome\b/,
  },
  {
    id: 'en.law',
    cue: /\b(?:fcc|ftc|tcpa|dnc|attorney general|lawsuit|sue you|suing|cease|do not call|dont call list|donotcall|bbb|report(?:ed|ing)? (?:you|u|this|as|to the (?:fcc|ftc|authorities)))\b/,
    unless: /\breport(?:ing|ed)? (?:this|you) (?:leak|accident|claim|to my insurance)/,
  },
  {
    id: 'en.enough',
    cue: /\benough(?: is enough| already)?$|\bhad enough$|\bhad enough (?:of|with)|\bfed up$|\bfed up (?:with|of) (?:you|this|these|your)|\b(?:sick|tired) (?:of|w|with) (?:this|these|you|your|getting|it|all|hearing)\b|\bno means no\b|\b(?:please )?no more$|\bleave (?:me|us)(?: \w+){0,3} alone\b|\bgo away\b|\bget (?:lost|a life)\b|\bdone with (?:you|this|these)\b|\bturn (?:this|these|it|them) off\b|\bturn off (?:these|your|the) \w+/,
    unless:
      /\b(?:good|big|large|early|fast|long|warm|close|cheap|not|old|fair|is that|nice|sure|oddly) enough|\btired of (?:this|it) (?:car|truck|house|job|weather|apartment)/,
  },
  {
    id: 'en.wrong_person',
    cue: /\bwrong (?:number|person|guy|phone|one here)\b|\b(?:not|isnt|aint) (?:my|me|his|her|him) (?:number|phone)\b|\bno longer (?:his|her|their) (?:number|phone)|\b(?:passed away|is dead|deceased)\b|\bwho ?is this (?:number )?stop/,
    unless: /\bi (?:\w+ ){0,3}wrong number|\bgave you the wrong/,
  },
  {
    id: 'en.no_consent',
    cue: /\b(?:never|didnt|dont|not) (?:\w+ )?(?:sign(?:ed)? up|subscribed?|consent(?:ed)?|authorized?|agreed? to (?:this|these|get|receive|be|any|your)|give you permission|gave you permission|asked? for (?:this|these|it))\b|\b(?:revoke|withdraw|rescind)\w*\b/,
  },
  {
    id: 'en.cancel_it_all',
    cue: /\bcancel (?:everything|it all|all|this|my (?:subscription|membership|registration|account)|the (?:subscription|service))\b|\b(?:end|quit) (?:it|this|these|everything)\b|\bblock(?:ing|ed)? (?:you|u|this|ya|ur)\b|\bno (?:texts?|sms|messages?|contact)\b/,
    unless:
      /\bi (?:\w+ )?(?:got|have|had|received) no\b|\b(?:is there|there is|there are|theres) no\b|\bno (?:texts?|messages?) (?:came|arrived|yet|from)\b/,
  },
  {
    id: 'es.doubt',
    cue: /\b(?:basta|bastante ya|paren|dejen de|deje de|deja de|dejame en|dejeme en|dejenme|molest\w*|acoso|denunci\w*|equivocad\w*|equivoc\w*|(?:quit|borr|elimin|saqu|remuev)(?:e|a|en|o|ar)(?:me|nme)?|darme de baja|(?:no|nunca) (?:me|nos) (?:mand\w*|envi\w*|escrib\w*|contact\w*|llam\w*|interes\w*|text\w*)|no (?:quiero|deseo) (?:mas|nada|saber|recibir|que me|sus|estos)|no (?:mas|escrib\w*|mand\w*|molest\w*|contact\w*|envi\w*|textee\w*)|no es (?:el|su|mi|ese) numero|no (?:es|soy) (?:de )?(?:esa|la) persona|ya no (?:quiero|me|mas|escrib\w*|mand\w*)|no estoy interesad[oa]|no autori\w*)\b/,
    unless:
      /\bno mas (?:de|que)\b|\bllamo\b|\b(?:deje|dejeme|dejame) (?:pensar|ver|un|saber|el|la)/,
  },
  {
    id: 'fr.doubt',
    cue: /\b(?:arretez|arrete|cessez|cesse|desabonn\w*|desinscri\w*|retirez (?:moi|mon)|enlevez (?:moi|mon)|supprim\w* (?:moi|mon|mes)|effac\w* (?:moi|mon|mes)|pas (?:du tout )?interesse\w*|laisse\w* (?:moi|nous) (?:tranquille|en paix)|harcel\w*|mauvais numero|trompe\w* de|ne (?:me |m |nous )\w+ (?:plus|pas)|plus (?:de|d) (?:messages?|sms|textos?|contact)|jamais (?:demande|donne|autorise)|ne veux (?:plus|pas) (?:de |d |recevoir|entendre|que)|foutez|ca suffit|n ecrivez|ne plus (?:recevoir|m|me)|pas le bon numero|ne veux rien|rien recevoir|stop (?:les|aux|ces))\b/,
    unless: /\barret(?:e)? de (?:bus|metro|tram)|\barretez vous\b|\bne m (?:appelez|oubliez) pas/,
  },
];

const GESTURE = /[🛑🚫⛔🖕🤬]/u;

/** The first reason to think that a refusal may be meant. `words` are levelled, without marks. */
export function doubtAbout(words: string, text: string): string | null {
  if (GESTURE.test(text)) return 'gesture';
  if (HOURS.test(words) && !/\b(?:stop|unsub\w*|remove|again|anymore|nunca|jamais)\b/.test(words))
    return null;
  const doubt = DOUBTS.find(({ cue, unless }) => cue.test(words) && !unless?.test(words));
  return doubt?.id ?? null;
}
