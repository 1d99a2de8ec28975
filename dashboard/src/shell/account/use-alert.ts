import { useEffect, useRef } from 'react';
import { usePreferences } from '../../session/preferences.ts';
import { useCounts } from '../counts.ts';
import { notify } from './browser-notification.ts';

/** A sound, and a notification of the browser, when somebody begins to wait for a person. */
export function useAlert(): void {
  const { needs } = useCounts();
  const { preferences } = usePreferences();
  const before = useRef<number | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = needs;
    if (was === null || needs <= was) return;
    if (preferences.sound) playTone();
    if (preferences.notify && document.visibilityState === 'hidden') {
      notify('Somebody needs a person', {
        body: `${needs} wait in the inbox.`,
        tag: 'ringback.needs',
      });
    }
  }, [needs, preferences.sound, preferences.notify]);
}

let context: AudioContext | undefined;

/** Two short notes. A browser that has not been touched yet plays nothing, which is its rule. */
function playTone(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  for (const [index, hertz] of [660, 880].entries()) {
    const at = context.currentTime + index * 0.14;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.13);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.14);
  }
}
