import { goodbye, SORRY_GOODBYE } from './farewell.ts';
import { ASK_NAME, GOOD_TIME, greeting, messageAfterTone, toldGreeting } from './greeting.ts';
import { languageOf, wants } from './intents.ts';
import { ANYTHING_ELSE, ASK_WHEN, book, planCallback } from './make-dates.ts';
import { hasSaid, lastAgentText, type Reply, type Scene } from './scene.ts';
import { act } from './use-tool.ts';

const ASK_BUDGET = 'Great. What is your budget?';
const ASK_TIME = 'Great. When would you like to decide?';
/** What the agent reads out to somebody who asks who is calling: a word long enough to break into. */
const LONG_ADDRESS =
  'You can also see all times at www.example-appointments-online-booking.com whenever it suits you, day or night.';
const NAME_TOLD = /\b[Mm]y name is (\p{Lu}[\p{L}'-]+)/u;
const MOST_VAGUE_ANSWERS = 2;
const VAGUE = 'I see.';

/** What the model answers to words of the lead: what counts more is looked for first. */
export function answerWords(scene: Scene, said: string): Reply {
  const language = languageOf(said);
  if (wants('opt_out', said)) {
    return act(scene, 'mark_do_not_call', { words: said }, () =>
      goodbye(scene, SORRY_GOODBYE[language], 'opted out'),
    );
  }
  if (wants('human', said)) {
    return act(scene, 'request_human', { reason: said }, () => ({
      text: 'One moment, I will connect you.',
    }));
  }
  if (wants('voicemail', said)) {
    return goodbye(scene, messageAfterTone(scene), 'voicemail');
  }
  const name = NAME_TOLD.exec(said)?.[1];
  if (name !== undefined && lastAgentText(scene)?.endsWith(ASK_NAME)) {
    return { text: `Thank you, ${name}. ${GOOD_TIME}` };
  }
  if (wants('callback', said)) return planCallback(scene, said);
  if (wants('not_interested', said)) {
    return goodbye(scene, 'Thank you for letting me know. Goodbye.', 'not interested');
  }
  if (wants('robot', said))
    return { text: 'Yes, I am an AI assistant, not a person. Are you still looking?' };
  if (wants('who', said)) return { text: LONG_ADDRESS };
  if (wants('price', said))
    return { text: `The price is nineteen thousand nine hundred. ${ANYTHING_ELSE}` };
  const wasAskedWhen = lastAgentText(scene) === ASK_WHEN;
  if (wants('booking', said) || wasAskedWhen) return book(scene, said);
  if (wants('budget', said) && !hasSaid(scene, ASK_TIME)) return { text: ASK_TIME };
  if (wants('budget', said) || wants('timeline', said)) {
    return { text: `Thank you, I have noted that. ${ANYTHING_ELSE}` };
  }
  if (wants('interest', said)) return { text: ASK_BUDGET };
  if (wants('goodbye', said))
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'the conversation is over');
  return answerVaguely(scene);
}

function answerVaguely(scene: Scene): Reply {
  const agent = scene.memory.filter(({ kind }) => kind === 'agent');
  if (agent.length === 0) return { text: toldGreeting(scene) ?? greeting(scene) };
  if (agent.length === 1)
    return { text: 'I am calling about your request. Are you still interested?' };
  const vague = agent.filter((entry) => entry.kind === 'agent' && entry.text.startsWith(VAGUE));
  if (vague.length >= MOST_VAGUE_ANSWERS) {
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'nothing more to say');
  }
  return { text: `${VAGUE} ${ANYTHING_ELSE}` };
}
