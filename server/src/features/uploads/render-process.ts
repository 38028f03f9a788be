import { Refusal } from '../../refusal.ts';
import type { Rendering } from './picture-renderer.ts';
import { renderPicture } from './render-picture.ts';

/*
 * A program of its own for one picture: what a hostile file does to the image library, it does to nobody else, its memory goes
 * back with it, and it can be killed where it takes too long.
 */

async function outcomeOf(file: Uint8Array): Promise<Rendering> {
  try {
    return { sizes: await renderPicture(Buffer.from(file.buffer, file.byteOffset, file.byteLength)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, detail: error.message, details: error.details };
  }
}

process.once('message', (file: Uint8Array) => {
  void outcomeOf(file).then((outcome) => process.send?.(outcome, () => process.disconnect()));
});
