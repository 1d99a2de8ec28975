import type { SendMail } from '@ringback/shared/providers/mail/port.ts';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';

type Deps = {
  provider: Pick<TextProvider, 'send' | 'findTexts'>;
  /** What texts to colleagues are sent from; null: none are sent. */
  sender: string | null;
  /** Null: no mail is sent. */
  sendMail: SendMail | null;
  /** The host of message ids. */
  host: string;
};

type Text = {
  to: string;
  body: string;
  id: string;
  isLive: boolean;
  /** An attempt since then may have reached the carrier; null: none has. */
  maybeSentSince: Date | null;
};
type Mail = { to: { name: string; address: string }; subject: string; text: string; id: string };

export type Notify = ReturnType<typeof createNotify>;

/** The most that our clock and the carrier's may differ. */
const SKEW_MS = 60_000;
/** A call that asks for a person is over soon; a conversation waits. */
const VALID_SECONDS = { live: 300, others: 3_600 };

/** The two ways to a colleague. Each fails with the code of its provider. */
export function createNotify({ provider, sender, sendMail, host }: Deps) {
  return {
    /** Returns the carrier's id of the text. */
    async text({ to, body, id, isLive, maybeSentSince }: Text): Promise<string> {
      if (sender === null) throw notSetUp('NOTIFY_SENDER');
      if (maybeSentSince) {
        const since = new Date(maybeSentSince.getTime() - SKEW_MS);
        const found = await provider.findTexts({ to, since, body });
        const sent = found.find(({ direction }) => direction === 'outbound');
        if (sent) return sent.messageSid;
      }
      const validSeconds = isLive ? VALID_SECONDS.live : VALID_SECONDS.others;
      const { messageSid } = await provider.send({ to, sender, body, messageId: id, validSeconds });
      return messageSid;
    },

    async mail({ id, ...letter }: Mail): Promise<void> {
      if (!sendMail) throw notSetUp('SMTP_URL');
      await sendMail({ ...letter, messageId: `<${id}@${host}>` });
    },
  };
}

function notSetUp(setting: string): AppError {
  return new AppError('provider_rejected', `${setting} is not set in sms-worker.`, {
    facts: { setting },
  });
}
