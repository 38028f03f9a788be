import Type from 'typebox';

/** A picture that was taken in; `url` is what an item's `imageUrl` takes. */
export const Upload = Type.Object({ url: Type.String() });
export type Upload = Type.Static<typeof Upload>;

/** multipart/form-data with one file, in the field `file`. */
export const PictureForm = Type.Unsafe<FormData>({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
});
