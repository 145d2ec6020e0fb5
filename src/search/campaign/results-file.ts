import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { requestOf } from '../plan.ts';
import type { RunOutcome } from '../run-batch.ts';
import { writeWhole } from '../write-whole.ts';
import { readLines } from './read-lines.ts';
import { ConflictingResultsError, ResultsFileError } from './results-file-error.ts';
import { ResultsLock } from './results-lock.ts';
import { formatOutcome, outcomeOf, type ResultsHead } from './results-line.ts';
import { RunNumbers } from './run-numbers.ts';
import { isHead, parseResultsLine } from './validate-line.ts';

/** Why a disk takes no more. */
const TROUBLES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file may not grow further',
};

/** Where a result stands in the file, in bytes. */
interface Place {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The results of a campaign, one a line. A result is written with one write as soon as it is known, so a process that dies
 * leaves whole lines and at most one torn one at the end, which the next to open the file drops. Of several results of one
 * run the first counts.
 */
export class ResultsFile {
  readonly path: string;
  readonly head: ResultsHead;
  readonly numbers: RunNumbers;
  /** Whether the last line had been cut off when the file was opened. */
  readonly wasTorn: boolean;
  readonly #file: number;
  readonly #places: Map<number, Place>;
  /** Undefined for a file that is only read. */
  readonly #lock: ResultsLock | undefined;
  #bytes: number;

  private constructor(path: string, file: number, lock: ResultsLock | undefined, { head, ...rest }: Loaded) {
    this.path = path;
    this.head = head;
    this.numbers = rest.numbers;
    this.wasTorn = rest.bytes < fstatSync(file).size;
    this.#file = file;
    this.#lock = lock;
    this.#places = rest.places;
    this.#bytes = rest.bytes;
    if (this.wasTorn && lock !== undefined) ftruncateSync(file, this.#bytes);
  }

  /** Begins a new file. @throws ResultsFileError when there is one already, or somebody else begins it just now. */
  static create(path: string, head: ResultsHead): ResultsFile {
    return withLock(path, (lock) => {
      if (existsSync(path)) throw new ResultsFileError(path, 'there are results already.');
      writeWhole(path, `${JSON.stringify(head)}\n`);
      return ResultsFile.#load(path, lock);
    });
  }

  /**
   * Opens a file to read it and to write on.
   *
   * @throws ResultsFileError for what is no results file, or one that another process is at work on; ConflictingResultsError
   *   when a run is in it with two results.
   */
  static open(path: string): ResultsFile {
    if (!existsSync(path)) throw new ResultsFileError(path, 'there is no such file.');
    return withLock(path, (lock) => ResultsFile.#load(path, lock));
  }

  /** Opens a file to read what is in it now; somebody may be writing on. @throws as `open`, but for others at work. */
  static read(path: string): ResultsFile {
    if (!existsSync(path)) throw new ResultsFileError(path, 'there is no such file.');
    return ResultsFile.#load(path, undefined);
  }

  static #load(path: string, lock: ResultsLock | undefined): ResultsFile {
    const file = openSync(path, lock === undefined ? 'r' : 'r+');
    try {
      return new ResultsFile(path, file, lock, load(path, file));
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** How many runs have a result. */
  get count(): number {
    return this.#places.size;
  }

  has(number: number): boolean {
    return this.#places.has(number);
  }

  /**
   * Writes a result down; false when the run has one already.
   *
   * @throws RangeError for a run of another campaign, ResultsFileError when it can't be written, as on a full disk: what was
   *   written before is whole.
   */
  append(outcome: RunOutcome): boolean {
    const number = this.numbers.numberOf(requestOf('result' in outcome ? outcome.result : outcome.broken.request));
    if (number === undefined) throw new RangeError('this run is not part of the campaign');
    if (this.#places.has(number)) return false;
    const line = Buffer.from(`${formatOutcome(outcome)}\n`);
    this.#write(line);
    this.#places.set(number, { offset: this.#bytes, bytes: line.length - 1 });
    this.#bytes += line.length;
    return true;
  }

  /** A disk that is nearly full takes a part of a line and says no only to the rest. */
  #write(line: Buffer): void {
    try {
      for (let done = 0; done < line.length;)
        done += writeSync(this.#file, line, done, line.length - done, this.#bytes + done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = (code === undefined ? undefined : TROUBLES[code]) ?? String(error);
      throw new ResultsFileError(
        this.path,
        `a result can't be written: ${why}. Those before it are kept; make room, and go on with --resume.`,
      );
    }
  }

  /** The text of each result, in the order of runs, as it was written. */
  *texts(): Generator<string> {
    for (const number of [...this.#places.keys()].sort((a, b) => a - b)) yield this.textOf(number);
  }

  /** Every result, in the order of runs, read back from the file. */
  *outcomes(): Generator<RunOutcome> {
    for (const text of this.texts()) {
      const line = parseResultsLine(text);
      if ('problem' in line || line.kind === 'campaign')
        throw new ResultsFileError(this.path, 'it changed underneath.');
      yield outcomeOf(line);
    }
  }

  /** The text of one result, which must be there. */
  textOf(number: number): string {
    const { offset = 0, bytes = 0 } = this.#places.get(number) ?? {};
    return readText(this.#file, { offset, bytes });
  }

  /** Numbers of the runs that have a result. */
  written(): Iterable<number> {
    return this.#places.keys();
  }

  close(): void {
    if (this.#lock !== undefined) fsyncSync(this.#file);
    closeSync(this.#file);
    this.#lock?.release();
  }
}

/** Takes the lock of a file; it is given back when what is done under it fails. */
function withLock(path: string, open: (lock: ResultsLock) => ResultsFile): ResultsFile {
  const lock = ResultsLock.take(path);
  try {
    return open(lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Loaded {
  readonly head: ResultsHead;
  readonly numbers: RunNumbers;
  readonly places: Map<number, Place>;
  /** Up to the end of the last whole line. */
  readonly bytes: number;
}

function load(path: string, file: number): Loaded {
  let head: ResultsHead | undefined;
  let numbers: RunNumbers | undefined;
  const places = new Map<number, Place>();
  let end = 0;
  let nth = 0;
  for (const { text, offset, bytes, isWhole } of readLines(file)) {
    nth++;
    if (!isWhole) break;
    const line = parseResultsLine(text);
    if (head === undefined || numbers === undefined) {
      if (!isHead(line))
        throw new ResultsFileError(path, 'this is no results file: its first line tells of no campaign.');
      head = line;
      numbers = new RunNumbers(line);
      end = offset + bytes + 1;
      continue;
    }
    if ('problem' in line) throw new ResultsFileError(path, `line ${nth}: ${line.problem}.`);
    if (line.kind === 'campaign') throw new ResultsFileError(path, `line ${nth}: a second campaign begins.`);
    const number = numbers.numberOf(requestOf(line.kind === 'result' ? line : line.request));
    if (number === undefined) throw new ResultsFileError(path, `line ${nth}: this run is not part of the campaign.`);
    const before = places.get(number);
    if (before === undefined) places.set(number, { offset, bytes });
    else if (readText(file, before) !== text)
      throw new ConflictingResultsError(
        `${path}: line ${nth} has another result than an earlier line of the same run.`,
      );
    end = offset + bytes + 1;
  }
  if (head === undefined || numbers === undefined)
    throw new ResultsFileError(path, 'this is no results file: it has no whole line.');
  return { head, numbers, places, bytes: end };
}

function readText(file: number, { offset, bytes }: Place): string {
  const text = Buffer.alloc(bytes);
  readSync(file, text, 0, bytes, offset);
  return text.toString('utf8');
}
