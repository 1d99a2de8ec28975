import { useState } from 'react';
import type { ConsentRow, Consents } from '../../../lead/consents.ts';
import { DoNotContactDialog } from '../../../lead/do-not-contact-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Moment } from '../../../ui/time/moment.tsx';
import { channelsWords, consentWords, sourceWords } from '../../../words/leads.ts';

type Props = { consents: Consents; name: string; mayClose: boolean };

/** What the lead agreed to and took back, each with its proof, and the way to close the number. */
export function ConsentsSection({ consents, name, mayClose }: Props) {
  const [isClosing, setIsClosing] = useState(false);
  const isClosed = consents.suppressions.some(
    ({ scope, lifted_at }) => scope === 'all' && lifted_at === null,
  );
  const revoked = consents.consents.filter(({ revoked_at }) => revoked_at !== null);
  return (
    <section className="sec">
      <h2>What they agreed to and took back</h2>
      <ol className="stack dense">
        {consents.consents.map((consent) => (
          <ConsentLine key={consent.id} consent={consent} />
        ))}
        {consents.consents.length === 0 && <li className="faint">Agreed to nothing.</li>}
        {consents.suppressions.map((one) => (
          <li key={`closed ${one.id}`}>
            <b>
              <Moment at={one.created_at} />
            </b>{' '}
            closed to {channelsWords(one.scope)}
            {one.lifted_at && (
              <>
                , open again <Moment at={one.lifted_at} />
              </>
            )}
            {one.words && (
              <p className="quote" dir="auto">
                “{one.words}”
              </p>
            )}
          </li>
        ))}
        {revoked.length + consents.suppressions.length === 0 && (
          <li className="faint">Nothing taken back.</li>
        )}
      </ol>
      {mayClose && !isClosed && (
        <button className="btn s halt row-end" type="button" onClick={() => setIsClosing(true)}>
          <Icon name="ban" small />
          Do not contact…
        </button>
      )}
      {isClosing && (
        <DoNotContactDialog
          name={name}
          phone={consents.phone}
          onClose={() => setIsClosing(false)}
        />
      )}
    </section>
  );
}

function ConsentLine({ consent }: { consent: ConsentRow }) {
  const proof = [
    sourceWords(consent.source),
    consent.text_version,
    consent.form_id && `form ${consent.form_id}`,
    consent.url,
    consent.ip,
    consent.user_agent,
  ].filter(Boolean);
  return (
    <li>
      <b>
        <Moment at={consent.at} />
      </b>{' '}
      {consentWords(consent.kind, channelsWords(consent.channel))}
      {consent.revoked_at && (
        <>
          ; taken back <Moment at={consent.revoked_at} />
        </>
      )}
      <p className="meta lead-fact">{proof.join(', ')}</p>
      {consent.text && (
        <p className="quote" dir="auto">
          “{consent.text}”
        </p>
      )}
    </li>
  );
}
