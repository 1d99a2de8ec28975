import type { OptOutPhrase } from './phrase.ts';

const TEXTS =
  '(?:texts?|messages?|text messages|sms|texting|messaging|notifications|alerts|promos?)';
const END = '(?= [,.]|$)';
const NOT_TOLD =
  '(?:(?<!\\b(?:you|why|if) )\\b(?:dont|didnt|never|cant|wont)|\\b(?:they|he|she) (?:dont|wont))(?: want you to)?';

const REACH = '(?:call|text|message|contact|write|email|phone|reach out to|hit up)';
const SENDING =
  '(?:hitting (?:me|us) up|hitting (?:my|this) (?:line|phone|number)|blowing (?:me|us) up)';
const HOURS =
  ' (?:before|after|until|till|during|while|when|between|at (?:night|work|noon|\\d+)|today|tonight|tomorrow|right now|yet|on (?:the )?(?:weekends?|sundays?))\\b';

/** Phrases of refusal in writing, besides those in speech. */
export const TEXTING_PHRASES: readonly OptOutPhrase[] = [
  {
    id: 'en.stop_sending',
    pattern: `(?:stop|quit|cease|discontinue) sending(?: (?:me|us|this|these|those|the|your|any|all|more|out|so many|anymore))* (?:${TEXTS}|stuff|crap|shit|bs|spam|ads?|offers?|junk|things|it|anything)|(?:stop|quit|cease) sending(?: (?:me|us))?(?: (?:these|this|those|them))?${END}`,
    unlessBefore: NOT_TOLD,
  },
  {
    id: 'en.dont_send',
    pattern: `(?:dont|never|not) (?:you )?send(?: (?:me|us|any|anymore|more|another|these|your|out|further))* (?:${TEXTS}|anything(?: else| more| again)?|stuff|spam|ads|offers)`,
    unlessBefore: '\\b(?:you|they|why|if|i|we|he|she)',
    unlessAfter:
      ' (?:before|after|until|till|during|while|when|about|at (?:night|work|\\d+)|on (?:sunday|the weekend|weekends)|yet|today|tonight|tomorrow|this (?:early|late))\\b',
  },
  {
    id: 'en.dont_text_it',
    pattern: `dont (?:text|message|contact|use) (?:it|this|them|this one|that number)(?: again| anymore)?${END}`,
    unlessBefore: '\\b(?:you|they|i|we|if|why)',
  },
  {
    id: 'en.dont_call_or_text',
    pattern: `dont ${REACH}(?: (?:me|us))?(?: (?:or|and|nor) (?:dont )?${REACH})+(?: (?:me|us|here|this number|this phone|my phone))?(?: (?:again|anymore))*`,
    unlessBefore: '\\b(?:you|they|i|we|if|why|he|she)',
    unlessAfter: HOURS,
  },
  {
    id: 'en.hitting_me_up',
    pattern: `(?:stop|quit) ${SENDING}|dont (?:hit (?:me|us) up|hit my line)`,
    unlessBefore: NOT_TOLD,
    unlessAfter: HOURS,
  },
  {
    id: 'en.stop_kind',
    pattern: `stop (?:it with |with )?(?:(?:the|these|your|all|this|any) )*(?:${TEXTS}|promos?|promotions?|ads?|spam|spamming|campaign|subscription)`,
    unlessBefore: `(?:${NOT_TOLD}|\\b(?:i|we|to))`,
    unlessAfter: ' (?:on|for the|about|from (?!you|your|this))\\b',
  },
  {
    id: 'en.then_stop',
    pattern: `(?:but|time|times|god|lord|spam|means|and|said|again|all|so|people|guys|just) stop${END}`,
    unlessBefore:
      '\\b(?:cant|wont|dont|does|do|did|it|start|non|full|never|didnt|stop)(?: \\w+){0,2}',
  },
  {
    id: 'en.told_to_stop',
    pattern: `(?:told|asked|ask|asking|telling|begged|begging|said|said for)(?: (?:you|you guys|you people|all))? to stop(?: (?:\\d+ times?|before|already|this|it|twice|many times))*${END}`,
    unlessBefore: '\\b(?:he|she|they|him|doctor|wife)',
  },
  {
    id: 'en.out_of_all',
    pattern: `(?:unsubscribe|unsub|opt out|opt me out|opting out) (?:me )?(?:from|of) (?:all|everything|this|these|them|it|here|your)(?: ${TEXTS})?${END}|exclude (?:me|us|my number|this number) from`,
    unlessBefore: NOT_TOLD,
  },
  {
    id: 'en.no_texts',
    pattern: `no more(?: of)? (?:these|this|those)${END}|enough (?:${TEXTS})|no ${TEXTS}(?= ,)`,
    unlessBefore: '\\b(?:have|had|got|get|getting|received|there are|is|not)',
  },
  {
    id: 'en.these_not_wanted',
    pattern: `(?:dont|no longer|never|not) (?:want|wish|wanna|care|like|need)(?: to)?(?: (?:get|receive|be getting|be receiving|see|have))?(?: (?:any|anymore|more|of|getting|receiving|to))* (?:these|those|them|this crap|this spam)(?: (?:${TEXTS}|anymore|again))*${END}|not (?:get|receive|be sent)(?: (?:any|anymore|of))* (?:these|those|your)(?: ${TEXTS})?(?: anymore)?${END}`,
    unlessBefore: '\\b(?:you|they|he|she|if|why)',
  },
  {
    id: 'en.your_offers_not_wanted',
    pattern: `(?:dont|no longer|never) (?:want|need|care for|wish for)(?: (?:any|more|anymore|of))* (?:your|ur) (?:offers?|ads?|promos?|promotions?|stuff|spam|marketing|junk|services?|emails?|updates)${END}`,
    unlessBefore: '\\b(?:you|they|he|she|if|why)',
  },
  {
    id: 'en.turn_off_texts',
    pattern: `(?:turn|shut) off (?:these|the|your|all|all these|all the) ${TEXTS}|how (?:do|can|could) (?:i|we) (?:stop|end|turn off|block|get rid of|stop getting|stop receiving)(?: (?:these|this|those|your|the|all|of))* ${TEXTS}(?: from you)?${END}|how (?:do|can) (?:i|we) (?:make (?:this|it|these|you)|get (?:this|these|you)(?: to)?) stop`,
  },
  {
    id: 'en.cancel_texts',
    pattern: `cancel (?:the|these|all|all these|your|my) ${TEXTS}|cancel ${TEXTS}${END}`,
    unlessBefore: NOT_TOLD,
  },
  {
    id: 'en.off_this',
    pattern: `(?:take|get) (?:me|us|my number|this number|my name|my phone)(?: (?:off|out))(?: of)?(?: (?:this|here|everything))?${END}|(?:remove|take|delete) (?:him|her|them|my \\w+|this number|the number) (?:from|off)(?: of)? (?:your|this|ur) (?:\\w+ )?(?:list|lists|database|system|records)|count me out of (?:your|these|this|the|all)`,
    unlessBefore: NOT_TOLD,
  },
  {
    id: 'en.wrong_number',
    pattern: `(?:you (?:have|got|must have|texted) |this is |its |thats |think you have )*(?:the |a )?wrong (?:number|person|guy|phone number)`,
    unlessBefore:
      '(?:\\b(?:i|we|ive|id|ill) (?:(?!you\\b)\\w+ ){0,4}(?:the|a)?|\\bis (?:this|it|that)|\\b(?:did|do|have|if) (?:i|we|you)(?: \\w+){0,3}|\\b(?:to|at|with|on|my|from)|\\b(?:gave|give|given|put|wrote|typed)(?: \\w+){0,3}|\\bnot)',
    unlessAfter: ' (?:on|in|for|listed|was|is|of) ',
  },
  {
    id: 'en.never_asked',
    pattern: `(?:never|didnt)(?: even)? (?:sign(?:ed)? up|ask(?:ed)?|subscribed?|agreed?|consent(?:ed)?|opt(?:ed)? in)(?: (?:for|to|get|getting|receive|receiving|be|any|of|these|the|your))* ${TEXTS}`,
    unlessBefore: '\\b(?:you|they|he|she|why|if)',
  },
  {
    id: 'en.sick_of_this',
    pattern: `(?:sick(?: and tired)?|tired|fed up|done) (?:of|with) (?:getting|receiving|seeing) (?:these|this|those|your)(?: ${TEXTS})?${END}`,
  },
  {
    id: 'en.lose_this',
    pattern: `(?:lose|forget|drop|erase|delete) (?:this|our) (?:number|contact|phone)`,
    unlessBefore: `(?:${NOT_TOLD}|\\b(?:i|ill|we|will|might|could|to))`,
  },

  {
    id: 'es.no_me_escriba',
    pattern:
      '(?:ya )?(?:no|nunca) (?:me|nos|le) (?:envi(?:e|es|en)|text(?:e|ee|een|ees|eo)|mensaje(?:e|en)|escrib(?:a|as|an)|mand(?:e|es|en))(?: (?:mas|nada|otro|ningun|otra))*(?: (?:mensajes?|textos?|sms|nada))?(?= [,.]|$)',
    unlessBefore: '\\b(?:si|porque|por que|aunque|quien|que)',
  },
  {
    id: 'es.no_mas_textos',
    pattern:
      '(?:no|ni un|basta de|alto a|paren) (?:mas )?(?:mensajes?|textos?|sms)|no (?:envi(?:e|es|en)|mand(?:e|es|en)) (?:mas|nada)|(?:no (?:autorizo|acepto|pedi|solicite|deseo)) (?:mas |sus |estos |recibir )*(?:mensajes|textos|sms)|cancel\\w* (?:los|estos|sus|todos los) (?:mensajes|textos)',
    unlessBefore: '\\b(?:recibi|tengo|tuve|hay|hubo)',
  },
  {
    id: 'es.deje_de_escribir',
    pattern:
      '(?:deje|deja|dejen|dejes|pare|para|paren|pares) de (?:textear|enviar|mandar|escribir|mensajear)(?:me|nos)?',
    unlessBefore: '\\b(?:no|nunca|no me)',
  },
  {
    id: 'es.numero_equivocado',
    pattern:
      '(?:numero|persona|telefono) equivocad[oa]|(?:se|te) equivoc(?:o|aron|aste) de (?:numero|persona)|(?:esta|estan) equivocad[oa]s? de numero',
    unlessBefore: '\\b(?:di|puse|marque|tengo|escribi)(?: \\w+){0,2}',
  },

  {
    id: 'fr.ne_plus_ecrire',
    pattern:
      '(?:ne )?(?:me|m|nous) (?:ecri\\w*|envo\\w*|texte\\w*|text\\w*|spamme\\w*) (?:plus|jamais)(?: (?:rien|jamais|de (?:messages?|textos?|sms)))?|ne plus (?:m|me|nous) (?:ecrire|envoyer|texter|contacter)|n envo\\w* plus (?:rien|jamais|de (?:messages?|textos?|sms))',
    unlessBefore: '\\b(?:vous|tu|il|elle|ils|on|personne|si|je|pourquoi)(?: ne)?',
    unlessAfter: ' (?:avant|apres|tard|demain|ce soir|le|la nuit|au travail)\\b',
  },
  {
    id: 'fr.arretez_d_ecrire',
    pattern:
      '(?:arrete\\w*|cesse\\w*|stoppe\\w*) (?:de (?:me |m |nous )?|d )(?:ecri\\w*|envoy\\w*|text\\w*|spamm\\w*)|cesse\\w* (?:tout|toute) (?:contact|communication)|arrete\\w* (?:les|ces|vos|tous vos) (?:textos?|sms|messages)',
    unlessBefore: '\\b(?:n|ne|pas|je|j|on|jamais)(?: vous)?',
  },
  {
    id: 'fr.plus_de_messages',
    pattern:
      '(?:veux|souhaite|desire) (?:plus|pas) (?:de|recevoir)(?: (?:de|vos|ces|aucun|des))* (?:messages?|textos?|sms)|(?:pas|plus) de (?:messages?|textos?|sms)(?= [,.]|$| merci)|jamais (?:demande|autorise|accepte) (?:ces|vos|de|a recevoir) ?\\w*',
    unlessBefore: '\\b(?:ai|y a|recu|n ai|j ai)',
  },
  {
    id: 'fr.mauvais_numero',
    pattern:
      '(?:mauvais|faux) (?:numero|destinataire)|(?:trompez|trompe|trompes) de (?:numero|personne)|erreur de (?:numero|destinataire)',
    unlessBefore: '\\b(?:j ai|je|ai)(?: \\w+){0,3}',
  },
];

