import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { Menu, MenuItem, MenuQuery, PatchMenuItem } from '../menu.ts';
import { Language } from '../store.ts';
import { PictureForm, Upload } from '../uploads.ts';
import { managingRoles, staffRoles } from '../vocabulary.ts';

const tag = 'Menu';

export const readMenu = endpoint('GET /api/menus', {
  tag,
  summary: 'The menu, in display order',
  description:
    'Texts in `lang` or the store’s language. `include=hidden` is for staff. With `version`, the menu at least as new as the one that a `menu_updated` event named. Strong ETag; 304 when unchanged.',
  for: ['table', ...staffRoles],
  query: MenuQuery,
  answer: Menu,
  tagged: true,
});

export const readMenuItem = endpoint('GET /api/menus/:id', {
  tag,
  summary: 'One item',
  description: 'Its texts are in `lang` or the store’s language. A hidden item is there for staff only.',
  for: ['table', ...staffRoles],
  query: Type.Object({ lang: Type.Optional(Language) }),
  answer: MenuItem,
});

export const changeMenuItem = endpoint('PATCH /api/menus/:id', {
  tag,
  summary: 'Sold out or back, hidden or shown, another price, picture or rule of how many; options too',
  description:
    'Prices, pictures and the rules of how many are for owners and managers; whoever has the role `kitchen` marks what is sold out, and changes nothing else.',
  for: staffRoles,
  body: PatchMenuItem,
  answer: MenuItem,
});

export const uploadPicture = endpoint('POST /api/uploads', {
  tag,
  summary: 'A picture for the menu',
  description:
    'A form with the picture in the field `file`: a JPEG, PNG, WebP, AVIF or GIF by its bytes, at most 5 MB unless set otherwise. It is kept as WebP, upright and without metadata, 320, 640 and 1280 pixels wide: `…-320.webp`, `…-640.webp` and the answered `url`. One that no item shows is removed after a day.',
  for: managingRoles,
  consumes: 'multipart/form-data',
  body: PictureForm,
  status: 201,
  answer: Upload,
});
