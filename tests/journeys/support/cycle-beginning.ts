// How a year begins: the standard, the cycle, a 体检表 for every parcel, and the figures that departments have of them.
import { type CycleLand, names, type ParcelName } from './cycle-land.ts';
import { district, type Offices, suppliers } from './cycle-offices.ts';
import { standard } from './cycle-standard.ts';
import { untilTold } from './trail.ts';

type Supplier = (typeof suppliers)[number];
interface Figure {
  readonly quantity: string;
  readonly value: string;
  readonly unit: string;
}

const tax = (value: string): Figure => ({ quantity: 'tax', value, unit: '万元' });
const revenue = (value: string): Figure => ({ quantity: 'revenue', value, unit: '万元' });
export const figure = { tax, revenue };

/**
 * What 税务局 and 统计局 have of each user of a parcel, in the order of its users; of the last parcel there is nothing about tax. Odd figures,
 * which are found wherever they stand: few may read them.
 */
const ofUsers: Readonly<Record<ParcelName, readonly (readonly Figure[])[]>> = {
  shared: [
    [tax('120.11'), revenue('901.7')],
    [tax('40.13'), revenue('303.1')],
  ],
  own: [[tax('24.17'), revenue('2000.9')]],
  onPaper: [[tax('60.19'), revenue('803.3')]],
  polluting: [[tax('300.7'), revenue('3000.7')]],
  siblings: [[tax('200.3'), revenue('1500.1')]],
  silent: [[revenue('1000.3')]],
};
const quantities: Readonly<Record<Supplier, string>> = {
  tax: 'tax',
  statistics: 'revenue',
  land: 'land',
  environment: 'restricted-approval',
};

/** What the beginning of a year takes. */
export const beginningOf = (offices: Offices, land: CycleLand) => {
  const standards = `/standards/${district}/2023/parcel`;
  const version = { jurisdiction: district, year: 2023, version: 1 };
  const phase = (name: string, starts: string, ends: string) => ({ phase: name, starts, ends });

  /** Figures of a parcel by their supplier, as commands say them. */
  const figuresOf = (supplier: Supplier, name: ParcelName) => {
    const users = land.usersOf(name);
    const own = ofUsers[name].map((all, n) => ({
      partyId: users[n],
      figures: all.filter(({ quantity }) => quantity === quantities[supplier]),
    }));
    const ofParcel = {
      tax: own,
      statistics: own,
      land: [{ partyId: null, figures: [{ quantity: 'land', value: '10', unit: '亩' }] }],
      environment: [
        { partyId: null, figures: [{ quantity: 'restricted-approval', value: name === 'polluting' ? 'yes' : 'no', unit: '' }] },
      ],
    }[supplier];
    return ofParcel.filter(({ figures }) => figures.length > 0);
  };

  return {
    standards,
    content: { jurisdiction: district, year: 2023, subject: 'parcel', content: standard },
    /** A schedule whose evaluation ends on a day. */
    schedule: (year: number, evaluationEnds: string) => [
      phase('preparation', `${year}-03-01`, `${year}-03-31`),
      phase('evaluation', `${year}-04-01`, evaluationEnds),
      phase('line-review', `${year}-10-01`, `${year}-10-31`),
      phase('joint-review', `${year}-11-01`, `${year}-11-30`),
      phase('final-approval', `${year}-12-01`, `${year}-12-31`),
    ],
    cycle: (year: number) => ({ jurisdiction: district, year, subject: 'parcel', standard: version }),
    /** Waits until every parcel has its 体检表. */
    checksOpened: async (year: number): Promise<void> => {
      for (const name of names) await untilTold(offices.journey, offices.tokens.taskForce, land.checkOf(name, year), 'HealthCheckOpened');
    },
    /** Every department supplies what it has. */
    figuresSupplied: async (year: number, on: string): Promise<void> => {
      for (const supplier of suppliers)
        for (const name of names)
          for (const { partyId, figures } of figuresOf(supplier, name))
            await offices.done(supplier, `${land.formOf(name, year)}/figures`, on, { partyId, period: year - 1, figures });
    },
  };
};
