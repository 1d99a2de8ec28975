import { startRecording } from '../start-recording.ts';
import { elementsOf } from '../xml.ts';
import { NEXT, type Verb } from './verb.ts';

/** Starts a recording and goes on at once. A call that is recorded already gets no second recording. */
export const start: Verb = async ({ world, call, base }, element) => {
  const noun = elementsOf(element).find(({ name }) => name === 'Recording');
  if (noun === undefined) return NEXT;
  const { channels, recordingStatusCallback, recordingStatusCallbackMethod } = noun.attributes;
  const address = recordingStatusCallback ?? null;
  startRecording(world, call, {
    channels: channels === 'mono' || channels === 'single' ? 'mono' : 'dual',
    source: 'StartCallRecordingAPI',
    callback:
      address === null
        ? null
        : {
            // An absolute address is kept letter by letter: the signature covers it as written.
            url: /^https?:\/\//i.test(address)
              ? address
              : (URL.parse(address, base)?.href ?? address),
            method: recordingStatusCallbackMethod?.toUpperCase() === 'GET' ? 'GET' : 'POST',
          },
  });
  return NEXT;
};
