import { expect, test } from 'vitest';
import { type RunDocument, reportAsJson } from '../../../src/reporters/json.ts';
import { failedSummary, sampleSummary } from '../../helpers/campaign/sample-summary.ts';

test('one document, with everything but the scores of systems that settings add up to', () => {
  const document = JSON.parse(reportAsJson(failedSummary())) as RunDocument;
  const [{ guarantees, price, tradeoffs, ...result } = { guarantees: [], price: null, tradeoffs: null }] =
    document.results;
  expect(guarantees.map(({ name, verdict, firstFailingSeed }) => [name, verdict, firstFailingSeed])).toEqual([
    ['external-consistency', 'violated', 7],
    ['linearizable-registers', 'holds', undefined],
    ['no-lost-commit', 'holds', undefined],
    ['minority-refuses', 'vacuous', undefined],
    ['liveness', 'holds', undefined],
  ]);
  expect(price).toMatchObject({ operations: 800 });
  expect(tradeoffs).toEqual([]);
  expect({ ...document, results: [result] }).toMatchInlineSnapshot(`
    {
      "broken": [
        {
          "message": "quorum of 0 servers
      in event 12",
          "request": {
            "operations": 200,
            "pastContract": null,
            "preset": "split-brain",
            "seed": 4,
            "system": "spanner",
            "variant": null,
          },
        },
      ],
      "canary": {
        "caseFile": null,
        "caught": 0,
        "guarantee": "external-consistency",
        "runs": 4,
        "setting": {
          "operations": 200,
          "pastContract": null,
          "preset": "everything",
          "system": "spanner",
          "variant": null,
        },
      },
      "codeVersion": "1.0.0+code",
      "ended": "time-limit",
      "failures": [
        {
          "anomaly": "stale-order",
          "caseFile": "out/cases/spanner-everything-7.json",
          "digest": "0123456789abcdef",
          "events": 900,
          "faults": [
            "clock-offset",
          ],
          "guarantee": "external-consistency",
          "message": "transaction 7 <after> "8" & before 9, 100%",
          "necessary": null,
          "pastContract": null,
          "preset": "everything",
          "reproduce": "npx capcheck replay out/cases/spanner-everything-7.json",
          "runs": 3,
          "seed": 7,
          "system": "spanner",
          "variant": null,
        },
      ],
      "interrupted": false,
      "report": null,
      "results": [
        {
          "failures": [
            {
              "caseFile": "out/cases/spanner-everything-7.json",
              "guarantees": [
                "external-consistency",
              ],
              "reproduce": "npx capcheck replay out/cases/spanner-everything-7.json",
              "seed": 7,
            },
            {
              "caseFile": null,
              "guarantees": [
                "external-consistency",
              ],
              "reproduce": "npx capcheck replay spanner --seed 8 --faults everything --ops 200",
              "seed": 8,
            },
            {
              "caseFile": null,
              "guarantees": [
                "external-consistency",
              ],
              "reproduce": "npx capcheck replay spanner --seed 9 --faults everything --ops 200",
              "seed": 9,
            },
          ],
          "marks": [
            {
              "name": "log: leader elected after another",
              "runs": 2,
              "times": 3,
            },
          ],
          "pastContract": null,
          "preset": "everything",
          "runs": 4,
          "seeds": {
            "first": 7,
            "last": 10,
          },
          "system": "spanner",
          "variant": null,
          "verdict": "violated",
        },
      ],
      "runs": {
        "asked": 10,
        "finished": 5,
      },
      "verdict": "violated",
    }
  `);
});

test('what went well has no failures, and says so', () => {
  expect(JSON.parse(reportAsJson(sampleSummary()))).toMatchObject({
    verdict: 'holds',
    ended: 'complete',
    interrupted: false,
    failures: [],
    broken: [],
    canary: null,
  });
});
