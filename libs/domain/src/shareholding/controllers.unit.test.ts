// Who is behind a company.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  multiplyFractions,
  none,
  subtractFractions,
  sumOfShares,
  whole,
} from '../kernel/index.ts';
import { type Structure, ultimateControllers } from './index.ts';

type Line = readonly [holder: string, share: string | null, group?: number];
const held = (...lines: readonly Line[]): Structure => ({
  holdings: lines.map(([holderId, share, group]) => ({ holderId, share, group: group ?? null })),
  groups: [],
});
const behind = (company: string, register: Readonly<Record<string, Structure>>, options?: Parameters<typeof ultimateControllers>[2]) => {
  const answer = ultimateControllers(company, (id) => register[id], options);
  if (answer === undefined) throw new Error('nothing is known');
  return answer;
};
const sharesOf = (...given: Parameters<typeof behind>) =>
  behind(...given).shares.map(({ holderIds, share }) => [holderIds.join('+'), share]);

describe('the ultimate holders of a company', () => {
  it('are its holders, when none of these is held by others', () => {
    expect(sharesOf('X', { X: held(['p', '60%'], ['q', '40%']) })).toEqual([
      ['p', '3/5'],
      ['q', '2/5'],
    ]);
  });
  it('have what multiplies along a chain and adds up over chains', () => {
    const register = {
      X: held(['A', '1/2'], ['B', '1/2']),
      A: held(['p', '2/3'], ['q', '1/3']),
      B: held(['p', '1/4'], ['r', '3/4']),
    };
    expect(sharesOf('X', register)).toEqual([
      ['p', '11/24'],
      ['r', '3/8'],
      ['q', '1/6'],
    ]);
  });
  it('stand in one order, equal shares by name', () =>
    expect(sharesOf('X', { X: held(['q', '1/2'], ['p', '1/2']) }).map(([holder]) => holder)).toEqual(['p', 'q']));
  it('are unknown for the part that nobody told', () => {
    const { shares, unknown } = behind('X', { X: held(['A', '1/2'], ['p', null]), A: held(['q', '1/3']) });
    expect([shares, unknown]).toEqual([[{ holderIds: ['q'], share: '1/6' }], '5/6']);
  });
  it('may hold jointly, and are then one', () => {
    const joint = { ...held(['q', null, 1], ['p', null, 1], ['r', '1/4'], ['s', null, 2]), groups: [{ group: 1, share: '3/4' }] };
    expect(behind('X', { X: joint })).toMatchObject({
      shares: [
        { holderIds: ['p', 'q'], share: '3/4' },
        { holderIds: ['r'], share: '1/4' },
      ],
      computed: [['p', 'q']],
    });
    const untold = { ...held(['q', null, 1], ['p', null, 1], ['r', '1/4']), groups: [{ group: 1, share: null }] };
    expect(behind('X', { X: untold })).toMatchObject({ unknown: '3/4', computed: [] });
  });
  it('are asked about as companies one by one, and never as a group of them', () => {
    const asked: string[] = [];
    const joint = { ...held(['q', null, 1], ['p', null, 1]), groups: [{ group: 1, share: '1/1' }] };
    const register: Readonly<Record<string, Structure>> = { X: held(['A', '1/1']), A: joint };
    const answer = ultimateControllers('X', (id) => {
      asked.push(id);
      return register[id];
    });
    expect([asked, answer?.shares]).toEqual([['X', 'A'], [{ holderIds: ['p', 'q'], share: '1/1' }]]);
  });
  it('are not told where nothing is known', () => expect(ultimateControllers('X', () => undefined)).toBeUndefined());
});

