import { expect, test } from 'vitest';
import { isPictureName, pictureIdIn, pictureName, srcsetOf } from './pictures.ts';

const id = '01980000-0000-7000-8000-0123456789ab';

test('an uploaded picture is offered in all its sizes, wherever it is served from', () => {
  expect(srcsetOf(`/uploads/${id}.webp`)).toBe(
    `/uploads/${id}-320.webp 320w, /uploads/${id}-640.webp 640w, /uploads/${id}.webp 1280w`,
  );
  expect(srcsetOf(`https://cdn.example.com/a/uploads/${id}.webp`)).toContain(
    `https://cdn.example.com/a/uploads/${id}-640.webp 640w`,
  );
});

test('any other picture has the one size it has', () => {
  expect(srcsetOf('/uploads/demo/bibimbap.webp')).toBeUndefined();
  expect(srcsetOf(`/uploads/${id}-640.webp`)).toBeUndefined();
  expect(pictureIdIn('/uploads/demo/bibimbap.webp')).toBeUndefined();
  expect(pictureIdIn(`/uploads/${id}.webp`)).toBe(id);
});

test('names that lead anywhere else are no names of pictures', () => {
  expect([320, 640, 1280].every((width) => isPictureName(pictureName(id, width as 320)))).toBe(true);
  for (const other of ['', `${id}.png`, `${id}-1.webp`, `../${id}.webp`, `.${id}.webp.new`, `${id}.webp\n`, 'demo'])
    expect(isPictureName(other), other).toBe(false);
});
