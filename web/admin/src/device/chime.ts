import { create } from 'zustand';

/*
 * Two sounds made in code: they cost no download and work without the internet. A browser lets a page sound only after a
 * tap or a key, so a screen that was opened anew stays silent until then, and the sound button says so.
 */
export type Chime = 'order' | 'call';

interface Note {
  hertz: number;
  /** Seconds after the start. */
  at: number;
}

const melodies: Readonly<Record<Chime, readonly Note[]>> = {
  order: [
    { hertz: 659.25, at: 0 },
    { hertz: 880, at: 0.16 },
  ],
  call: [
    { hertz: 987.77, at: 0 },
    { hertz: 783.99, at: 0.22 },
    { hertz: 987.77, at: 0.44 },
  ],
};
const ring = 0.9;
const loudness = 0.35;

let output: AudioContext | undefined;

/** Whether a chime would be heard now. */
export const useSoundReady = create<boolean>(() => false);

function tell(): void {
  useSoundReady.setState(output?.state === 'running');
}

/** Makes sounds possible; only of use within a tap or a key press. */
async function unlock(): Promise<void> {
  if (!output) {
    output = new AudioContext();
    output.addEventListener('statechange', tell);
  }
  try {
    await output.resume();
  } catch {
    // Refused: the button keeps saying that the sound waits for a tap.
  }
  tell();
}

/** From the next tap or key on, chimes can be heard; the answer stops waiting for it. */
export function unlockOnGesture(): () => void {
  // A page that reloaded itself may go on sounding by the taps on the page before it.
  if ('userActivation' in navigator && navigator.userActivation.hasBeenActive) void unlock();
  const waiting = new AbortController();
  const listen = { signal: waiting.signal, capture: true };
  const gesture = (): void => void unlock();
  addEventListener('pointerup', gesture, listen);
  addEventListener('keydown', gesture, listen);
  return () => waiting.abort();
}

export function playChime(chime: Chime): void {
  if (output?.state !== 'running') return;
  const start = output.currentTime + 0.02;
  for (const note of melodies[chime]) strike(output, note.hertz, start + note.at);
}

/** One struck bell: a tone and its octave, fading. */
function strike(context: AudioContext, hertz: number, at: number): void {
  for (const [partial, share] of [
    [hertz, 1],
    [hertz * 2, 0.25],
  ] as const) {
    const tone = new OscillatorNode(context, { frequency: partial, type: 'sine' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness * share, at + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0005, at + ring);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + ring);
  }
}
