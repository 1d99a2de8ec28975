import './global-setup.ts';

/** Ends what global-setup.ts has started. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function stopTestServers(): Promise<void> {
  await globalThis.stopTestServers?.();
}
