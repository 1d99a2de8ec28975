import { openMediaStream } from '../media-stream.ts';
import { elementsOf } from '../xml.ts';
import { NEXT, sourceAt, type Verb } from './verb.ts';

/** Passes the call's audio to the customer until the socket closes or the call moves on. */
export const connect: Verb = async (context, element) => {
  const stream = elementsOf(element)[0];
  if (stream === undefined) return NEXT;
  await openMediaStream(context, stream);
  const action = element.attributes['action'];
  if (action === undefined || context.signal.aborted) return NEXT;
  return sourceAt(context, action, element.attributes['method']);
};
