// What a thread runs in the tests of the thread engine: a run with seed 5 is the death of its thread.
export default function work(requests) {
  if (requests.some(({ seed }) => seed === 5)) process.exit(1);
  return requests.map((request) => ({ broken: { request, message: 'done' } }));
}
