import { describe, expect, it } from '@jest/globals';
import { createAttachments, whyNotYet } from './attachments.ts';

const LIMITS = { most: 3, most_bytes: 1_000 };
const C = 'c1';

type Upload = {
  progress: (done: number) => void;
  signal: AbortSignal;
  finish: (result: { id: string; bytes: number } | Error) => void;
};

function setup(prepare: (file: Blob) => Promise<Blob> = async (file) => file) {
  const uploads: Upload[] = [];
  const shown = new Set<string>();
  let keys = 0;
  const attachments = createAttachments({
    prepare,
    upload: (_conversation, _file, { progress, signal }) =>
      new Promise((resolve, reject) => {
        const finish: Upload['finish'] = (result) =>
          result instanceof Error ? reject(result) : resolve(result);
        uploads.push({ progress, signal, finish });
      }),
    urls: {
      createObjectURL() {
        const url = `blob:${keys}`;
        shown.add(url);
        return url;
      },
      revokeObjectURL: (url) => void shown.delete(url),
    },
    newKey: () => `k${keys++}`,
  });
  const settled = () => new Promise<void>((done) => setImmediate(done));
  const states = () => attachments.get(C).map(({ state }) => state);
  return { attachments, uploads, shown, settled, states };
}

const file = (size = 10) => new Blob([new Uint8Array(size)]);

describe('pictures beside the words', () => {
  it('are uploaded at once, and go with their text in the order in which they were chosen', async () => {
    const { attachments, uploads, states, settled } = setup();
    expect(attachments.add(C, [file(), file()], LIMITS)).toBeNull();
    await settled();
    expect(states()).toEqual(['uploading', 'uploading']);
    uploads[0]?.progress(0.5);
    expect(attachments.get(C)[0]?.progress).toBe(0.5);
    uploads[1]?.finish({ id: 'second', bytes: 9 });
    await settled();
    expect(whyNotYet(attachments.get(C), LIMITS)).toMatch(/still being uploaded/);
    uploads[0]?.finish({ id: 'first', bytes: 9 });
    await settled();
    expect(whyNotYet(attachments.get(C), LIMITS)).toBeNull();
    expect(attachments.get('c2')).toEqual([]);
    expect(attachments.take(C)).toEqual(['first', 'second']);
    expect(attachments.get(C)).toEqual([]);
    expect(attachments.previewOf('first')).toMatch(/^blob:/);
  });

  it('are none of them taken where they are too many', () => {
    const { attachments, uploads } = setup();
    attachments.add(C, [file(), file()], LIMITS);
    expect(attachments.add(C, [file(), file()], LIMITS)).toMatch(/at most 3/);
    expect(attachments.get(C)).toHaveLength(2);
    expect(uploads.length).toBeLessThanOrEqual(2);
  });

  it('say why they failed, and can be tried again', async () => {
    const { attachments, uploads, states, settled } = setup();
    attachments.add(C, [file()], LIMITS);
    await settled();
    uploads[0]?.finish(new Error('The server cannot be reached.'));
    await settled();
    expect(attachments.get(C)[0]).toMatchObject({ state: 'failed', isWorthTrying: true });
    expect(whyNotYet(attachments.get(C), LIMITS)).toMatch(/cannot be sent/);
    void attachments.again(C, attachments.get(C)[0]?.key ?? '');
    await settled();
    uploads[1]?.finish({ id: 'a', bytes: 9 });
    await settled();
    expect(states()).toEqual(['ready']);
  });

  it('that cannot be sent are not uploaded', async () => {
    const { attachments, uploads, settled } = setup(async () => {
      throw new Error('This file is no picture.');
    });
    attachments.add(C, [file()], LIMITS);
    await settled();
    expect(attachments.get(C)[0]).toMatchObject({
      state: 'failed',
      why: 'This file is no picture.',
      isWorthTrying: false,
    });
    expect(uploads).toEqual([]);
  });

  it('that are removed are given up, and nothing is kept of them', async () => {
    const { attachments, uploads, shown, settled } = setup();
    attachments.add(C, [file()], LIMITS);
    await settled();
    attachments.remove(C, attachments.get(C)[0]?.key ?? '');
    expect(uploads[0]?.signal.aborted).toBe(true);
    uploads[0]?.finish({ id: 'late', bytes: 9 });
    await settled();
    expect(attachments.get(C)).toEqual([]);
    expect(shown.size).toBe(0);
    expect(attachments.take(C)).toEqual([]);
  });

  it('are back when their text did not leave', async () => {
    const { attachments, uploads, states, settled } = setup();
    attachments.add(C, [file()], LIMITS);
    await settled();
    uploads[0]?.finish({ id: 'a', bytes: 9 });
    await settled();
    const ids = attachments.take(C);
    attachments.putBack(C, ids);
    expect(states()).toEqual(['ready']);
    expect(attachments.get(C)[0]?.preview).toMatch(/^blob:/);
    expect(attachments.take(C)).toEqual(ids);
  });

  it('are counted together', async () => {
    const { attachments, uploads, settled } = setup();
    attachments.add(C, [file(), file()], LIMITS);
    await settled();
    uploads.forEach((upload, at) => void upload.finish({ id: `p${at}`, bytes: 600 }));
    await settled();
    expect(whyNotYet(attachments.get(C), LIMITS)).toMatch(/too large together/);
  });
});
