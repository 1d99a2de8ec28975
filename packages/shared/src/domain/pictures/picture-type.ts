/** Pictures that browsers show. Any other file is only offered as a download. */
const SHOWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

const DOWNLOAD = 'application/octet-stream';
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** The extension of a downloaded file, by its type. */
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/quicktime': 'mov',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};

/**
 * The type of a file by its first bytes. What the sender calls it is not believed: a page that is
 * called a picture would run in the browser of whoever opens it.
 */
export function typeOfBytes(bytes: Uint8Array): string {
  const word = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (word(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (/^GIF8[79]a$/.test(word(0, 6))) return 'image/gif';
  if (word(0, 4) === 'RIFF' && word(8, 12) === 'WEBP') return 'image/webp';
  if (word(4, 8) === 'ftyp' && HEIC_BRANDS.includes(word(8, 12))) return 'image/heic';
  return DOWNLOAD;
}

export function isShown(type: string | null): boolean {
  return SHOWN.some((shown) => shown === type);
}

/** The extension by the type that was found; for an unknown one by the type that the sender named. */
export function extensionOf(found: string | null, named: string | null): string {
  const plain = (named ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // Found to be none of these, it gets no name that says it is one.
  const told = plain.startsWith('image/') ? undefined : EXTENSIONS[plain];
  return EXTENSIONS[found ?? ''] ?? told ?? 'bin';
}
