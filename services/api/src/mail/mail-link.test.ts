import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createMailLink } from './mail-link.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A mail server as far as one letter needs it; `answer` is what it says to the recipient. */
async function mailServer(answer = '250 ok') {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let inLetter = false;
    socket.write('220 mail.test\r\n');
    socket.on('data', (bytes) => {
      for (const line of String(bytes).split('\r\n')) {
        if (line === '') continue;
        heard.push(line);
        if (inLetter && line !== '.') continue;
        if (line === '.') inLetter = false;
        if (line === 'DATA') inLetter = true;
        const said = line.startsWith('RCPT') ? answer : line === 'DATA' ? '354 go on' : '250 ok';
        socket.write(`${said}\r\n`);
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { heard, url: `smtp://127.0.0.1:${port}` };
}

const USER = { id: '1', email: 'ada@example.com', name: 'Ada' };
const LINK = 'https://ringback.example.com/invitation/token';

function setup(mail: { url: string; from: string } | null) {
  const lines: string[] = [];
  const log = createLogger(
    { service: 'api', level: 'debug' },
    { write: (line) => void lines.push(line) },
  );
  return { lines, mailLink: createMailLink({ mail, businessName: 'Harbor Dental', log }) };
}

it('sends somebody their link', async () => {
  const { heard, url } = await mailServer();
  const { mailLink } = setup({ url, from: 'Ringback <ringback@example.com>' });
  expect(await mailLink('invite', USER, LINK)).toBe(true);
  const letter = heard.join('\n');
  expect(letter).toContain('MAIL FROM:<ringback@example.com>');
  expect(letter).toContain('RCPT TO:<ada@example.com>');
  expect(letter).toContain('Subject: Your account at Harbor Dental');
  expect(letter).toContain(LINK);
});

it('says no where the server refuses, and names nobody in the log', async () => {
  const { url } = await mailServer('550 <ada@example.com> is not known here');
  const { lines, mailLink } = setup({ url, from: 'ringback@example.com' });
  expect(await mailLink('reset', USER, LINK)).toBe(false);
  expect(lines.join('\n')).toContain('link not sent by mail');
  expect(lines.join('\n')).not.toMatch(/ada@example|token/);
});

it('sends nothing where no server is set', async () => {
  expect(await setup(null).mailLink('invite', USER, LINK)).toBe(false);
});
