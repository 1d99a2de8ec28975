import express, { type Router } from 'express';
import type { World } from '../world.ts';
import { rfc2822 } from './call-json.ts';
import { refusal } from './errors.ts';
import type { CallRecording } from './recordings.ts';

/** The recordings and their facts. */
export function recordingRoutes(world: World): Router {
  const router = express.Router();
  router.get('/Accounts/:account/Calls/:sid/Recordings.json', (req, res) => {
    const made = [...world.recordings.values()].filter(({ callSid }) => callSid === req.params.sid);
    res.json({
      recordings: made.map((recording) => recordingJson(world, recording)),
      page: 0,
      page_size: 50,
    });
  });
  router.get('/Accounts/:account/Recordings/:file', (req, res) => {
    const [sid = '', extension = 'wav'] = req.params.file.split('.');
    const recording = world.recordings.get(sid);
    const isReady = recording?.status === 'completed';
    if (recording !== undefined && extension === 'json') {
      res.json(recordingJson(world, recording));
    } else if (recording !== undefined && isReady && extension === 'wav') {
      res.type('audio/x-wav').send(recording.wav());
    } else {
      const { status, body } = refusal(20404, `The requested resource ${req.path} was not found`);
      res.status(status).json(body);
    }
  });
  router.delete('/Accounts/:account/Recordings/:file', (req, res) => {
    if (world.recordings.delete(req.params.file.replace('.json', ''))) res.status(204).end();
    else {
      const { status, body } = refusal(20404, `The requested resource ${req.path} was not found`);
      res.status(status).json(body);
    }
  });
  return router;
}

function recordingJson({ config }: World, recording: CallRecording) {
  const at = rfc2822(recording.startedAt);
  return {
    account_sid: config.accountSid,
    api_version: '2010-04-01',
    call_sid: recording.callSid,
    channels: recording.channels,
    conference_sid: null,
    date_created: at,
    date_updated: at,
    start_time: at,
    duration: recording.status === 'completed' ? String(recording.seconds()) : null,
    sid: recording.sid,
    price: null,
    price_unit: 'USD',
    status: recording.status,
    source: 'OutboundAPI',
    error_code: recording.status === 'absent' ? 16101 : null,
    media_url: recording.url,
    uri: `/2010-04-01/Accounts/${config.accountSid}/Recordings/${recording.sid}.json`,
  };
}
