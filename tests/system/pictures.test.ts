import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAMERA_JPEG } from '@ringback/shared/testing/pictures.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

const OURS = '+12025550190';

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

let next = 1;
const number = () => `+1202555${String(7_000 + next++)}`;

type Sent = { body?: string; photos?: number; files?: { type: string; base64: string }[] };

async function writes(from: string, { body = '', ...sent }: Sent) {
  const answer = await fetch(`${system.simulator.url}/sim/texts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: OURS, body, ...sent }),
  });
  expect(answer.status).toBe(201);
}

async function conversationWith(phone: string): Promise<string> {
  const rows = await system.until(
    () => system.exec(`select id from sms_conversations where lead_phone = '${phone}'`),
    (found) => found.length > 0,
  );
  return String(rows[0]?.['id']);
}

type Told = { id: string; state: string; type: string | null; bytes: number | null };
type Text = { message_id: string; media: Told[]; body: string | null; delivery_status: string };

const textsOf = async (id: string): Promise<Text[]> => {
  const { json } = await system.api('GET', `/api/conversations/${id}/messages`);
  return (json['data'] as { messages: Text[] }).messages;
};

/** The lead's last text, once its pictures are as hoped. */
async function withPictures(id: string, hoped: (told: Told) => boolean): Promise<Text> {
  const texts = await system.until(
    () => textsOf(id),
    (found) => found.some(({ media }) => media.length > 0 && media.every(hoped)),
  );
  return texts.findLast(({ media }) => media.length > 0) as Text;
}

const isKept = ({ state }: Told) => state === 'kept';
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${system.apiUrl}${path}`, {
    headers: { authorization: `Bearer ${system.apiKey}`, ...headers },
  });
const upload = (id: string, body: Uint8Array, type = 'image/jpeg') =>
  fetch(`${system.apiUrl}/api/conversations/${id}/pictures`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.apiKey}`, 'content-type': type },
    body,
  });

describe('a picture that a lead sends', () => {
  it('is kept and shown, at the first request and when the browser has it', async () => {
    const phone = number();
    await writes(phone, { photos: 1 });
    const id = await conversationWith(phone);
    const { message_id, media, body } = await withPictures(id, isKept);
    expect(body ?? '').toBe('');
    expect(media).toMatchObject([{ type: 'image/png', bytes: expect.any(Number) }]);
    const path = `/api/conversations/${id}/messages/${message_id}/media/0`;
    const picture = await get(path);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    expect(picture.headers.get('cache-control')).toBe('private, no-cache');
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect(bytes.length).toBe(media[0]?.bytes);
    const etag = picture.headers.get('etag') ?? '';
    expect(etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  });

  it('is nowhere else: not under another text or conversation, nor without a key', async () => {
    const [mine, other] = [number(), number()];
    await writes(mine, { photos: 1 });
    await writes(other, { body: 'Hello' });
    const [id, otherId] = [await conversationWith(mine), await conversationWith(other)];
    const { message_id, media } = await withPictures(id, isKept);
    const [hello] = await textsOf(otherId);
    const path = (conversation: string, text: string, n: number | string) =>
      `/api/conversations/${conversation}/messages/${text}/media/${n}`;
    const statusOf = async (where: string) => (await get(where)).status;
    expect(await statusOf(path(otherId, message_id, 0))).toBe(404);
    expect(await statusOf(path(otherId, hello?.message_id ?? '', 0))).toBe(404);
    expect(await statusOf(path(id, message_id, 1))).toBe(404);
    expect(await statusOf(path(id, message_id, '-1'))).toBe(400);
    expect((await fetch(`${system.apiUrl}${path(id, message_id, 0)}`)).status).toBe(401);
    // The way of the carrier is for what people send, and signed.
    expect(await statusOf(`/pictures/${media[0]?.id}/99999999999/x`)).toBe(404);
  });

  it('is a download if it is no picture, whatever it is called', async () => {
    const phone = number();
    const page = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const base64 = Buffer.from(page).toString('base64');
    await writes(phone, { body: 'look', files: [{ type: 'image/png', base64 }] });
    const id = await conversationWith(phone);
    const { message_id, media } = await withPictures(id, isKept);
    expect(media).toMatchObject([{ type: 'application/octet-stream' }]);
    const file = await get(`/api/conversations/${id}/messages/${message_id}/media/0`);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="picture-1.bin"');
  });

  it('is fetched again while the carrier does not have it yet', async () => {
    system.simulator.faults({ texts: { media_late_ms: 1_500 } });
    const phone = number();
    await writes(phone, { photos: 1 });
    const id = await conversationWith(phone);
    const { media } = await withPictures(id, isKept);
    const [row] = await system.exec(`select tries from sms_media where id = '${media[0]?.id}'`);
    expect(row?.['tries']).toBeGreaterThan(1);
    system.simulator.faults({ texts: { media_late_ms: 0 } });
  });

  it('goes with its lead', async () => {
    const phone = number();
    await writes(phone, { photos: 1 });
    const id = await conversationWith(phone);
    const { message_id, media } = await withPictures(id, isKept);
    const [lead] = await system.exec(`select lead_id from sms_conversations where id = '${id}'`);
    expect((await system.api('DELETE', `/api/leads/${lead?.['lead_id']}`)).status).toBeLessThan(
      300,
    );
    expect((await get(`/api/conversations/${id}/messages/${message_id}/media/0`)).status).toBe(404);
    expect(
      await system.exec(
        `select message_id, erased_at is not null as erased from sms_media where id = '${media[0]?.id}'`,
      ),
    ).toEqual([{ message_id: null, erased: true }]);
  });
});

describe('a picture that a person sends', () => {
  const send = (id: string, body: object) =>
    system.api('POST', `/api/conversations/${id}/messages`, {
      body: '',
      client_message_id: crypto.randomUUID(),
      ...body,
    });

  async function uploaded(id: string): Promise<string> {
    const answer = await upload(id, CAMERA_JPEG);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { data: { id: string } }).data.id;
  }

  it('reaches the phone without what the camera wrote into it, once', async () => {
    const phone = number();
    await writes(phone, { body: 'Have you a picture?' });
    const id = await conversationWith(phone);
    const media = [await uploaded(id)];
    const client_message_id = crypto.randomUUID();
    const first = await send(id, { body: 'Here it is', media, client_message_id });
    expect(first.status).toBe(202);
    expect((await send(id, { body: 'Here it is', media, client_message_id })).status).toBe(200);
    const [got] = await system.until(
      async () =>
        system.simulator.ledger().messages.filter((one) => one.to === phone && one.media > 0),
      (found) => found[0]?.status === 'delivered',
    );
    expect(got).toMatchObject({ body: 'Here it is', media: 1, pictures: [{ type: 'image/jpeg' }] });
    const text = (await textsOf(id)).find((one) => one.media.length > 0);
    const shown = await get(`/api/conversations/${id}/messages/${text?.message_id}/media/0`);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(got?.pictures[0]?.sha256);
    expect(CAMERA_JPEG.includes('GPS')).toBe(true);
    expect(bytes.includes('GPS')).toBe(false);
    // The same upload in another text, or in another conversation, is refused.
    expect((await send(id, { media })).status).toBe(409);
    const other = number();
    await writes(other, { body: 'Hi' });
    const otherId = await conversationWith(other);
    expect((await send(otherId, { media: [await uploaded(id)] })).status).toBe(409);
  });

  it('needs no words, but words or a picture', async () => {
    const phone = number();
    await writes(phone, { body: 'Hi' });
    const id = await conversationWith(phone);
    expect((await send(id, {})).status).toBe(400);
    expect((await send(id, { body: ' ', media: [await uploaded(id)] })).status).toBe(202);
  });

  it('is refused in words where the carrier sends none, or what it is cannot be sent', async () => {
    const phone = '+4915112345678';
    await writes(phone, { body: 'Hallo' });
    const id = await conversationWith(phone);
    const rule = await system.api('GET', `/api/conversations/${id}/pictures`);
    expect(rule.json['data']).toMatchObject({ can_send: false, why_not: expect.any(String) });
    expect((await upload(id, CAMERA_JPEG)).status).toBe(409);
    const here = number();
    await writes(here, { body: 'Hi' });
    const hereId = await conversationWith(here);
    expect((await upload(hereId, Buffer.from('%PDF-1.7'))).status).toBe(400);
    expect((await upload(hereId, CAMERA_JPEG.subarray(0, 60))).status).toBe(400);
    expect((await upload(hereId, Buffer.alloc(5_000_001))).status).toBe(413);
    expect((await upload(hereId, CAMERA_JPEG, 'text/html')).status).toBe(415);
    expect((await upload(crypto.randomUUID(), CAMERA_JPEG)).status).toBe(404);
  });
});
