import { plainWord } from '../plain-word.ts';

const STATUS_FIELDS = ['CallStatus', 'MessageStatus', 'RecordingStatus', 'AnsweredBy'];

/** What a log may contain of a form. */
export function twilioFacts(form: Record<string, unknown>) {
  const statuses = STATUS_FIELDS.map((name) => plainWord(form[name]));
  return {
    callSid: plainWord(form['CallSid']),
    messageSid: plainWord(form['MessageSid']),
    status: statuses.find((one) => one !== undefined),
  };
}
