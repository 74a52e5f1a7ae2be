// A parcel of which one fact is told late and another is corrected, an enterprise that acquired land there, and one that moved away.
import { interest, interestCommands } from '@yimu/domain/interest';
import { parcel, parcelCommands } from '@yimu/domain/parcel';
import { party, partyCommands } from '@yimu/domain/party';
import { knownNow } from './asking.ts';
import { enterCompany } from './holders.ts';
import { caojing, enterParcel, jiuting, registerTree } from './towns.ts';
import { idOf, type World } from './world.ts';

const onParcel = (world: World, type: keyof typeof parcelCommands, data: object, on: string) => {
  const command = parcelCommands[type].parse({ parcelId: idOf('甲地块'), ...data });
  return world.command(`parcel-${idOf('甲地块')}`, parcel, type as 'EnterParcel', command, { on });
};
const onParty = (world: World, name: string, type: keyof typeof partyCommands, data: object, on: string) => {
  const command = partyCommands[type].parse({ partyId: idOf(name), ...data });
  return world.command(`party-${idOf(name)}`, party, type as 'RenameParty', command, { on });
};

/** Answers when each of the four facts of the parcel became known: entered, put to another use, legal (told late), the use corrected. */
export const fillToldLate = async (world: World): Promise<readonly string[]> => {
  const moments: string[] = [];
  const known = async (): Promise<void> => {
    await world.project();
    moments.push(await knownNow(world));
  };
  await registerTree(world);
  await enterParcel(world, '甲地块', caojing, '30', '2024-01-01');
  await known();
  const [use = ''] = await onParcel(world, 'ChangeParcelLandUse', { landUse: 'storage' }, '2024-06-01');
  await known();
  await onParcel(world, 'ChangeParcelLegality', { legality: 'legal' }, '2024-03-01');
  await known();
  const particular = { kind: 'land-use', value: 'industrial' };
  await onParcel(world, 'CorrectParcelParticular', { entry: use, particular, reason: '误读' }, '2026-01-05');
  await known();

  await enterCompany(world, '甲公司', caojing, null, { on: '2020-01-01' });
  await onParty(world, '甲公司', 'RenameParty', { name: '甲新公司' }, '2021-01-01');
  const land = { partyId: idOf('甲公司'), kind: 'land', targetId: idOf('甲地块'), jurisdictions: [caojing] };
  const acquired = interestCommands.RecordInterest.parse(land);
  await world.command(`interests-${idOf('甲公司')}`, interest, 'RecordInterest', acquired, { on: '2024-05-01' });
  await enterCompany(world, '乙公司', caojing, null, { on: '2020-01-01' });
  await onParty(world, '乙公司', 'MoveParty', { jurisdiction: jiuting }, '2023-07-01');
  await world.project();
  return moments;
};
