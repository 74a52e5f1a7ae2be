// How a caller names the thing whose past it asks about.
import type { Target } from '../read-models/belief-sets.ts';
import { topics as all, type Topic, topicsOfStream } from '../read-models/topics/index.ts';
import type { Planning } from '../tenancy/planning.ts';
import { checked } from './arguments.ts';
import { badInput } from './errors.ts';
import { uuid } from './uuid.ts';

export interface ThingArguments {
  readonly parcel?: string | null;
  readonly party?: string | null;
  readonly contract?: string | null;
  readonly equityTransfer?: string | null;
  readonly auction?: string | null;
  readonly finding?: string | null;
  readonly stream?: string | null;
}

const streamPattern = /^[a-z]+-[A-Za-z0-9-]{1,120}$/;

const targetOf = (name: keyof ThingArguments, value: string): Target => {
  if (name === 'stream') {
    if (streamPattern.test(value)) return { kind: 'stream', stream: value };
    throw badInput('stream', 'stream: expected the name of a stream, as parcel-<id>.', 'stream：应为事件流名称，例如parcel-<id>。');
  }
  const id = checked(name, uuid, value).toLowerCase();
  if (name === 'parcel' || name === 'party') return { kind: name, id };
  return { kind: 'stream', stream: `${name === 'equityTransfer' ? 'equity' : name}-${id}` };
};

/** The one thing that the arguments name; undefined where a jurisdiction stands in its place. Throws a 4xx error unless it is one. */
export const thingOf = (args: ThingArguments, jurisdiction?: string | null): Target | undefined => {
  const names = ['parcel', 'party', 'contract', 'equityTransfer', 'auction', 'finding', 'stream'] as const;
  const given = names.flatMap((name) => {
    const value = args[name];
    return value == null ? [] : [{ name, value }];
  });
  const [only, second] = given;
  if (second !== undefined || (only === undefined) === (jurisdiction == null))
    throw badInput(
      second?.name ?? 'parcel',
      `Expected exactly one of ${[...names, 'jurisdiction'].join(', ')}.`,
      '应恰好给出一个对象：地块、主体、合同、股权变更、拍卖、待核实事项、事件流或（变更查询的）辖区。',
    );
  return only === undefined ? undefined : targetOf(only.name, only.value);
};

/** The topics asked for, of those that the thing can have. */
export const topicsOn = (target: Target, wanted: readonly string[] | null | undefined): readonly Topic[] => {
  const possible = target.kind === 'stream' ? topicsOfStream(target.stream) : all;
  if (wanted != null) return possible.filter(({ name }) => wanted.includes(name));
  return target.kind === 'place' ? possible.filter(({ many }) => !many) : possible;
};

/** What a list depends on: all arguments but those of its pages, in one order. Compiled documents give those with a default first. */
export const listed = (args: object): readonly unknown[] =>
  Object.entries(args)
    .filter(([name, value]) => value != null && name !== 'first' && name !== 'after')
    .toSorted(([left], [right]) => (left < right ? -1 : 1));

/** One text for each level and kind of scope, unless topics are picked out: worth keeping its plan, which takes longer to make than to run. */
export const planningOn = (wanted: readonly string[] | null | undefined): Planning => (wanted == null ? { prepared: 'beliefs' } : {});
