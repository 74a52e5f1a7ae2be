import { describe, expect, it } from 'vitest';
import { specId, specify } from '../testing/given.ts';
import { assessmentCommands } from './commands.ts';
import { assessmentEvents } from './events.ts';
import { bottomRanking } from './index.ts';
import { candidate, freezeRanking, otherRun, place, run } from './test/scene.ts';

const given = specify(assessmentEvents);
const many = Array.from({ length: 100 }, (_, n) => candidate(n, String(n)));
const entry = (rank: number, n: number, score: string) => ({ rank, partyId: specId(n), code: `E${String(n).padStart(3, '0')}`, score });

describe('the bottom ranking of a park', () => {
  it('names the last thirty, the very last first', () => {
    const { state } = given(bottomRanking, freezeRanking(many));
    expect(state).toMatchObject({ ranked: 100, size: 30 });
    expect(state?.entries).toEqual(Array.from({ length: 30 }, (_, n) => entry(n + 1, n, String(n))));
  });
  it('names all of them when they are fewer', () => {
    const when = given(bottomRanking).when(freezeRanking([candidate(1, '70'), candidate(2, '60.5')]));
    when.then({
      type: 'BottomRankingFrozen',
      data: { ...place, run, size: 30, ranked: 2, entries: [entry(1, 2, '60.5'), entry(2, 1, '70')] },
    });
    when.thenConcerns('310116112');
  });
  it('gives equal scores one rank, in the order of the ranking read from its end', () => {
    const { state } = given(
      bottomRanking,
      freezeRanking([candidate(1, '50'), candidate(2, '50.0'), candidate(3, '49'), candidate(4, '70')], 3),
    );
    expect(state?.entries).toEqual([entry(1, 3, '49'), entry(2, 2, '50.0'), entry(2, 1, '50')]);
    const twins = given(bottomRanking, freezeRanking([candidate(1, '50', 'E'), candidate(2, '50', 'E')])).state;
    expect(twins?.entries.map(({ partyId }) => partyId)).toEqual([specId(2), specId(1)]);
  });
  it('leaves out who is not rated', () => {
    const { state } = given(bottomRanking, freezeRanking([candidate(1, null), candidate(2, '3')]));
    expect([state?.ranked, state?.entries]).toEqual([1, [entry(1, 2, '3')]]);
  });
  it('needs somebody with a score', () =>
    given(bottomRanking)
      .when(freezeRanking([candidate(1, null)]))
      .thenRefused('assessment-ranking-without-scores', run));
  it('names nobody twice', () =>
    given(bottomRanking)
      .when(freezeRanking([candidate(1, '1'), candidate(1, '2')]))
      .thenRefused('assessment-ranking-names-twice', specId(1)));
  it('of a city is looked through once', () => {
    const city = Array.from({ length: 48_501 }, (_, n) => candidate(n, String(n % 97)));
    const since = performance.now();
    expect(given(bottomRanking, freezeRanking(city)).state).toMatchObject({ ranked: 48_501 });
    expect(performance.now() - since).toBeLessThan(4_000);
  });
  it('of the most that may be named is one event, however long codes and scores are', () => {
    const most = assessmentCommands.FreezeBottomRanking.shape.size.def.innerType.maxValue ?? 0;
    const long = { code: '9'.repeat(60), score: `${'9'.repeat(18)}.${'9'.repeat(12)}` };
    const { state } = given(
      bottomRanking,
      freezeRanking(
        Array.from({ length: most }, (_, n) => ({ ...candidate(n, '1'), ...long })),
        most,
      ),
    );
    expect([state?.entries.length, JSON.stringify(state).length < 58_000]).toEqual([most, true]);
  });
  it('is frozen: the same again is nothing new, and another is refused', () => {
    given(bottomRanking, freezeRanking(many)).when(freezeRanking(many.toReversed())).thenNothing();
    given(bottomRanking, freezeRanking(many)).when(freezeRanking(many, 29)).thenRefused('assessment-ranking-frozen-otherwise', '2024');
    given(bottomRanking, freezeRanking(many))
      .when(freezeRanking(many, 30, otherRun))
      .thenRefused('assessment-ranking-frozen-otherwise');
  });
});
