import * as food from '../ingredients.ts';
import { at, strew } from '../paint.ts';
import { bowl } from '../tableware.ts';

/** The small dish that comes with everything fried. */
export const soySauce = (x: number, y: number) =>
  at(
    x,
    y,
    bowl('porcelain', 46, ['#6a3418', '#2c1208'], strew(4, 22, 2, [food.scallion(), food.chili()], { scale: 0.6 })),
  );
