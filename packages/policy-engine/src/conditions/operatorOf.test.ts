import { operatorOf } from './operatorOf';

describe('operatorOf', () => {
  it.each([
    ['StringEquals', 'single', false, false],
    ['StringNotLikeIfExists', 'single', true, true],
    ['ForAllValues:ArnLike', 'ForAllValues', false, false],
    ['ForAnyValue:NumericNotEqualsIfExists', 'ForAnyValue', true, true],
  ])('reads %s', (name, quantifier, ifExists, isNegated) => {
    expect(operatorOf(name)).toMatchObject({
      name,
      compares: { mode: { quantifier, ifExists, isNegated } },
    });
  });

  it('knows that Null compares nothing', () => {
    expect(operatorOf('Null')).toEqual({ name: 'Null' });
  });

  it.each([
    '',
    'Null:StringEquals',
    'NullIfExists',
    'ForAllValues:Null',
    'stringequals',
    'StringEqualsIfExistsIfExists',
    'ForAllValues:ForAnyValue:StringEquals',
    'IfExists',
    'constructor',
  ])('does not know "%s"', name => {
    expect(operatorOf(name)).toBeUndefined();
  });
});
