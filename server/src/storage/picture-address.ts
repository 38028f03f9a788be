import { pictureIdIn } from '@soban/contract/pictures';

/** How a picture's path is written into the database, whatever serves it. */
export function picturePath(pictureId: string): string {
  return `/uploads/${pictureId}.webp`;
}

/** A stored path as browsers need it: uploaded pictures come from the public base where there is one, all else from us. */
export function publicAddress(path: string, publicUrl: string | undefined): string {
  return publicUrl !== undefined && pictureIdIn(path) !== undefined ? publicUrl + path : path;
}

/** The other way round. */
export function pathOfAddress(address: string, publicUrl: string | undefined): string {
  return publicUrl !== undefined && address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : address;
}
