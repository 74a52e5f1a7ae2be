// 一地一表 as files: what is filled in beforehand, and that what is downloaded can be read again.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCycle, type Place, publishStandard } from './support/assessments.ts';
import { download, filesIn, formsIn, shownIn } from './support/downloads.ts';
import { taskForce } from './support/graded.ts';
import { checkOf, fieldsOf, owingStandard, publishForms } from './support/submissions.ts';
import { caojing, enterParcel, fillBothTowns, jinshan } from './support/towns.ts';
import { enterprise, idOf, officerOf, type World, world } from './support/world.ts';

const parcel = { name: '漕地块', town: caojing, parties: ['漕企业'] };
const alike = { name: '甲/地块', town: caojing, parties: [] };
const text = (form: string, code: string, kind = 'text', unit = '') => ({
  form,
  code,
  name: { zh: code, en: code },
  kind,
  unit,
  options: [],
  isRequired: false,
  quantity: null,
});
const fields = [
  ...fieldsOf('漕'),
  text('self-assessment', 'parcel-name'),
  text('self-assessment', 'area-mu', 'decimal', '亩'),
  text('self-assessment', 'holder'),
  text('enterprise-information', 'enterprise-name'),
];
const cycle = { cycle: `${jinshan}-2024` };

let within: World;
let app: FastifyInstance;
beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await enterParcel(within, alike.name, caojing, null);
  for (const year of [2023, 2024]) {
    const place: Place = { jurisdiction: jinshan, year, subject: 'parcel' };
    await publishStandard(within, place, owingStandard('漕'));
    await openCycle(within, place);
    const check = checkOf(within, place, parcel);
    await check.open();
    if (year === 2023) {
      await check.submit('enterprise-information', '漕企业', { products: '去年的产品', subleased: 'yes' }, 'enterprise');
      await check.submit('survey', null, { vacant: 'yes' }, 'town');
    } else await check.supply('用地主体', '漕企业', { subleased: 'no' });
  }
  await checkOf(within, { jurisdiction: jinshan, year: 2024, subject: 'parcel' }, alike).open();
  await publishForms(within, jinshan, '漕', '2024-02-01', fields);
  await within.project();
  app = await within.app();
});
afterAll(() => within.close());

it('a form shows what this cycle says, else what an earlier one said, else what the registry knows', async () => {
  const { rawPayload } = await download(app, officerOf(caojing), { ...cycle, subjectId: idOf('漕地块') });
  expect(await shownIn(rawPayload)).toEqual([
    ['self-assessment', idOf('漕企业'), ['land-user=漕企业', 'parcel-name=漕地块', 'area-mu=30.62']],
    ['enterprise-information', idOf('漕企业'), ['products=去年的产品', 'subleased=否', 'enterprise-name=漕企业']],
    ['survey', null, ['vacant=是']],
  ]);
});

it('an enterprise gets the same of itself without the survey', async () => {
  const { rawPayload } = await download(app, enterprise(idOf('漕企业')), { ...cycle, subjectId: idOf('漕地块') });
  expect((await shownIn(rawPayload)).map(([form]) => form)).toEqual(['self-assessment', 'enterprise-information']);
});

it('an archive holds one workbook per health check, each readable and under the version of its fields', async () => {
  const answer = await download(app, taskForce, { ...cycle, jurisdiction: jinshan });
  expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'yimu-export-files': '2' });
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="forms-${jinshan}-${jinshan}-2024.zip"; filename*=UTF-8''${encodeURIComponent(`一地一表-${jinshan}-${jinshan}-2024.zip`)}`,
  );
  const files = filesIn(answer.rawPayload);
  expect([...files.keys()]).toEqual(['漕地块 漕地块.xlsx', '甲 地块 甲 地块.xlsx']);
  for (const [name, bytes] of files) {
    const [first] = await formsIn(bytes);
    expect([name, first?.about]).toMatchObject([name, { jurisdiction: jinshan, year: 2024, version: 1, subject: 'parcel' }]);
  }
});

it('a cycle without forms is not found', async () => {
  expect((await download(app, taskForce, { cycle: `${jinshan}-2023`, jurisdiction: jinshan })).statusCode).toBe(404);
});