describe('who controls a company', () => {
  it('has more than half of it, not half', () => {
    expect(behind('X', { X: held(['p', '50%'], ['q', '50%']) }).computed).toEqual([]);
    expect(behind('X', { X: held(['p', '50.01%'], ['q', '49.99%']) }).computed).toEqual([['p']]);
  });
  it('has it through companies it controls, however little remains of the shares', () => {
    const chain = { X: held(['A', '51%'], ['q', '49%']), A: held(['p', '51%'], ['r', '49%']) };
    expect(behind('X', chain).computed).toEqual([['p']]);
    const together = { X: held(['A', '30%'], ['p', '30%'], ['q', '40%']), A: held(['p', '60%'], ['q', '40%']) };
    expect(behind('X', together).computed).toEqual([['p']]);
  });
  it('is the company at the top, when nothing is known above it', () =>
    expect(behind('X', { X: held(['A', '51%'], ['q', '49%']), A: held(['p', '50%'], ['q', '50%']) }).computed).toEqual([['A']]));
  it('is decided by the threshold that a rule sets', () =>
    expect(behind('X', { X: held(['p', '40%'], ['q', '30%'], ['r', '30%']) }, { threshold: '1/3' }).computed).toEqual([['p']]));
  it('is who was declared to control a holder on the way, in place of the holder and of those who hold that', () => {
    const declared = (...of: readonly (readonly [string, readonly string[]])[]) => ({
      declaredOf: (id: string) => new Map(of).get(id) ?? [],
    });
    const halves = { X: held(['P', '1/1']), P: held(['y', '1/2'], ['z', '1/2']) };
    expect(behind('X', halves).controllers).toEqual([['P']]);
    expect(behind('X', halves, declared(['P', ['w']])).controllers).toEqual([['w']]);
    expect(behind('X', halves, declared(['P', ['w', 'v']])).controllers).toEqual([['v', 'w']]);
    expect(behind('X', { X: held(['P', '1/1']), P: held(['y', '1/1']) }, declared(['P', ['w']])).computed).toEqual([['w']]);
    expect(behind('X', { X: held(['P', '60%']) }, declared(['P', ['w']], ['w', ['u']])).computed).toEqual([['u']]);
    expect(behind('X', { X: held(['P', '60%']) }, declared(['X', ['w']])).computed).toEqual([['P']]);
    expect(behind('X', { X: held(['P', '60%']) }, declared(['P', ['X']])).computed).toEqual([]);
  });
  it('is who was declared; both are told', () => {
    const { computed, declared, controllers } = behind('X', { X: held(['p', '60%'], ['q', '40%']) }, { declared: ['q'] });
    expect([computed, declared, controllers]).toEqual([[['p']], ['q'], [['q']]]);
    expect(behind('X', { X: held(['p', '60%'], ['q', '40%']) }).controllers).toEqual([['p']]);
  });
});

describe('companies that hold each other', () => {
  const crossed = { X: held(['A', '60%'], ['p', '40%']), A: held(['X', '60%'], ['q', '40%']) };
  it('are told, with the share that goes round among them', () => {
    expect(behind('X', crossed)).toMatchObject({
      shares: [
        { holderIds: ['p'], share: '2/5' },
        { holderIds: ['q'], share: '6/25' },
      ],
      unknown: '0/1',
      circular: '9/25',
      cycle: ['A', 'X'],
      computed: [],
    });
  });
  it('may be controlled from outside nevertheless', () => {
    const register = { X: held(['A', '20%'], ['p', '80%']), A: held(['X', '90%'], ['q', '10%']) };
    expect(behind('X', register)).toMatchObject({ cycle: ['A', 'X'], computed: [['p']] });
  });
  it('a company that holds a part of itself is one', () =>
    expect(behind('X', { X: held(['X', '10%'], ['p', '90%']) })).toMatchObject({ cycle: ['X'], circular: '1/10', computed: [['p']] }));
});

const names = ['X', 'A', 'B', 'C', 'p', 'q'];
/** Registers of companies X, A, B and C, with whole numbers of eighths. */
const register = (holders: (company: string) => readonly string[]): fc.Arbitrary<Readonly<Record<string, Structure>>> =>
  fc.record(
    Object.fromEntries(
      ['X', 'A', 'B', 'C'].map((company) => {
        const above = holders(company);
        const eighths = fc
          .array(fc.nat(8), { minLength: above.length, maxLength: above.length })
          .filter((parts) => parts.reduce((x, y) => x + y, 0) <= 8);
        const lines = eighths.map((parts) => held(...above.flatMap((holder, i) => (parts[i] ? [[holder, `${parts[i]}/8`] as const] : []))));
        return [company, lines];
      }),
    ),
  ) as fc.Arbitrary<Readonly<Record<string, Structure>>>;

