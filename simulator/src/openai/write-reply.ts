import { z } from 'zod';
import { type Language, languageOf, sentenceFor, wants } from './intents.ts';
import { judgeOptOut, type OptOutJudgement } from './judge-opt-out.ts';
import { momentIn } from './when.ts';

/** A conversation by text, as the client sends it when the agent has to answer. */
export const Thread = z.object({
  now_local: z.string(),
  lead: z.object({ name: z.string().nullish() }),
  history: z.array(
    z.object({ who: z.enum(['agent', 'lead']), text: z.string(), at: z.string().nullish() }),
  ),
  to_judge: z.array(z.string()).default([]),
  tools: z.array(z.string()),
  goal: z.string().nullish(),
});

export type Thread = z.output<typeof Thread>;

/** `arguments` is JSON; `reply` is null when nothing should be written. */
export type SmsReply = {
  refusal: OptOutJudgement;
  reply: string | null;
  tool: { name: string; arguments: string } | null;
  reason: string;
  confidence: number;
};

export const INJECTION =
  /\b(ignore|forget|disregard) (all |any )?(your|the|previous|prior) [\w ]*(instructions|rules|prompt)\b|\bsystem prompt\b|\byou are now\b/i;

const HANDED_OVER: Record<Language, string> = {
  en: 'One moment, a colleague will answer you here.',
  fr: 'Un instant, un collègue vous répondra ici.',
  es: 'Un momento, un colega le responderá aquí.',
};
const PRICE: Record<Language, (to: string) => string> = {
  en: (to) =>
    `A colleague can tell you the price${to}. Which day and time would suit you for a visit?`,
  fr: (to) =>
    `Un collègue pourra vous dire le prix${to}. Quel jour vous conviendrait pour une visite ?`,
  es: (to) => `Un colega le puede decir el precio${to}. ¿Qué día le viene bien para una visita?`,
};
const ASK_WHEN: Record<Language, (to: string) => string> = {
  en: (to) => `Great${to}! Which day and time would suit you for a visit?`,
  fr: (to) => `Parfait${to} ! Quel jour et à quelle heure souhaitez-vous venir ?`,
  es: (to) => `¡Perfecto${to}! ¿Qué día y a qué hora le gustaría venir?`,
};
const BYE: Record<Language, (to: string) => string> = {
  en: (to) => `Thank you for letting me know${to}. All the best!`,
  fr: (to) => `Merci de votre réponse${to}. Bonne continuation !`,
  es: (to) => `Gracias por avisar${to}. ¡Que le vaya bien!`,
};
/** A question that is longer, or has a number or an address in it, is not repeated. */
const MOST_ASKED = 80;

/** What the simulated model writes back: by the texts since the agent last wrote, and nothing else. */
export function writeReply(thread: Thread): SmsReply {
  const refusal = judgeOptOut({ texts: thread.to_judge });
  if (refusal.verdict === 'not' || refusal.scope === 'voice')
    return { ...answerTo(thread), refusal };
  return { ...say(null, 'The lead may want no more messages.'), refusal };
}

type Words = Omit<SmsReply, 'refusal'>;

