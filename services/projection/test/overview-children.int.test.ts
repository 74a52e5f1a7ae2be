// An overview is read at once with all that lies below it, however the document asks for it.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillBothTowns, jinshan, shanghai } from './support/towns.ts';
import { ask, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await within.project();
  app = await within.app();
});
afterAll(() => within.close());

const jurisdiction = 'jurisdiction { name }';
const districts = [
  { jurisdiction: { name: '金山区' }, children: [{ jurisdiction: { name: '漕泾镇' }, children: [] }] },
  { jurisdiction: { name: '松江区' }, children: [{ jurisdiction: { name: '九亭镇' }, children: [] }] },
];

it.each([
  ['in one field', `{ children { ${jurisdiction} children { ${jurisdiction} children { ${jurisdiction} } } } }`, ''],
  [
    'by fragments',
    '{ ...below }',
    `fragment below on Overview { children { ...named children { ...named ... on Overview { children { ${jurisdiction} } } } } } fragment named on Overview { ${jurisdiction} }`,
  ],
  [
    'in several fields, which are one',
    `{ children { ${jurisdiction} } children { children { ${jurisdiction} } children { children { ${jurisdiction} } } } }`,
    '',
  ],
])('asked for %s, all of it is there, also once the document is compiled', async (_, selected, fragments) => {
  for (let n = 0; n < 6; n += 1) {
    const { data, errors } = await ask(app, officerOf(shanghai), `{ overview(jurisdiction: "${shanghai}") ${selected} } ${fragments}`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ overview: { children: districts } });
  }
});

it('two overviews of one document each have their own', async () => {
  const { data } = await ask(
    app,
    officerOf(shanghai),
    `{ city: overview(jurisdiction: "${shanghai}") { ${jurisdiction} children { ${jurisdiction} } }
      district: overview(jurisdiction: "${jinshan}") { ${jurisdiction} children { ${jurisdiction} } }
      before: overview(jurisdiction: "${shanghai}", asOf: "1990-01-01") { ${jurisdiction} } }`,
  );
  expect(data).toEqual({
    city: { jurisdiction: { name: '上海市' }, children: [{ jurisdiction: { name: '金山区' } }, { jurisdiction: { name: '松江区' } }] },
    district: { jurisdiction: { name: '金山区' }, children: [{ jurisdiction: { name: '漕泾镇' } }] },
    before: null,
  });
});
