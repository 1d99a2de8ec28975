import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { AppError } from '../../runtime/errors.ts';

type Options = { url: string; headers: Record<string, string>; timeoutMs: number };

export type OpenSocket = {
  webSocket: WebSocket;
  /** The connection below it, if whole frames may be written to it without a mask; else null. */
  connection: Duplex | null;
};

const RETRY_AFTER_MS = 150;

/**
 * Opens a client socket; temporary failures (network, 5xx, 429) are retried once and quickly,
 * because a lead waits on the phone.
 */
export async function openSocket(options: Options, signal?: AbortSignal): Promise<OpenSocket> {
  try {
    return await attempt(options, signal);
  } catch (thrown) {
    if (!AppError.from(thrown).retry || signal?.aborted) throw thrown;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    return attempt(options, signal);
  }
}

function attempt({ url, headers, timeoutMs }: Options, signal?: AbortSignal): Promise<OpenSocket> {
  return new Promise((resolve, reject) => {
    const unmasked = needsNoMask(url);
    let connection: Duplex | null = null;
    const socket = new WebSocket(url, {
      headers,
      handshakeTimeout: timeoutMs,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      maxPayload: 4 * 1024 * 1024,
      ...(unmasked && { generateMask: zeroMask }),
    });
    const giveUp = () => socket.terminate();
    signal?.addEventListener('abort', giveUp, { once: true });
    const fail = (error: AppError) => {
      signal?.removeEventListener('abort', giveUp);
      reject(error);
    };
    socket.once('upgrade', (response: IncomingMessage) => {
      if (unmasked) connection = response.socket;
    });
    socket.once('open', () => {
      signal?.removeEventListener('abort', giveUp);
      resolve({ webSocket: socket, connection });
    });
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      const passing = status >= 500 || status === 429;
      fail(
        new AppError(
          passing ? 'provider_unavailable' : 'provider_rejected',
          'The voice model refused the connection.',
          { facts: { status } },
        ),
      );
      socket.terminate();
    });
    socket.on('error', (cause) =>
      fail(new AppError('provider_unavailable', 'The voice model cannot be reached.', { cause })),
    );
  });
}

/**
 * Masks exist so that a plain proxy on the way cannot be fooled by chosen bytes. Inside TLS, or
 * without leaving the machine, no such proxy can read the frames, and a mask of zeros saves a pass
 * over every byte.
 */
function needsNoMask(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'wss:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function zeroMask(mask: Buffer): void {
  mask.fill(0);
}
