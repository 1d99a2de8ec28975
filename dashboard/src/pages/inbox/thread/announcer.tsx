import { useEffect, useRef, useState } from 'react';
import type { MessageRow } from '../data/rows.ts';

type Props = { texts: readonly MessageRow[]; name: string };

const LAST = 20;

/** Says to whoever hears the page what the lead and the AI write, and what failed; no receipts. */
export function Announcer({ texts, name }: Props) {
  const [words, setWords] = useState('');
  const known = useRef<{ newest: number; failed: Set<string> } | null>(null);
  useEffect(() => {
    const newest = texts.reduce((seq, text) => Math.max(seq, text.seq ?? 0), 0);
    const last = texts
      .filter(({ seq }) => seq !== null && seq > newest - LAST)
      .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
    const failed = last.filter(({ delivery_status: status }) =>
      ['failed', 'undelivered'].includes(status),
    );
    const before = known.current;
    known.current = { newest, failed: new Set(failed.map(({ message_id }) => message_id)) };
    if (!before) return;
    const said = [
      ...last.filter(({ seq }) => (seq ?? 0) > before.newest).flatMap((text) => spoken(text, name)),
      ...failed
        .filter(({ message_id }) => !before.failed.has(message_id))
        .map(({ body }) => `Not delivered: ${body ?? ''}`),
    ];
    if (said.length > 0) setWords(said.join('. '));
  }, [texts, name]);
  return (
    <p className="sr" role="status">
      {words}
    </p>
  );
}

function spoken({ author, body }: MessageRow, name: string): string[] {
  if (author === 'lead') return [`${name}: ${body || 'a picture'}`];
  return author === 'ai' ? [`AI: ${body ?? ''}`] : [];
}
