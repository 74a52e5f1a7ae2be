import { describe, expect, it } from 'vitest';
import { eachInTurns, inTurns, meanwhile } from '../src/engine/in-turns.ts';

/** Statements that note what becomes of them; the database answers when it is told to. */
const statements = (names: readonly string[], failing = '') => {
  const log: string[] = [];
  const made = names.map((name) => () => {
    log.push(`made ${name}`);
    return async () => {
      log.push(`sent ${name}`);
      await Promise.resolve();
      if (name === failing) throw new Error(`${name} failed`);
      log.push(`answered ${name}`);
    };
  });
  return { log, made };
};

describe('statements in turns', () => {
  it('the next is made while one is under way, and sent when that is answered', async () => {
    const { log, made } = statements(['a', 'b', 'c']);
    await inTurns(made);
    expect(log).toEqual(['made a', 'sent a', 'made b', 'answered a', 'sent b', 'made c', 'answered b', 'sent c', 'answered c']);
  });
  it('after one that failed none is sent, so that none runs after the rollback', async () => {
    const { log, made } = statements(['a', 'b', 'c'], 'a');
    await expect(inTurns(made)).rejects.toThrow('a failed');
    expect(log).toEqual(['made a', 'sent a', 'made b']);
  });
  it('one that cannot be made ends them all, once the one under way is answered', async () => {
    const { log, made } = statements(['a']);
    const broken = () => {
      throw new Error('not made');
    };
    await expect(inTurns([...made, broken])).rejects.toThrow('not made');
    expect(log.at(-1)).toBe('answered a');
  });
});

describe('work while something is under way', () => {
  it('has come to its end when both have', async () => {
    const log: string[] = [];
    const underWay = eachInTurns(Array.from({ length: 200 }), () => undefined).then(() => log.push('under way'));
    expect(await meanwhile(underWay, async () => log.push('work'))).toBe(1);
    expect(log).toEqual(['work', 'under way']);
  });
  it('that fails waits for the other all the same, and says why itself', async () => {
    let ended = false;
    const underWay = eachInTurns(Array.from({ length: 200 }), () => undefined).then(() => {
      ended = true;
      throw new Error('the other');
    });
    const work = async () => {
      throw new Error('the work');
    };
    await expect(meanwhile(underWay, work)).rejects.toThrow('the work');
    expect(ended).toBe(true);
  });
});
