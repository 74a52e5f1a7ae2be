import { describe, it } from 'vitest';
import {
  contradicted,
  cycle,
  frozen,
  given,
  lessee,
  ofSubject,
  opening,
  owner,
  parcelId,
  renaming,
  stranger,
  supplied,
  supply,
  terms,
  town,
} from './test/scene.ts';

describe('a 体检表', () => {
  it('is opened for a parcel of an open cycle, with the enterprises that use it', () => {
    given()
      .when(opening({ enterprises: [lessee, owner, lessee] }))
      .then({
        type: 'HealthCheckOpened',
        data: { ...ofSubject, code: '31011610900100GB00001', town, enterprises: [owner, lessee] },
      });
  });
  it('concerns the town of the parcel', () => given().when(opening()).thenConcerns(town));
  it('is opened in a cycle that was reopened', () => {
    given()
      .when(opening({ cycleState: 'reopened', enterprises: [] }))
      .then({ type: 'HealthCheckOpened', data: { ...ofSubject, code: '31011610900100GB00001', town, enterprises: [] } });
  });
  it('is not opened without a cycle', () =>
    given()
      .when(opening({ cycleState: null }))
      .thenRefused('submission-without-cycle', '310116', '2024'));
  it('is not opened once the cycle is frozen', () =>
    given()
      .when(opening({ cycleState: 'frozen' }))
      .thenRefused('submission-frozen', '2024'));
  it('is of the jurisdiction of the cycle', () =>
    given()
      .when(opening({ town: '310117107' }))
      .thenRefused('submission-outside-cycle', '310117107', '310116'));
  it('opened again as it is says nothing new', () =>
    given
      .opened()
      .when(opening({ enterprises: [lessee, owner] }))
      .thenNothing());
  it('is not opened twice with another content', () =>
    given
      .opened()
      .when(opening({ code: 'other' }))
      .thenRefused('submission-already-opened'));
  it('of an enterprise names that enterprise and no other', () => {
    const enterprise = { subject: 'enterprise' as const, subjectId: owner };
    given().when(opening(enterprise)).thenRefused('submission-enterprise-not-itself');
    given()
      .when(opening({ ...enterprise, enterprises: [lessee] }))
      .thenRefused('submission-enterprise-not-itself');
    given()
      .when(opening({ ...enterprise, enterprises: [owner] }))
      .then({ type: 'HealthCheckOpened', data: { ...enterprise, cycle, code: '31011610900100GB00001', town, enterprises: [owner] } });
  });
  it('takes other enterprises, with a reason', () => {
    given
      .opened()
      .when(renaming([stranger, owner]))
      .then({ type: 'EnterprisesRenamed', data: { ...ofSubject, enterprises: [owner, stranger], reason: '承租企业更换' } });
    given
      .opened(renaming([owner]))
      .when(supply([['tax', '1']], { partyId: lessee }))
      .thenRefused('submission-enterprise-not-on-parcel', lessee);
  });
  it('that names the same enterprises again says nothing new', () =>
    given
      .opened()
      .when(renaming([lessee, owner]))
      .thenNothing());
  it('of an enterprise keeps to it', () => {
    const enterprise = { subject: 'enterprise' as const, subjectId: owner };
    given(opening({ ...enterprise, enterprises: [owner] }))
      .when(renaming([lessee], enterprise))
      .thenRefused('submission-enterprise-not-itself');
  });
  it('is opened before anything is entered', () =>
    given()
      .when(supply([['tax', '1']]))
      .thenRefused('submission-not-opened', parcelId, '310116', '2024'));
});

