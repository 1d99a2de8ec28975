import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import pLimit from 'p-limit';

/** 32 MB and about a tenth of a second each; what a hash was made with stands in it. */
const COST = { N: 32_768, r: 8, p: 3 };
const KEY_BYTES = 32;
const MAX_MEMORY = 128 * 1024 * 1024;
/** More at once would take memory and threads from the rest of the process. */
const inTurn = pLimit(2);

const SHAPE = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether this is the password of that hash. Without one it takes as long and is false, so that the time
 * taken does not tell whether somebody is known.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = SHAPE.exec(hash ?? '') ?? [];
  const cost = N ? { N: Number(N), r: Number(r), p: Number(p) } : COST;
  const wanted = N ? Buffer.from(key, 'base64url') : randomBytes(KEY_BYTES);
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(given, wanted) && N !== undefined;
}

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  // The same password, however a keyboard composes its letters.
  const text = password.normalize('NFKC');
  return inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(text, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (err, key) =>
          err ? reject(err) : resolve(key),
        );
      }),
  );
}
