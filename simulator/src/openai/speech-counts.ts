/** How well the voice model received audio, over all sessions. */
export type SpeechCounts = {
  sessions_opened: number;
  sessions_open: number;
  responses: number;
  characters_heard: number;
  /** Characters lost, bytes that were noise, units that came twice. */
  lost: number;
  noise: number;
  repeated: number;
};

export function createSpeechCounts(): SpeechCounts {
  return {
    sessions_opened: 0,
    sessions_open: 0,
    responses: 0,
    characters_heard: 0,
    lost: 0,
    noise: 0,
    repeated: 0,
  };
}
