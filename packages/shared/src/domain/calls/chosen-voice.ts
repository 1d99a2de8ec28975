/** An agent whose voice nobody has chosen has this one; the column of agents has the same default. */
const DEFAULT_VOICE = 'default';

/** The voice that an agent names. Null: it names none, and the vendor's adapter has one for itself. */
export function chosenVoice(voice: string | undefined): string | null {
  return voice === undefined || voice === DEFAULT_VOICE ? null : voice;
}
