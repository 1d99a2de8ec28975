import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** What programs on this machine need to find a running Ringback. */
export type DevFile = {
  ready: true;
  apiUrl: string;
  apiKey: string;
  dashboardUrl: string;
  dashboardUser: string;
  dashboardPassword: string;
  opsUrl: string;
  simulatorUrl: string | null;
  /** What the simulator signs its webhooks with, for sending a vendor's webhooks by hand. */
  twilioAuthToken: string | null;
  retellApiKey: string | null;
  mediaUrl: string;
  supabaseUrl: string;
  supabaseSecretKey: string;
  redisUrl: string;
  pids: Record<string, number>;
};

/** There all at once or not at all: readers wait for the file to appear. */
export function writeDevFile(file: string, content: DevFile): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

export function removeDevFile(file: string): void {
  rmSync(file, { force: true });
}
