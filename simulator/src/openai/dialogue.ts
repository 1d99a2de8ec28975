import { afterTool } from './after-tool.ts';
import { answerWords } from './answer-words.ts';
import { goodbye, SORRY_GOODBYE } from './farewell.ts';
import { asAssistant, greeting } from './greeting.ts';
import { languageOf } from './intents.ts';
import { ANYTHING_ELSE } from './make-dates.ts';
import {
  BEGIN,
  isAboutTheCall,
  KEY,
  lastWords,
  type Reply,
  type Scene,
  SILENT,
  type User,
} from './scene.ts';

const STILL_THERE = 'Are you still there?';

/** What the simulated voice model does next. It goes by what was said and by nothing else. */
export function nextReply(scene: Scene): Reply {
  const last = scene.memory.at(-1);
  if (last === undefined) return { text: greeting(scene) };
  if (last.kind === 'result') return afterTool(scene, last.callId, last.output);
  if (last.kind === 'silence') return answerSilence(scene);
  if (last.kind === 'note') return answerNote(scene, last.text);
  if (last.kind === 'user') return answerUser(scene, last);
  if (last.kind === 'agent') return resume(scene);
  return {};
}

function answerUser(scene: Scene, user: User): Reply {
  if (isAboutTheCall(user)) return answerNote(scene, user.text);
  const hasSpoken = scene.memory.some(({ kind }) => kind === 'agent');
  if (user.via === 'text' && !hasSpoken) return { text: greeting(scene) };
  return answerWords(scene, user.text);
}

/** Does what a note asks for; a note that asks for nothing is passed over. */
function answerNote(scene: Scene, note: string): Reply {
  const begin = BEGIN.exec(note)?.[1];
  if (begin !== undefined) return { text: asAssistant(scene, begin) };
  if (/\basked not to be called\b/i.test(note)) {
    return goodbye(scene, SORRY_GOODBYE[languageOf(lastWords(scene) ?? '')], 'opted out');
  }
  if (KEY.test(note)) return answerWords(scene, note);
  if (/\bgoodbye\b/i.test(note)) {
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'told to end the call');
  }
  if (SILENT.test(note)) return answerSilence(scene);
  if (/\b(cut|reconnect\w*|resum\w*|continu\w*|dropped)\b/i.test(note)) return resume(scene);
  return nextReply({ ...scene, memory: scene.memory.slice(0, -1) });
}

/** The conversation goes on though nobody spoke since: the line was cut, or the client asked again. */
function resume(scene: Scene): Reply {
  const words = lastWords(scene);
  if (words === null) {
    const hasSpoken = scene.memory.some(({ kind }) => kind === 'agent');
    return { text: hasSpoken ? STILL_THERE : greeting(scene) };
  }
  const again = answerWords(scene, words);
  // What was done once must not be done again only because the line was cut.
  const isSafe = again.call === undefined;
  return { text: `Sorry, the line was cut. ${isSafe ? again.text : ANYTHING_ELSE}` };
}

function answerSilence(scene: Scene): Reply {
  const asked = scene.memory.some((entry) => entry.kind === 'agent' && entry.text === STILL_THERE);
  if (!asked) return { text: STILL_THERE };
  return goodbye(
    scene,
    'I cannot hear you. I will try another time. Goodbye.',
    'the line is silent',
  );
}
