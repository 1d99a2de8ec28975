import type { WriteBody } from './content.ts';
import { noticeOf } from './notice.ts';

const MOST = 2_900;

/** The body of a Slack incoming webhook: `text` for notifications, blocks for the channel. */
export const writeSlack: WriteBody = (content) => {
  const { title, lines, link } = noticeOf(content);
  const words = [`*${escaped(title)}*`, ...lines.map(escaped)].join('\n').slice(0, MOST);
  return {
    text: escaped(title),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: words } },
      ...(link
        ? [
            {
              type: 'actions',
              elements: [
                { type: 'button', text: { type: 'plain_text', text: link.words }, url: link.url },
              ],
            },
          ]
        : []),
    ],
  };
};

/** A name could hold a link or a call to the whole channel: these three characters begin either. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
