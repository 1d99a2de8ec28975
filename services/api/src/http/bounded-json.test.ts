import { describe, expect, it } from '@jest/globals';
import { boundedJson } from './bounded-json.ts';

const read = (text: string, bounds = { values: 10, depth: 3, names: 4 }) =>
  boundedJson(Buffer.from(text), bounds);

describe('JSON from strangers', () => {
  it.each([
    ['{"a":[1,2,{"b":"c"}]}'],
    ['[1,2,3,4,5,6,7]'],
    ['[{"a":1,"b":2},{"a":1,"b":2}]'],
    ['{"a":"[[[[[[,,,,,,,,,,,,{{{{{{"}'],
    ['["\\"[[[[[[", "\\\\", "\\\\\\"[[[[[["]'],
    ['"plain"'],
  ])('is read as it stands: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['[[],[],[],[],[],[],[]]', 'more values'],
    ['[0,0,0,0,0,0,0,0,0,0,0]', 'more values'],
    ['{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1}', 'more fields'],
    ['{"a":{"b":1,"c":1,"d":1,"e":1,"f":1}}', 'more fields'],
    ['[[[[0]]]]', 'more levels'],
    ['[[[[', 'more levels'],
    ['["\\\\",[[[0]]]]', 'more levels'],
  ])('over a limit is refused before it is built: %s', (text, found) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'too_large', faults: [expect.objectContaining({ found })] }),
    );
  });

  it.each(['', '{', '"open', '"open\\', '{"a" 1}'])('that is invalid throws: %j', (text) => {
    expect(() => read(text)).toThrow(SyntaxError);
  });
});
