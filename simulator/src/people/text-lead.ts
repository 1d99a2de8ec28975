import { textStoryOf } from '../text-stories.ts';
import type { Message } from '../twilio/messages/message.ts';
import { receiveText } from '../twilio/messages/receive-text.ts';
import type { World } from '../world.ts';

/** How many hours a lead is at work before it answers. */
const HOURS_AT_WORK = 5;

/** A lead reads a text that has arrived, and writes back what its story says. */
export function readText(world: World, { to: lead, from: business }: Message): void {
  const { texts, config } = world;
  const { textReplyMs, textBurstMs, textHourMs } = config.timing;
  const nth = world.count(`texts read by ${lead}`);
  const answer = textStoryOf(lead).persona.answers[nth - 1];
  if (answer == null) return;
  const startMs = answer.after === 'hours' ? HOURS_AT_WORK * textHourMs : textReplyMs;
  answer.parts.forEach((body, part) => {
    const isLast = part === answer.parts.length - 1;
    texts.later(startMs + part * textBurstMs, () => {
      receiveText(world, {
        from: lead,
        to: business,
        body,
        photos: isLast && answer.photo ? 1 : 0,
      });
    });
  });
}
