export interface Named { name: string }
export interface Shape extends Named { area(): number }
export class Square implements Shape {
  name = "square";
  constructor(readonly side: number) {}
  area(): number { return this.side ** 2; }
}
