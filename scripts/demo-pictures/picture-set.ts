/** Pictures by file name without its ending. */
export type PictureSet = Readonly<Record<string, string>>;