/** Sentences that refuse when they stand alone, levelled and without courtesies. */
export const WHOLE_SENTENCE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'en.sentence': [
      ...[
        'stop it',
        'stop this',
        'stop these',
        'make it stop',
        'please cease',
        'cease',
        'discontinue',
      ],
      ...[
        'no text',
        'no texts',
        'no messages',
        'no texting',
        'no contact',
        'no sms',
        'i want out',
        'take me off',
        'remove me',
      ],
      ...[
        'i said stop',
        'i already said stop',
        'i told you to stop',
        'would you guys stop',
        'no more',
      ],
      ...['would you people stop', 'can you guys stop', 'you need to stop', 'this needs to stop'],
      ...[
        'these texts need to stop',
        'this has to stop',
        'i want you to stop',
        'no thank you stop',
      ],
      ...['no thanks stop', 'not interested stop', 'i asked you to stop', 'stop or ill report you'],
      ...[
        'dont reply',
        'turn these off',
        'turn this off',
        'lose the number',
        'you stop',
        'need to stop',
      ],
    ],
    'en.rebuke': [
      ...['harassment', 'blocked', 'blocking you', 'youre blocked', 'im blocking you', 'reported'],
      ...['reported as spam', 'reported for spam', 'reporting you', 'im reporting this', 'f off'],
      ...['fuck off', 'screw off', 'go to hell', 'reported and blocked', 'blocked and reported'],
      ...['stfu', 'bugger off', 'drop dead', 'get a life', 'gtfo'],
    ],
    'es.sentence': [
      'ya basta',
      'basta',
      'paren',
      'pare',
      'ya no',
      'no molesten',
      'no moleste',
      'no mas',
      'ni uno mas',
    ],
    'fr.sentence': [
      'arretez',
      'arrete',
      'ca suffit',
      'degagez',
      'stop aux messages',
      'plus rien',
      'n envoyez plus',
      'n envoie plus',
    ],
  }).flatMap(([rule, sentences]) => sentences.map((sentence) => [sentence, rule] as const)),
);
