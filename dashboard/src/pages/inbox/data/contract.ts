/** Shapes of routes that the server does not offer yet. */
export type CannedReply = { id: string; name: string; body: string };
