import type { NotificationBegun } from '@ringback/shared/db/notifications/notifications.ts';
import { dashboardLink } from '@ringback/shared/domain/notifications/dashboard-link.ts';
import { noticeWords } from '@ringback/shared/domain/notifications/notice-words.ts';
import { plain } from '@ringback/shared/domain/texts/segments.ts';

type Begun = Extract<NotificationBegun, { verdict: 'go' }>;
type Given = Pick<Begun, 'need'> & { id: string; dashboardUrl: string; business: string };

/**
 * The words of a text or mail to a colleague: nothing of the lead. The link holds the beginning of
 * the notification's id, so that no two texts are the same and one can be found at the carrier.
 */
export function wordNotification({ id, need, dashboardUrl, business }: Given) {
  const { title, line } = noticeWords({ ...need, reason: need.detail ?? need.reason });
  const link = dashboardLink(dashboardUrl, need);
  const url = `${link.url}?n=${id.slice(0, 8)}`;
  const sentences = [`${title}.`, line].filter((part) => part !== null).join(' ');
  return {
    text: plain(`${business}: ${sentences} ${url}`),
    letter: { subject: `${business}: ${title}`, text: `${sentences}\n\n${link.words}: ${url}\n` },
  };
}
