import { pow } from "./math";
export const SIDES = 4;
let counter = 0;
type Length = number;
interface Sized { size: number; }
enum Colour { Red }
namespace shapes { export const LIMIT = 2; }
declare module "shapes" { const other: number; }
class Shape {
  side: number = 1;
  area(): number { return pow(this.side, 2); }
}
function draw(shape: Shape): void { if (shape) pow(1, 2); }
export const View = () => <b>1</b>;
