/*
 * How pictures are named, so that a screen can ask for the size it shows. No schema library here.
 */

/** The widths in pixels that every picture is kept in. */
export const pictureWidths = [320, 640, 1280] as const;
export type PictureWidth = (typeof pictureWidths)[number];

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const address = new RegExp(String.raw`^(.*/uploads/)(${id})\.webp$`);
const name = new RegExp(String.raw`^${id}(?:-320|-640)?\.webp$`);

/** The largest goes by the picture's own name. */
export function pictureName(pictureId: string, width: PictureWidth = 1280): string {
  return width === 1280 ? `${pictureId}.webp` : `${pictureId}-${width}.webp`;
}

/** Whether it is the name of one of a picture's sizes. */
export function isPictureName(text: string): boolean {
  return name.test(text);
}

/** The id of an uploaded picture, by the address of its largest size; undefined for any other address. */
export function pictureIdIn(url: string): string | undefined {
  return address.exec(url)?.[2];
}

/** What an `<img>` takes as `srcset`; undefined where the picture has only one size. */
export function srcsetOf(url: string): string | undefined {
  const [, folder, pictureId] = address.exec(url) ?? [];
  if (folder === undefined || pictureId === undefined) return undefined;
  return pictureWidths.map((width) => `${folder}${pictureName(pictureId, width)} ${width}w`).join(', ');
}
