// Linearizability: what `capcheck check` needs for files of about a gigabyte, in each format, made here line by line.
// Needs `npm run build`, and that much room in the folder of temporary files.
// Run: npx tsx bench/linearizability-stream.ts [mebibytes] [part of a format's name]
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkByCommand } from './linearizability-file.ts';

const CLIENTS = 20;
const LINES_AT_ONCE = 20_000;
const MEBIBYTE = 2 ** 20;

type Line = (
  index: number,
  process: number,
  type: 'invoke' | 'ok',
  f: 'read' | 'write',
  value: number | null,
) => string;

const edn: Line = (index, process, type, f, value) =>
  `{:index ${index}, :time ${index * 1000}, :process ${process}, :type :${type}, :f :${f}, :value ${value ?? 'nil'}}\n`;

const formats: Readonly<Record<string, Line>> = {
  jsonl: (index, process, type, f, value) =>
    `{"index":${index},"time":${index * 1000},"process":${process},"type":"${type}","f":"${f}","value":${value}}\n`,
  'jsonl, fields in another order': (index, process, type, f, value) =>
    `{"type":"${type}", "f":"${f}", "value":${value}, "process":${process}, "time":${index * 1000}, "index":${index}}\n`,
  edn,
  'jepsen-log': (index, process, type, f, value) =>
    `2023-05-01 10:00:00,${String(index % 1000).padStart(3, '0')}{GMT}\tINFO\t[jepsen worker ${process}] jepsen.util: ${process}\t:${type}\t:${f}\t${value ?? 'nil'}\n`,
};

/** Writes a history of one register until the file is so large; each call takes effect when it is invoked. Answers the number of calls. */
function writeHistory(path: string, line: Line, bytes: number): number {
  const file = openSync(path, 'w');
  const open: ({ f: 'read' | 'write'; value: number | null } | undefined)[] = Array.from({ length: CLIENTS });
  let state: number | null = null;
  let index = 0;
  let written = 0;
  while (written < bytes) {
    const lines: string[] = [];
    for (let i = 0; i < LINES_AT_ONCE; i++) {
      // Clients take turns, each with one call open while the others invoke theirs.
      const process = (index >> 1) % CLIENTS;
      const call = open[process];
      if (call === undefined) {
        const f = index % 3 === 0 ? 'write' : 'read';
        if (f === 'write') state = index;
        open[process] = { f, value: state };
        lines.push(line(index, process, 'invoke', f, f === 'write' ? state : null));
      } else {
        lines.push(line(index, process, 'ok', call.f, call.value));
        open[process] = undefined;
      }
      index++;
    }
    const text = lines.join('');
    written += writeSync(file, text);
  }
  closeSync(file);
  return index / 2;
}

const [mebibytes = '1024', part = ''] = process.argv.slice(2);
console.log('| format | MiB | operations | wall s | CPU s | peak RSS MiB | bytes an operation | verdict |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
for (const [name, line] of Object.entries(formats)) {
  if (!name.includes(part)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'capcheck-stream-'));
  try {
    const path = join(folder, 'history');
    const operations = writeHistory(path, line, Number(mebibytes) * MEBIBYTE);
    const size = Math.round(statSync(path).size / MEBIBYTE);
    const used = checkByCommand(path, 'register');
    const row = [
      name,
      size,
      operations,
      (used.wallMs / 1000).toFixed(1),
      (used.cpuMs / 1000).toFixed(1),
      used.mebibytes,
      Math.round((used.mebibytes * MEBIBYTE) / operations),
      used.verdict,
    ];
    console.log(`| ${row.join(' | ')} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
