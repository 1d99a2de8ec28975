import type { WriteBody } from './content.ts';
import { noticeOf } from './notice.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** The body of a Teams workflow that posts to a channel: a message with one adaptive card. */
export const writeTeams: WriteBody = (content) => {
  const { title, lines, link } = noticeOf(content);
  return {
    type: 'message',
    attachments: [
      {
        contentType: CARD,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: plain(title), weight: 'Bolder', wrap: true },
            ...lines.map((line) => ({ type: 'TextBlock', text: plain(line), wrap: true })),
          ],
          actions: link ? [{ type: 'Action.OpenUrl', title: link.words, url: link.url }] : [],
        },
      },
    ],
  };
};

/** A text block takes Markdown: a name must not become a link. */
const plain = (text: string) => text.replace(/[\\`*_[\]()#<>~|]/g, '\\$&');
