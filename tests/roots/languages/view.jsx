import { pow } from "./math.js";
export const SIDES = 4;
let counter = 0;
class Shape {
  side = 1;
  area() { return pow(this.side, 2); }
}
function Draw(shape) { if (shape) pow(1, 2); return <b>{shape}</b>; }
