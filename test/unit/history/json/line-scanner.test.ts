import { describe, expect, test } from 'vitest';
import { LineScanner } from '../../../../src/history/json/line-scanner.ts';

const usual = '{"index":3,"time":14,"process":-2,"type":"fail","f":"cas","value":[1,"x"]}';

function scan(line: string, pairs = false): LineScanner | undefined {
  const scanner = new LineScanner(pairs);
  scanner.bytes = Buffer.from(`${line}\n`);
  return scanner.scan(0, scanner.bytes.length - 1) ? scanner : undefined;
}

describe('LineScanner', () => {
  test('tells the fields of a usual line', () => {
    const scanner = scan(usual);
    expect(scanner).toMatchObject({ index: 3, time: 14, process: -2, type: 2, value: { kind: 'array' } });
    expect(usual.slice(scanner?.fStart, scanner?.fEnd)).toBe('cas');
    expect(usual.slice(scanner?.value.start, scanner?.value.end)).toBe('[1,"x"]');
  });

  test('an array may hold others, and brackets in its strings', () => {
    const value = '[["append","x]",1],["r","y",[1,2]]]';
    const line = usual.replace('[1,"x"]', value);
    const scanner = scan(line);
    expect(line.slice(scanner?.value.start, scanner?.value.end)).toBe(value);
  });

  test('index and time may be missing', () => {
    expect(scan('{"process":0,"type":"ok","f":"read","value":null}')).toMatchObject({ index: -1, time: -1, type: 1 });
  });

  test('takes pairs apart', () => {
    const scanner = scan('{"process":0,"type":"info","f":"r","value":["k",-15]}', true);
    expect(scanner).toMatchObject({ key: { kind: 'string' }, value: { kind: 'integer', integer: -15 } });
  });

  test.each([
    ['white space', usual.replace(',', ', ')],
    ['another order', '{"type":"ok","process":0,"f":"read","value":null}'],
    ['an extra field', usual.replace('}', ',"error":1}')],
    ['text behind the object', `${usual}x`],
    ['an unknown type', usual.replace('fail', 'okay')],
    ['an empty f', usual.replace('cas', '')],
    ['an escape', usual.replace('cas', 'c\\u0061s')],
    ['letters beyond ASCII', usual.replace('cas', 'cäs')],
    ['a process that is a name', usual.replace('-2', '"n1"')],
    ['a fraction', usual.replace('-2', '2.0')],
    ['a leading zero', usual.replace('14', '014')],
    ['minus zero', usual.replace('-2', '-0')],
    ['a negative index', usual.replace('3', '-3')],
    ['an integer that may not be exact', usual.replace('14', '1234567890123456')],
    ['an object', usual.replace('[1,"x"]', '{}')],
    ['true', usual.replace('[1,"x"]', 'true')],
    ['an array that does not end', usual.replace('"x"]}', '"x"')],
    ['a line that is cut off', usual.slice(0, 40)],
    ['nothing', ''],
  ])('leaves to the JSON parser: %s', (_, line) => {
    expect(scan(line)).toBeUndefined();
  });

  test.each(['as"', 'x"'])('leaves to whoever checks UTF-8: a string with a byte beyond ASCII before %s', (end) => {
    const scanner = new LineScanner(false);
    scanner.bytes = Buffer.from(usual.replace(end, `\x80${end}`), 'latin1');
    expect(scanner.scan(0, scanner.bytes.length)).toBe(false);
  });

  test.each(['[1]', '[1,2,3]', '5', 'null', '[]'])('with pairs, leaves the value %s to the JSON parser', (value) => {
    expect(scan(usual.replace('[1,"x"]', value), true)).toBeUndefined();
  });
});
