// Who asks in the isolation matrix, and how much of 漕泾 they may learn.
import type { Actor, ScopeKind } from '@yimu/domain/kernel';
import { technicalUnit } from './lists.ts';
import { caojing, jinshan, jiuting, shanghai, songjiang } from './towns.ts';
import { enterprise, idOf, officerOf } from './world.ts';

/** A caller whose token nobody would sign: the door is open, the locks are not. */
const forged = (kind: ScopeKind, value: string): Actor => ({ sub: 'x', scope: { kind, value }, roles: ['auditor'] });

/** Who reads secret figures too. */
const taskForceOf = (code: string): Actor => ({ ...officerOf(code), roles: ['task-force'] });

/** A town of the same district: what its district gives out it may know. */
export const neighbours: Readonly<Record<string, Actor>> = { 'a town whose code begins alike': officerOf('310116111') };

export const outsiders: Readonly<Record<string, Actor>> = {
  'another town': officerOf(jiuting),
  'another district': officerOf(songjiang),
  'the task force of another district': taskForceOf(songjiang),
  'a town that entered nothing': officerOf('310117006'),
  'the enterprise of another town': enterprise(idOf('九企业')),
  'an enterprise that nobody entered': enterprise(idOf('nobody')),
  'the technical unit of another town': technicalUnit('九委托'),
  'a park': forged('park', idOf('漕企业')),
  'a park by a code': forged('park', caojing),
  'a court by its case': forged('case', '（2025）漕执2号'),
  'a court by an id': forged('case', idOf('漕拍卖')),
};

/** Scopes that are none. A token with one is refused at the door (`readClaims`), but for those of parks and cases, which are any text. */
export const forgers: Readonly<Record<string, Actor>> = Object.fromEntries(
  [
    ['subtree', '%'],
    ['subtree', `${jinshan}%`],
    ['subtree', '31011611'],
    ['subtree', '31011'],
    ['subtree', '31'],
    ['subtree', ''],
    ['subtree', '999999999'],
    ['subtree', `${jiuting}' or '1'='1`],
    ['subtree', `${caojing}\u0000`],
    ['subtree', '３１０１１６１１２'],
    ['party', '%'],
    ['party', `${idOf('漕企业')}\u0000`],
    ['park', '\u0000'],
    ['case', "x' or '1'='1"],
    ['case', '\ud800'],
  ].map(([kind, value]) => [`${kind} ${JSON.stringify(value)}`, forged(kind as ScopeKind, value ?? '')]),
);

export const insiders: Readonly<Record<string, Actor>> = {
  'the task force of its district': taskForceOf(jinshan),
  'the town': officerOf(caojing),
  'its district': officerOf(jinshan),
  'the city': officerOf(shanghai),
};

/** Who sees a part of it: the enterprise itself, and the technical unit that the town charged. */
export const concerned: Readonly<Record<string, Actor>> = {
  'the enterprise': enterprise(idOf('漕企业')),
  'the technical unit': technicalUnit('漕委托'),
};
