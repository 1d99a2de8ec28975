import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Every secret of one local installation; made once per data folder. */
const Keys = z.object({
  apiKey: z.string().min(1),
  dashboardUser: z.string().min(1),
  dashboardPassword: z.string().min(1),
  sessionSecret: z.string().min(1),
  supabasePublishableKey: z.string().min(1),
  supabaseSecretKey: z.string().min(1),
  twilioAccountSid: z.string().min(1),
  twilioAuthToken: z.string().min(1),
  openaiKey: z.string().min(1),
  retellKey: z.string().min(1),
});

export type Keys = z.infer<typeof Keys>;

/** The keys of this data folder, readable by its owner only. An older folder is given what it lacks. */
export function loadKeys(file: string): Keys {
  const kept = existsSync(file) ? Keys.partial().parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const keys = { ...makeKeys(), ...kept };
  if (Object.keys(kept).length === Object.keys(keys).length) return keys;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

function makeKeys(): Keys {
  const word = (bytes: number) => randomBytes(bytes).toString('base64url');
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    apiKey: `rb_dev_${word(24)}`,
    dashboardUser: 'dana@ringback.example',
    dashboardPassword: word(12),
    sessionSecret: word(32),
    supabasePublishableKey: `sb_publishable_${word(24)}`,
    supabaseSecretKey: `sb_secret_${word(24)}`,
    twilioAccountSid: `AC${hex(16)}`,
    twilioAuthToken: hex(16),
    openaiKey: `sk-local-${word(24)}`,
    retellKey: `key_local_${word(24)}`,
  };
}
