import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { systemIds } from '@ringback/shared/runtime/ids.ts';
import { z } from 'zod';
import { carryOut } from './user/carry-out.ts';
import { readOrder } from './user/read-order.ts';

/** `npm run user`: lets people in where there is no mail, and the first admin where there is nobody. */
const DEV_FILE = join(import.meta.dirname, '../.data/dev.json');
const Dev = z.object({ supabaseUrl: z.url(), supabaseSecretKey: z.string(), apiUrl: z.url() });

try {
  const order = readOrder(process.argv.slice(2));
  const { url, secretKey, publicUrl } = whereTo(process.env);
  const said = await carryOut(order, {
    users: createUsers(connectDb({ url, secretKey })),
    newToken: () => systemIds.token() + systemIds.token(),
    publicUrl,
    hasOwnPasswords: process.env['AUTH_PROVIDER'] !== 'supabase',
    now: () => new Date(),
  });
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function whereTo(env: Record<string, string | undefined>) {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: secretKey, PUBLIC_URL: publicUrl } = env;
  if (url && secretKey && publicUrl) {
    return { url, secretKey, publicUrl: publicUrl.replace(/\/+$/, '') };
  }
  if (!existsSync(DEV_FILE)) {
    throw new Error(
      'Set SUPABASE_URL, SUPABASE_SECRET_KEY and PUBLIC_URL, or run "npm start" beside this.',
    );
  }
  const dev = Dev.parse(JSON.parse(readFileSync(DEV_FILE, 'utf8')));
  return { url: dev.supabaseUrl, secretKey: dev.supabaseSecretKey, publicUrl: dev.apiUrl };
}
