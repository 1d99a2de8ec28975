/** What a business is held to, or what must not be said in its name. */
export const BINDING_KINDS = [
  'price',
  'discount',
  'refund',
  'credit',
  'delivery',
  'guarantee',
  'commitment',
  'legal',
  'medical',
  'other_people',
  'consent',
  'opt_out',
] as const;
export type BindingKind = (typeof BINDING_KINDS)[number];

/** No approved fact permits these: they belong to the lead, or to the law. */
export const NEVER_SAID: readonly BindingKind[] = ['consent', 'opt_out'];

/**
 * The words of each kind, in plain words (lower case, without accents or apostrophes), in English,
 * Spanish, French and German. Data: a new phrase is a line here.
 */
export const BINDING_WORDS: Readonly<Record<BindingKind, readonly RegExp[]>> = {
  price: [
    /[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:usd|eur|gbp|mxn|cad) ?\d|\b\d[\d.,]* ?(?:k|grand|bucks|dollars?|usd|euros?|eur|pounds?|quid|cents?|pesos?|dolares|francs?|chf|franken)\b/,
    /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|mil|cien|ciento|cent|mille|hundert|tausend) (?:dollars?|bucks|euros?|grand|pesos?|dolares|pounds?)\b/,
    /\b(?:price|cost|fee|total|rate|deposit|down ?payment|monthly payment|payment|precio|coste?|cuota|prix|tarif|preis)s? (?:\w+ ){0,4}(?:is|are|was|will be|would be|comes to|of|es|son|seria|est|sera|ist|betragt)\b(?! (?:not|no|something|up|given|shown|on|in|available|a question|for a|best|based|depend\w*))|\b(?:it|they|that|this|the \w+) (?:costs?|cuestan?|coutent?|coute|kostet|kosten)\b(?! (?:nothing to|you))|\b(?:cuesta|kostet|coute) \w+/,
    /\b(?:sell|selling|sold|have it|yours|take it|buy it|get it|bought \w+ \w+|bought it|bought) for (?:only |just )?(?:\d|one|two|a dollar|a buck|\w+ (?:hundred|thousand|dollars?))/,
    /\bfree of charge\b|\b(?:completely|totally|absolutely) free\b|\b(?:for|its|is|are|all) free\b(?! (?:to|on|at|until|for you to|from|tomorrow|today|next|after|before|now|mon|tue|wed|thu|fri|sat|sun))|\bno (?:charge|cost|fees?)\b|\b(?:gratis|gratuit\w*|kostenlos|sin costo|sin coste|umsonst)\b/,
  ],
  discount: [
    /\b\d+(?:[.,]\d+)? ?(?:%|percent|per cent|por ciento|pour ?cent|prozent)/,
    /\b(?:discount\w*|half price|half off|\w+ off (?:the|your|our|any|of)|\d[\d.,]* ?(?:dollars |euros )?off|markdown|coupons?|vouchers?|promo(?:tion(?:al)?)? ?(?:code|price)?s?|special (?:price|offer|deal)|rebates?|price match|best price|lowest price|knock (?:\w+ )?off|descuentos?|rebajas?|oferta especial|cupon\w*|remises?|reduction|rabais|soldes?|rabatt\w*|nachlass|gutschein\w*|sonderpreis\w*)\b/,
  ],
  refund: [
    /\b(?:refund\w*|money ?back|reimburs\w*|pay (?:you|it) back|return your (?:money|deposit)|compensat\w*|make it up to you|reembols\w*|devol\w+ (?:el|su|tu) dinero|rembours\w*|ruckerstatt\w*|erstatt\w*|geld zuruck|entschadig\w*)\b/,
  ],
  credit: [
    /\b(?:store credit|credit (?:of|for|to your|on your|approv\w*|line|score|is)|(?:pre-?)?approved|financ(?:e|ing|ed)\b|apr|interest (?:rate|free)|loans?|lease|leasing|installments?|pay later|no money down|credito|financiaci\w*|financiamiento|prestamo|cuotas|a plazos|financement|pret|taux|finanzier\w*|kredit\w*|ratenzahlung|zinsen|zinssatz)\b/,
  ],
  delivery: [
    /\b(?:deliver(?:y|ed|ing|s)?|ships?\b|shipped|shipping|arrives? (?:by|on|at|in|within)|drop (?:it|this) off|pick you up|entreg\w*|envio\b|envios\b|enviamos el|livr\w+|expedi\w+|liefer\w*|versand\w*|zustell\w*)\b/,
  ],
  guarantee: [
    /\b(?:guarante\w*|warrant(?:y|ies|ed)|promis(?:e|ed|es)\b|certif(?:y|ied)|in writing|legally binding|binding|risk[- ]free|no risk|swear|you have my word|we vouch|garanti\w*|garantiz\w*|garantia\w*|prometemos|prometo|por escrito|promet\w*|par ecrit|garantie\w*|gewahrleist\w*|versprech\w*|schriftlich|verbindlich)\b/,
  ],
  commitment: [
    /\b(?:you (?:bought|own|purchased|have bought|just bought)|(?:it|the \w+) (?:is|are) (?:now )?yours|its yours|sold to you|we have a (?:deal|contract|agreement)|its a deal|deal is done|deal confirmed|contract (?:is|was)|(?:reserved|held|set aside|on hold) (?:it |one |this )?for you|hold (?:it|this|one|the \w+) for you|we accept your offer|offer (?:is |was )?accepted|i accept|we agree to (?:sell|pay|give|your)|we owe|we will pay|ill pay|we are (?:liable|responsible|at fault)|es (?:tuyo|suyo)\b|trato hecho|contrato|cest a vous|marche conclu|contrat\b|gehort (?:jetzt )?(?:ihnen|dir)|vertrag\w*|abgemacht)\b/,
  ],
  legal: [
    /\b(?:legal(?:ly)? (?:advice|entitled|required|obligated|responsible|allowed|binding|right)|(?:you )?(?:should|can|could|may) sue|lawsuit|liab(?:le|ility)|entitled to|your rights|tax (?:deductible|deduction|free|credit|write)|statute|(?:is|its) (?:il)?legal|you (?:will|would|can) win|attorney|immigration|visa (?:is|will)|green card|contest the|breach of|asesoria legal|demandar|legalmente|deducible|conseil juridique|droit a|poursuivre en justice|rechtsberatung|verklagen|rechtlich|steuerlich|absetzbar|anspruch auf)\b/,
  ],
  medical: [
    /\b(?:diagnos\w*|dos(?:e|age|is)|\d+ ?(?:mg|milligrams?|ml|miligramos)|prescri\w*|medications?|medicines?|antibiotics?|ibuprofen\w*|aspirin\w*|symptoms?|side effects?|cures?\b|heals?\b|safe to (?:take|eat|drink|use|stop)|stop taking|you (?:have|might have|may have) (?:an? )?(?:\w+ )?(?:infection|disease|cancer|diabetes|flu|fracture|allergy|condition)|treatment (?:will|works|is)|(?:is|its) (?:not )?(?:serious|contagious|benign)|diagnostic\w*|dosis|medicament\w*|sintomas?|receta\w*|ordonnance|symptomes?|medikament\w*|symptom\w*|heilt|verschreib\w*)\b/,
  ],
  other_people: [
    /\b(?:an ?other|the other|other|our other|a different|the previous|previous|the last|last|one of our) (?:customer|client|buyer|lead|patient|guest|caller|person|people|family|couple|tenant|owner|neighbou?r)s? (?:\w+ )?(?:paid|pay|pays|bought|offered|got|said|says|told|live[sd]?|booked|wrote|texted|called|named|is|are|was|has|have|asked|agreed|signed|ordered|owe[sd]?|from|complained)\b(?! at (?:six|seven|five|\d))/,
    /\b(?:someone|somebody|another (?:one|person|man|woman|lady|guy)|a (?:customer|client|neighbou?r|couple|lady|gentleman|man|woman)|(?:your|his|her|the) (?:neighbou?r|ex|wife|husband|boss|brother|sister|cousin|friend)) (?:else )?(?:\w+ )?(?:paid|pays|bought|offered|booked|got|ordered|signed|lives|told us|said|has|owes|wrote|called|texted|came|agreed|asked)\b/,
    /\b(?:otro|otra|otros) (?:client\w*|persona|comprador\w*)|\b(?:un|une|d)? ?autres? (?:client\w*|personne|acheteu\w*)|\b(?:ein(?:e)? )?ander\w* (?:kund\w*|person\w*|kaufer\w*|interessent\w*)\b/,
  ],
  consent: [
    /\b(?:you|u|youve) (?:have |already |had |just )*(?:agreed|consented|opted in|gave (?:us )?(?:your )?(?:consent|permission)|given (?:us )?(?:your )?(?:consent|permission)|signed up for (?:texts|calls|messages)|authorized us|accepted (?:our|the) terms)\b/,
    /\b(?:consent|permission|opt[- ]?in|authorization|consentimiento|consentement|einwilligung|zustimmung) (?:\w+ )?(?:is|was|has|set|given|recorded|confirmed|granted|on file|active|esta|est|ist|liegt|wurde|a ete)\b|\b(?:marked|recorded|noted|set|saved|updated) (?:\w+ ){0,3}(?:consent|permission|opt[- ]?in)\b|\b(?:usted|tu) (?:ya )?(?:acepto|aceptaste|autorizo|dio su consentimiento)|\bvous avez (?:accepte|consenti|donne votre)|\bsie haben (?:\w+ )?(?:zugestimmt|eingewilligt)\b/,
    /\b(?:youre|you are|you have been|youve been|ive|i have|weve|we have|we) (?:now |just )?(?:re-?subscribed|subscribed|unblocked|opted you in|added you (?:back )?to (?:the|our)|put you back|whitelisted)\b/,
  ],
  opt_out: [
    /\b(?:keep|keeps|continue|continuing|go on|carry on|not stop|never stop|wont stop|still|anyway|resume) (?:\w+ ){0,3}(?:text|texting|messag\w*|call|calling|contact\w*|writ\w*|send\w*|reach\w*)\b(?! (?:us|me|our|here)\b)/,
    /\b(?:even (?:if|after|though|when)|despite|regardless of|no matter|ignor\w*|disregard\w*|overrid\w*|bypass\w*|although) (?:\w+ ){0,5}(?:stop|opt(?:ed)?[- ]?out|unsubscribe\w*|do not (?:call|contact)|dnc)\b/,
    /\b(?:cant|cannot|can not|may not|not possible to|unable to|impossible to|no way to|not allowed to|too late to) (?:\w+ )?(?:opt[- ]?out|unsubscribe|stop (?:these|the|our|us)|be removed)\b|\bstop (?:does|do|did|will|is|wont|doesnt|has) ?(?:not|nt|no effect|ignored|disabled|work)\b|\b(?:stop|opt[- ]?outs?) (?:doesnt|dont|wont|isnt|arent) (?:work|apply|count|valid)/,
    /\b(?:removed|taken|deleted|erased|unblocked|remove|take) (?:you|your number)?(?: \w+){0,3} (?:from|off) (?:\w+ )?(?:the |our )?(?:do[- ]not[- ](?:call|contact)|dnc|opt[- ]?out|block\w*|suppression|list)/,
    /\b(?:seguir\w*|continuar\w*) (?:escrib\w*|envi\w*|mand\w*|llam\w*)|\bsegui\w* (?:escribiendo|enviando|mandando|llamando)|\b(?:aunque|incluso si) (?:\w+ ){0,4}(?:stop|baja|alto)|\b(?:continuer\w*|continuons) (?:\w+ )?(?:ecrire|envoyer|appeler|contacter|textoter)|\bmeme (?:apres|si) (?:\w+ ){0,4}(?:stop|arret)|\b(?:weiter|weiterhin) (?:\w+ ){0,3}(?:schreib\w*|anruf\w*|schick\w*|kontakt\w*|texten)|\b(?:trotz|auch nach|selbst wenn) (?:\w+ ){0,4}(?:stop\w*|abmeld\w*)/,
  ],
};