/** Registers of as many companies, each held by companies and persons at random: most of them hold each other in many circles. */
const tangle = (companies: number): fc.Arbitrary<Readonly<Record<string, Structure>>> => {
  const names = Array.from({ length: companies }, (_, n) => `C${n}`);
  const parts = fc.uniqueArray(fc.tuple(fc.constantFrom(...names, 'p', 'q', 'r'), fc.integer({ min: 1, max: 9 })), {
    selector: ([holder]) => holder,
    minLength: 1,
    maxLength: 4,
  });
  const structure = fc.tuple(parts, fc.nat(3)).map(([lines, untold]) => {
    const all = lines.reduce((sum, [, part]) => sum + part, untold);
    return held(...lines.map(([holder, part]) => [holder, `${part}/${all}`] as const));
  });
  return fc.record(Object.fromEntries(names.map((name) => [name, structure]))) as fc.Arbitrary<Readonly<Record<string, Structure>>>;
};

it('in the thickest tangle of companies that hold each other the walk ends, and who controls is who passes the threshold by definition', () => {
  /** The definition, taken at its word: what a holder controls grows until it grows no more. */
  const controlled = (holder: string, companies: Readonly<Record<string, Structure>>): ReadonlySet<string> => {
    const names = new Set<string>();
    for (let before = -1; before < names.size; ) {
      before = names.size;
      for (const [name, { holdings }] of Object.entries(companies)) {
        const votes = holdings.filter(({ holderId }) => holderId === holder || names.has(holderId));
        if (compareFractions(sumOfShares(votes.map(({ share }) => share ?? '')), fractionOf('1/2')) > 0) names.add(name);
      }
    }
    return names;
  };
  fc.assert(
    fc.property(tangle(12), (companies) => {
      const { computed, shares, unknown, circular } = behind('C0', companies);
      const everybody = ['p', 'q', 'r', ...Object.keys(companies)];
      const reach = everybody.map((holder) => ({ holder, controls: controlled(holder, companies) }));
      const expected = reach
        .filter(({ holder, controls }) => holder !== 'C0' && controls.has('C0'))
        .filter(({ holder }) => !reach.some((other) => other.holder !== holder && other.controls.has(holder)))
        .map(({ holder }) => holder);
      expect(new Set(computed.flat())).toEqual(new Set(expected));
      const all = [...shares.map(({ share }) => share), unknown, circular].map(read).reduce(addFractions, none);
      const off = subtractFractions(all, whole);
      expect(off.numerator * off.numerator * 10n ** 60n < off.denominator * off.denominator).toBe(true);
    }),
  );
});

it('odd fractions around a large circle are told to the fortieth digit, and at once', () => {
  const size = 60;
  const ring = Object.fromEntries(
    Array.from({ length: size }, (_, n) => {
      const of = (part: number): string => `${999_999_937 - n * 12 - part}/${3_999_999_979 + n * 30 + part}`;
      return [`C${n}`, held([`C${(n + 1) % size}`, of(1)], [`C${(n + 7) % size}`, of(2)], [`p${n}`, of(3)])];
    }),
  );
  const { shares, cycle } = behind('C0', ring);
  expect([shares.length, cycle.length]).toEqual([size, size]);
  for (const { share } of shares) expect(read(share).denominator).toBeLessThanOrEqual(10n ** 40n);
});

it('whatever companies hold of each other, all that is told adds up to the whole, and the answer comes', () => {
  fc.assert(
    fc.property(
      register(() => names),
      (companies) => {
        const { shares, unknown, circular } = behind('X', companies);
        const all = [...shares.map(({ share }) => share), unknown, circular];
        const sum = all.reduce<Fraction>((total, text) => addFractions(total, read(text)), none);
        expect(formatFraction(sum)).toBe('1/1');
      },
    ),
  );
});

const read = (text: string): Fraction => {
  const [numerator = '', denominator = ''] = text.split('/');
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};

it('without cycles, each holder has the sum over all chains of the product along each', () => {
  const chains = (company: string, holder: string, companies: Readonly<Record<string, Structure>>): Fraction =>
    (companies[company]?.holdings ?? [])
      .map(({ holderId, share }) =>
        multiplyFractions(fractionOf(share ?? ''), holderId === holder ? whole : chains(holderId, holder, companies)),
      )
      .reduce(addFractions, none);
  fc.assert(
    fc.property(
      register((company) => names.slice(names.indexOf(company) + 1)),
      (companies) => {
        const { shares, circular, cycle, computed } = behind('X', companies);
        expect([circular, cycle]).toEqual(['0/1', []]);
        for (const { holderIds, share } of shares) {
          const expected = chains('X', holderIds[0] ?? '', companies);
          expect(formatFraction(expected)).toBe(share);
        }
        expect(computed.length).toBeLessThanOrEqual(1);
      },
    ),
  );
});
