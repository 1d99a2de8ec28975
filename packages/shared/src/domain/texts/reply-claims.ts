const FILLERS =
  '(?:(?:a|an|your|the|just|really|actually|definitely|totally|indeed|very much|only|100%|of course|certainly|in fact|some|kind of|sort of|no|such|all) )*';
const MACHINE =
  '(?:ro)?bots?|chat ?bots?|machines?|computers?|programs?|ai|artificial|automated|software|algorithms?|auto ?repl(?:y|ies)';
const PERSON =
  '(?:real |actual |live |living |genuine |true |normal |regular |flesh and blood |breathing |thinking |proud )*(?:human(?: being)?s?|persons?|people|m[ae]n|wom[ae]n|guy|girl|lady|mom|dad)';

const CLAIMS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\b(?:if|whether|that|think|thought) )\\b(?:i am|i'm|im|this is|we are|we're|it's|its) ${FILLERS}(?:${PERSON})\\b(?! (?:resources|rights|services?)\\b)`,
  ),
  new RegExp(
    `\\b(?:i am|i'm|im|this is|it's|we're) ${FILLERS}(?:not|no) ${FILLERS}(?:${MACHINE})\\b`,
  ),
  new RegExp(`\\b(?:this isn't|ain't|isn't) ${FILLERS}(?:${MACHINE})\\b`),
  new RegExp(
    `\\b(?:talking|texting|chatting|speaking|writing|dealing) (?:to|with) ${FILLERS}${PERSON}\\b(?<!\\bif .*)`,
  ),
  new RegExp(`\\b(?:no|zero) (?:${MACHINE}) (?:here|involved|at work|on this end)\\b`),
  /\b(?:no|zero|not (?:a |an |some )?) ?(?:ro|chat)?bots?\b|\b(?:nobody|no one|none of us) (?:\w+ ){0,2}(?:is|are) (?:a )?(?:ro|chat)?(?:bots?|machines?|ai)\b/,
  /\b(?:talking|texting|chatting|speaking|writing) (?:to|with) (?:\w+ ){1,2}an? (?:real |actual |live |living )*(?:human|person|man|woman)\b/,
  /\b(?:i am|i'm) (?!\w+ing\b|not\b)(?:\w+ ){1,2}(?:a|an|the) (?:real |actual |live |living )*human\b/,
  /\bi have (?:a |got a )?(?:pulse|heart ?beat|body|beating heart|soul)\b/,
  /\b(?:real|actual|live|human|living) (?:person|human|being|one|man|woman) (?:here|is (?:here|typing|writing)|typing|behind)\b/,
  /\b(?:human|person|people) (?:here|like you|just like you|behind th(?:is|ese))\b/,
  /\b(?:i am|i'm|im) (?:\w+ )?(?:real|human|alive|flesh and blood|made of flesh)\b(?! estate)/,
  /\bflesh and blood\b|\bas human as\b|\b(?:yes|yep|yeah|yup|sure),? (?:i'm |i am |very |100% |totally |completely )*human\b/,
  /\bmy (?:wife|husband|kids?|children|mother|father|mom|dad|boyfriend|girlfriend)\b|\bwhen i was (?:a kid|a child|young|little)\b|\bi was born\b/,
  /(?<!\bno )\bsoy (?:un |una |realmente |de verdad )*(?:persona|humano|humana|real|hombre|mujer|ser humano|de carne y hueso)\b/,
  /\bno soy (?:un |una |ningun |ninguna )?(?:robot|bot|maquina|ia|inteligencia|programa|chatbot)\b/,
  /\bje suis (?:bien |vraiment |un |une |de |en )*(?:vrai |vraie )?(?:personne|humaine?|etre humain|homme|femme|chair)\b/,
  /\b(?:je ne suis pas|je suis pas|c'est pas|ce n'est pas) (?:un |une )?(?:robot|bot|machine|ia|intelligence|programme|chatbot)\b/,
];

const DISCLOSES =
  /\b(?:ai|ia|artificial|artificielle|ro?bots?|robots?|chatbots?|virtual|virtuell?e?|automated|automatic|automatique|automatisee?|automatizad[oa]|digital|machine|maquina|computer|software)\b/;

const ASKS: readonly RegExp[] = [
  /\b(?:are|r) (?:you|u|ya) (?:[\w']+ ){0,3}(?:(?:ro|chat)?bot|human|real|person|ai|machine|computer|automated|living)\b/,
  /\bis (?:this|that|it) (?:(?:a|an|even|really|actually|just|some|kind|of|all|real|actual|live|like) ){0,4}(?:(?:ro|chat)?bot|human|person|ai|machine|computer|automated)\b/,
  /\b(?:am i|are we|is this me) (?:[\w']+ )?(?:talking|texting|chatting|speaking|writing|dealing) (?:to|with) (?:[\w']+ ){0,3}(?:(?:ro|chat)?bot|human|person|ai|machine|computer|one real)\b/,
  /\b(?:u|you) (?:a |an )?(?:(?:ro|chat)?bot|human|ai|real)\b ?\?|\b(?:bot|robot|ai|machine|human|person) or (?:a |an )?(?:real |actual )?(?:human|person|bot|robot|ai|machine)\b/,
  /\b(?:eres|es usted|es esto|hablo con|estoy hablando con) (?:un |una |con )*(?:robot|bot|maquina|ia|humano|humana|persona|real)\b/,
  /\b(?:etes vous|es tu|est ce que vous etes|est ce|c'est|tu es|vous etes) (?:bien |vraiment )?(?:un |une )?(?:robot|bot|machine|ia|humaine?|vraie? personne|personne reelle|humain)\b/,
];

/** Whether a text says or implies that a person wrote it. English, Spanish, French. */
export function claimsToBeHuman(text: string): boolean {
  const read = levelled(text);
  return CLAIMS.some((claim) => claim.test(read));
}

/** Whether a text says that a machine wrote it. */
export function disclosesMachine(text: string): boolean {
  return DISCLOSES.test(levelled(text));
}

/**
 * Whether a lead asks if it writes with a machine; a wish to speak with a person does not count.
 */
export function asksIfHuman(text: string): boolean {
  const read = levelled(text).replaceAll('-', ' ');
  return ASKS.some((question) => question.test(read));
}

/** Lower case without accents or marks, for rules about words. */
export function levelled(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[*_~"]/g, '')
    .replace(/\ba\.\s?i\b\.?/g, 'ai')
    .replace(/[\s.,!]+/g, ' ');
}