/** The agent says what it does not know, may not do, or leaves to a person: that binds nothing. */
export const DISCLAIMS =
  /\b(?:i|we) (?:really |just |unfortunately )*(?:cant|cannot|can not|dont|do not|am not able to|are not able to|arent able to|wont be able to|have no|may not|must not|am unable to|am not allowed to) (?:\w+ ){0,3}(?:know|say|tell|quote|give|promise|offer|confirm|guarantee|discuss|share|provide|have|see|find|advise|decide|commit|speak|answer|comment|information|details)\b|\bim (?:not able|unable|not allowed|not a (?:lawyer|doctor))\b|\b(?:colleague|person|team|specialist|manager|expert|somebody|someone)(?: \w+){0,3} (?:can|will|could|to|would|ll|who) (?:\w+ )?(?:tell|answer|help|give|confirm|go over|explain|discuss|look|check|talk|get back|contact|follow up|know)\b|\b(?:no puedo|no podemos|no se\b|no tengo) (?:\w+ )?(?:decir|dar|prometer|confirmar|ofrecer|informacion|el precio|garantizar)\b|\bun coleg\w* (?:\w+ )?(?:le|te|puede)\b|\b(?:je ne (?:peux|sais)|nous ne pouvons) pas\b|\bun collegue (?:pourra|peut|vous)\b|\b(?:kann|konnen|weiss|darf) (?:\w+ ){0,4}(?:nicht|kein\w*)\b|\bein(?:e)? kolleg\w* (?:kann|wird)\b/;
