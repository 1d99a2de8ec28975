/** What stands beside an empty inbox. */
export function NothingOpen({ isEmpty }: { isEmpty: boolean }) {
  return (
    <section className="thread" aria-label="Conversation">
      <div className="empty thread-empty">
        <strong>{isEmpty ? 'Nobody has been contacted yet' : 'No conversation is open'}</strong>
        <p>
          {isEmpty
            ? 'Whoever is texted, writes or calls stands at the left, from the first second.'
            : 'Choose one at the left, or press J for the next.'}
        </p>
      </div>
    </section>
  );
}
