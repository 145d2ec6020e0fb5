/** How a file holds a history; docs/histories.md shows each. */
export type Format = 'jsonl' | 'json' | 'edn' | 'jepsen-text' | 'jepsen-log';

export const FORMATS: readonly Format[] = ['jsonl', 'json', 'edn', 'jepsen-text', 'jepsen-log'];

/** Takes one record of a file, and the line on which it starts, counted from 1. */
export type RecordSink = (record: unknown, line: number) => void;

/**
 * Reads the records of a file in its order.
 *
 * @throws HistoryError with the line, where the bytes are not of the format
 */
export type RecordReader = (chunks: AsyncIterable<Buffer>, sink: RecordSink) => Promise<void>;