describe('a figure', () => {
  it('is supplied by whoever owes it, with unit and year', () => {
    given
      .opened()
      .when(supply([['tax', '10.5']]))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '10.5') });
  });
  it('of zero is zero, and a negative one stands', () => {
    given
      .opened()
      .when(supply([['tax', '0']]))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '0') });
    given
      .opened()
      .when(supply([['tax', '-3']]))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '-3') });
  });
  it.each(['NaN', '1e400', '', '1,000', '0x10', ' 1', '1.', `${'9'.repeat(19)}`])('is no "%s"', (value) => {
    given
      .opened()
      .when(supply([['tax', value]]))
      .thenRefused('submission-not-a-decimal', 'tax');
  });
  it('may be one of the options, and nothing else', () => {
    const by = { supplier: '统计局' as const };
    given
      .opened()
      .when(supply([['scale', 'above-scale', '']], by))
      .then({ type: 'FiguresSupplied', data: { ...supplied('scale', 'above-scale', ''), ...by } });
    given
      .opened()
      .when(supply([['scale', 'middling', '']], by))
      .thenRefused('submission-not-an-option', 'scale', 'middling', 'above-scale、below-scale');
  });
  it('of a quantity that the standard does not have is refused', () =>
    given
      .opened()
      .when(supply([['fame', '1']]))
      .thenRefused('submission-quantity-unknown', 'fame'));
  it.each([
    ['null, then by itself', null, owner],
    ['by itself, then null', owner, null],
  ])('of an enterprise in its own cycle is one, whether it is named or not: %s', (_, first, second) => {
    const enterprise = { subject: 'enterprise' as const, subjectId: owner };
    const history = [opening({ ...enterprise, enterprises: [owner] }), supply([['tax', '10']], { ...enterprise, partyId: first })];
    const again = (value: string) => supply([['tax', value]], { ...enterprise, partyId: second });
    given(...history)
      .when(again('10.0'))
      .thenNothing();
    given(...history)
      .when(again('1'))
      .then({ type: 'FigureContradicted', data: { ...contradicted('1'), ...enterprise, partyId: second } });
  });
  it('of the parcel as a whole is another than that of an enterprise on it', () =>
    given
      .opened(supply([['tax', '10']], { partyId: null }))
      .when(supply([['tax', '1']]))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '1') }));
  it('of another department is refused', () =>
    given
      .opened()
      .when(supply([['revenue', '1']]))
      .thenRefused('submission-wrong-supplier', 'revenue', '统计局', '税务局'));
  it('in another unit is refused', () =>
    given
      .opened()
      .when(supply([['tax', '1', '元']]))
      .thenRefused('submission-wrong-unit', 'tax', '万元'));
  it('of another year is refused', () =>
    given
      .opened()
      .when(supply([['tax', '1']], { period: 2024 }))
      .thenRefused('submission-wrong-period', '2023', '2024'));
  it('named twice in one request is refused', () =>
    given
      .opened()
      .when(
        supply([
          ['tax', '1'],
          ['tax', '1'],
        ]),
      )
      .thenRefused('submission-quantity-twice', 'tax'));
  it('of an enterprise that does not use the parcel is refused', () =>
    given
      .opened()
      .when(supply([['tax', '1']], { partyId: stranger }))
      .thenRefused('submission-enterprise-not-on-parcel', stranger));
  it('is accepted on the last day of the evaluation, and late from the next on', () => {
    given
      .opened()
      .when(supply([['tax', '1']], {}, '2024-11-09'))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '1') });
    given
      .opened()
      .when(supply([['tax', '1']], {}, '2024-11-10'))
      .thenRefused('submission-late', '2024-11-09', '2024-11-10');
  });
  it('is never late where no evaluation phase is dated', () => {
    given
      .opened()
      .when(supply([['tax', '1']], { terms: { ...terms, evaluationEnds: null } }, '2024-12-31'))
      .then({ type: 'FiguresSupplied', data: supplied('tax', '1') });
  });
  it('is refused once the cycle is frozen', () =>
    given
      .opened()
      .when(supply([['tax', '1']], { terms: frozen }))
      .thenRefused('submission-frozen', '310116', '2024'));
  it('is refused without a cycle', () =>
    given
      .opened()
      .when(supply([['tax', '1']], { terms: null }))
      .thenRefused('submission-without-cycle'));
  it('supplied again with the same value says nothing new', () => {
    const figures = [['tax', '10'] as const];
    given.opened(supply(figures)).when(supply(figures)).thenNothing();
  });
  it('supplied again with the same decimal written otherwise says nothing new', () => {
    given
      .opened(supply([['tax', '12.5']]))
      .when(supply([['tax', '12.50']]))
      .thenNothing();
  });
  it('supplied again with another value is recorded as a contradiction, and the first stands', () => {
    given
      .opened(supply([['tax', '10']]))
      .when(supply([['tax', '12']]))
      .then({ type: 'FigureContradicted', data: contradicted('12') });
  });
  it('contradicted the same way again says nothing new, another way is another contradiction', () => {
    const said = [supply([['tax', '10']]), supply([['tax', '12']])];
    given
      .opened(...said)
      .when(supply([['tax', '12']]))
      .thenNothing();
    given
      .opened(...said)
      .when(supply([['tax', '13']]))
      .then({ type: 'FigureContradicted', data: contradicted('13') });
  });
  it('of one enterprise does not stand in the way of another, or of the parcel as a whole', () => {
    const before = given.opened(supply([['tax', '10']]), supply([['tax', '12']]));
    before
      .when(supply([['tax', '12']], { partyId: lessee }))
      .then({ type: 'FiguresSupplied', data: { ...supplied('tax', '12'), partyId: lessee } });
    before
      .when(supply([['tax', '12']], { partyId: null }))
      .then({ type: 'FiguresSupplied', data: { ...supplied('tax', '12'), partyId: null } });
    given
      .opened(supply([['tax', '10']]), supply([['tax', '11']], { partyId: lessee }), supply([['tax', '12']], { partyId: lessee }))
      .when(supply([['tax', '12']]))
      .then({ type: 'FigureContradicted', data: contradicted('12') });
  });
  it('of the new year stands when the cycle is set to another year', () => {
    given
      .opened(supply([['tax', '10']]))
      .when(supply([['tax', '12']], { period: 2022, terms: { ...terms, figureYear: 2022 } }))
      .then({ type: 'FiguresSupplied', data: { ...supplied('tax', '12'), period: 2022 } });
  });
});
