import { emailsIn, linksIn, numbersIn } from '@ringback/shared/domain/texts/reply-contacts.ts';
import type { ReplyLimits } from '@ringback/shared/domain/texts/reply-guard.ts';
import { WRITE_REPLY } from '@ringback/shared/providers/replies/prompts/write-reply.ts';
import { freshTexts, leadTurns, type Turn } from './turn.ts';

const MAX_SEGMENTS = 3;

/**
 * What the agent's words are checked against: it may name what its own prompt names, what the settings
 * allow, and what the lead said about itself. No other web address or phone number is allowed.
 */
export function replyLimits(
  turn: Turn,
  allowedHosts: readonly string[],
  call: ReplyLimits['call'],
): ReplyLimits {
  const { conversation, lead } = turn;
  const prompt = turn.agent?.prompt ?? '';
  const said = leadTurns(turn).map(({ text }) => text);
  return {
    maxSegments: MAX_SEGMENTS,
    links: [...allowedHosts, ...linksIn(prompt, []).flatMap(hostOf)],
    numbers: [conversation.our_number, conversation.lead_phone, ...numbersIn(prompt, [])],
    emails: [
      ...emailsIn(prompt, []),
      ...said.flatMap((text) => emailsIn(text, [])),
      ...(lead?.email ? [lead.email] : []),
    ],
    rules: WRITE_REPLY,
    prompt,
    facts: turn.agent?.facts ?? [],
    foreign: [],
    leadWords: freshTexts(turn)
      .map(({ body }) => body ?? '')
      .join('\n'),
    call,
  };
}

function hostOf(link: string): string[] {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`;
  return URL.canParse(url) ? [new URL(url).hostname] : [];
}
