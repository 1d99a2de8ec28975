import { useRef } from 'react';
import { useKeys } from '../../../ui/keys/use-keys.ts';

const STEP_S = 5;

/** The recording of a call, where there is one. */
export function Player({ callId }: { callId: string }) {
  const audio = useRef<HTMLAudioElement>(null);
  const step = (seconds: number) => {
    if (audio.current) audio.current.currentTime += seconds;
  };
  useKeys([
    {
      keys: 'space',
      name: 'Play or pause',
      group: 'calls',
      run: () => {
        const it = audio.current;
        if (it) void (it.paused ? it.play() : it.pause());
      },
    },
    { keys: 'left', name: '5 s back', group: 'calls', run: () => step(-STEP_S) },
    { keys: 'right', name: '5 s on', group: 'calls', run: () => step(STEP_S) },
  ]);
  return (
    <div className="player-audio">
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript below says what is heard */}
      <audio
        ref={audio}
        controls
        preload="metadata"
        aria-label="Recording"
        src={`/api/calls/${callId}/recording`}
      />
    </div>
  );
}
