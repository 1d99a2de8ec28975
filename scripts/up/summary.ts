import type { Keys } from '@ringback/embedded/keys.ts';
import type { Addresses } from './boot.ts';
import type { DevFile } from './dev-file.ts';
import { table } from './terminal.ts';

/** What was started, once for programs and once for people. */
export const summary = {
  devFile(addresses: Addresses, keys: Keys): Omit<DevFile, 'ready' | 'pids'> {
    const opsUrl = `${addresses.apiUrl}/ops/queues`;
    const isSimulated = addresses.simulatorUrl !== null;
    return {
      ...addresses,
      twilioAuthToken: isSimulated ? keys.twilioAuthToken : null,
      retellApiKey: isSimulated ? keys.retellKey : null,
      apiKey: keys.apiKey,
      dashboardUrl: addresses.apiUrl,
      dashboardUser: keys.dashboardUser,
      dashboardPassword: keys.dashboardPassword,
      opsUrl,
      supabaseSecretKey: keys.supabaseSecretKey,
    };
  },
  table(addresses: Addresses, keys: Keys): string {
    const { apiUrl, simulatorUrl } = addresses;
    return table([
      ['API', apiUrl],
      ['API docs', `${apiUrl}/docs`],
      ['API key', keys.apiKey],
      ['dashboard', `${apiUrl}/   (${keys.dashboardUser} / ${keys.dashboardPassword})`],
      ['queues', `${apiUrl}/ops/queues`],
      ['media gateway', `${addresses.mediaUrl}/media-stream`],
      ...(simulatorUrl === null ? [] : [['simulator', `${simulatorUrl}/sim/stories`] as const]),
      ['database', addresses.supabaseUrl],
      ['database key', keys.supabaseSecretKey],
      ['redis', addresses.redisUrl],
    ]);
  },
};