function answerTo({ history, lead, tools, now_local }: Thread): Words {
  const lastAgent = history.findLastIndex(({ who }) => who === 'agent');
  const fresh = history.slice(lastAgent + 1).map(({ text }) => text);
  const said = fresh.join('. ');
  const language = languageOf(said);
  const to = lead.name ? `, ${firstNameOf(lead.name)}` : '';
  const use = (name: string, facts: object) =>
    tools.includes(name) ? { name, arguments: JSON.stringify(facts) } : null;
  const wordsFor = (...intents: Parameters<typeof wants>[0][]) =>
    fresh.flatMap((text) => intents.map((intent) => sentenceFor(intent, text))).find(Boolean);

  const refusal = wordsFor('opt_out', 'text_opt_out', 'wrong_number');
  if (refusal != null && !wants('rather_texts', said)) {
    return say(null, 'The lead wants no more messages.', use('stop', { words: refusal }));
  }
  if (INJECTION.test(said)) {
    return say(
      'I can only help you with your own request. Are you still looking?',
      'The lead gave orders to the agent; they were not followed.',
    );
  }
  const human = wordsFor('human');
  if (human != null) {
    const facts = { reason: human, summary: `The lead asked for a human: "${human}"` };
    return say(HANDED_OVER[language], 'The lead asks for a human.', use('hand_over', facts));
  }
  if (wants('robot', said)) {
    return say(
      'Yes, I am an AI assistant. A colleague can take over if you like. Are you still looking?',
      'The lead asked whether it writes with a robot.',
    );
  }
  if (!wants('rather_texts', said) && (wants('callback', said) || wants('call_me', said))) {
    return answerWish(said);
  }
  const declined = wordsFor('not_interested');
  if (declined != null) {
    const why = /\b(bought|found|got|own)\b/i.test(declined) ? 'already_bought' : 'not_interested';
    const facts = { words: declined, why };
    return say(BYE[language](to), 'The lead is not interested.', use('disqualify', facts));
  }
  const moment =
    wants('booking', said) || asksWhen(history[lastAgent]) ? momentIn(said, now_local) : null;
  if (moment?.local != null) {
    const facts = { starts_at_local: moment.local, words: moment.words };
    return say(
      `You are booked for ${moment.words}${to}. See you then!`,
      'The lead named a day and a time.',
      use('book_appointment', facts),
    );
  }
  const given = ownFacts(said);
  return answerInterest(
    { said, language, to, asked: askedIn(fresh) },
    given === null ? null : use('update_lead', given),
  );

  /** A lead who wants to be called: promised where the tool is there, and else left to a person. */
  function answerWish(said: string): Words {
    const moment = momentIn(said, now_local);
    if (!tools.includes('call_lead')) {
      const reason = `wants a call ${moment?.words ?? 'soon'}`;
      const facts = { reason, summary: 'The lead wants to be called.' };
      return say(HANDED_OVER[language], 'A call is wished.', use('hand_over', facts));
    }
    if (moment !== null && moment.local === null) {
      return say(`Gladly. At what time ${moment.words}?`, 'A call is wished, without a time.');
    }
    const words = wordsFor('call_me', 'callback') ?? said;
    const facts = { words, ...(moment !== null && { at_local: moment.local }) };
    const when = moment?.words ?? 'as soon as we can';
    return say(
      `Sure${to}, we will call you ${when}.`,
      'A call is wished.',
      use('call_lead', facts),
    );
  }
}

type Said = { said: string; language: Language; to: string; asked: string | null };

function answerInterest({ said, language, to, asked }: Said, tool: SmsReply['tool']): Words {
  if (wants('price', said)) return say(PRICE[language](to), 'The lead asked for the price.', tool);
  const isYes = /^\W*(yes|yeah|yep|ok|okay|sure|s[ií]|oui)\W*$/i.test(said);
  const signs = ['interest', 'booking', 'budget', 'timeline'] as const;
  if (isYes || tool !== null || signs.some((intent) => wants(intent, said))) {
    return say(ASK_WHEN[language](to), 'The lead is interested.', tool);
  }
  if (wants('goodbye', said) || /^\W*(thanks|thank you|gracias|merci)\b/i.test(said)) {
    return say(null, 'There is nothing left to answer.');
  }
  if (said.trim() === '')
    return say(`Thank you for the photo${to}!`, 'The lead sent no words.', null, 0.6);
  if (asked !== null) {
    return say(
      `Thanks for asking${to}: "${asked}" A colleague can tell you. Are you still looking?`,
      'The lead asked something.',
      null,
      0.6,
    );
  }
  return say(
    `Thanks for your message${to}. Are you still looking?`,
    'The wish is not clear.',
    null,
    0.5,
  );
}

/** The last question of the lead, if it can be repeated as it is. */
function askedIn(texts: string[]): string | null {
  const sentences = texts.flatMap((text) => text.trim().split(/(?<=[.!?])\s+/));
  const asked = sentences.findLast((sentence) => sentence.endsWith('?'));
  return asked !== undefined && asked.length <= MOST_ASKED && /^[\p{L}\p{M} ,;'’-]+\?$/u.test(asked)
    ? asked
    : null;
}

const firstNameOf = (name: string) => name.trim().split(/\s+/)[0] ?? name;

/** The lead's own name and address, which are all that the model may change about it. */
function ownFacts(said: string): { name?: string; email?: string } | null {
  const name = /\b[Mm]y name is (\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/u.exec(said)?.[1];
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(said)?.[0];
  if (name === undefined && email === undefined) return null;
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

function asksWhen(last: Thread['history'][number] | undefined): boolean {
  return (
    last !== undefined && /\b(which day|what day|when would|qué día|quel jour)\b/i.test(last.text)
  );
}

function say(
  reply: string | null,
  reason: string,
  tool: SmsReply['tool'] = null,
  confidence = 0.9,
): Words {
  return { reply, tool, reason, confidence };
}
