import { ApiError, OfflineError, type Problem } from '../../../api/api-error.ts';
import { csrfHeaders } from '../../../api/client.ts';

type Options = { progress: (done: number) => void; signal: AbortSignal };

/** Sends a picture to the server. Not by fetch, which does not tell how far it has come. */
export function uploadPicture(
  conversationId: string,
  file: Blob,
  { progress, signal }: Options,
): Promise<{ id: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/conversations/${conversationId}/pictures`);
    request.responseType = 'json';
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(csrfHeaders())) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) progress(loaded / total);
    });
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response.data);
      else reject(new ApiError(request.status, (request.response ?? {}) as Problem));
    });
    request.addEventListener('error', () => reject(new OfflineError('no answer')));
    request.addEventListener('abort', () => reject(new OfflineError('given up')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
