/**
 * The part of a text that was heard when only part was played. A voice speaks at an even pace, so the
 * cut falls at the same share of the characters; a word that was cut in two was not heard.
 */
export function heardText(text: string, heardMs: number, audioMs: number): string {
  const characters = [...text];
  if (audioMs <= 0 || heardMs <= 0) return '';
  if (heardMs >= audioMs) return text.trim();

  const cut = Math.floor((characters.length * heardMs) / audioMs);
  const spoken = characters.slice(0, cut).join('');
  const insideWord = isWordPart(characters[cut]) && isWordPart(characters[cut - 1]);
  return (insideWord ? spoken.replace(/\S+$/u, '') : spoken).trim();
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && !/\s/u.test(character);
}
