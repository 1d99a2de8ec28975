import { createServer, type Server } from 'node:http';
import { openedSession } from '@ringback/media-gateway/testing/rows.ts';

/** Answers the gateway's questions over http, as the real one does, and counts the turns saved. */
export function createFakeDatabase(): { server: Server; savedTurns: () => number } {
  let saved = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      const name = request.url?.split('/rpc/')[1];
      const body = JSON.parse(text || '{}');
      saved += body.p_turns?.length ?? 0;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(name, body.p_call_sid)));
    });
  });
  return { server, savedTurns: () => saved };
}

function answer(name: string | undefined, callSid: string): unknown {
  if (name === 'save_transcripts' || name === 'end_media_session')
    return { saved: 1, lead_id: 1, linked_by: 'call_sid' };
  if (name !== 'open_media_session') return true;
  const session = openedSession();
  return { ...session, call: { ...session.call, call_sid: callSid } };
}
