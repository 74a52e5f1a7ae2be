import { inMu, inSquareMetres } from '@yimu/domain/kernel';

/** An area in units of ⅓ cm², divided when it is asked for: exact division of all areas of a page took a tenth of its answer. */
class ShownArea {
  readonly units: string;

  constructor(units: string) {
    this.units = units;
  }

  get mu(): string {
    return inMu(BigInt(this.units));
  }

  get m2(): string {
    return inSquareMetres(BigInt(this.units));
  }
}

/** The area of a parcel, and the lowest and highest that its sources name. */
export class ParcelArea extends ShownArea {
  readonly lowest: ShownArea;
  readonly highest: ShownArea;

  constructor(units: string, lowest: string, highest: string) {
    super(units);
    this.lowest = new ShownArea(lowest);
    this.highest = new ShownArea(highest);
  }
}
