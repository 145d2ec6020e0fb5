/** Colours by meaning. Text on the page's ground has a contrast of at least 4.5, signs and bars one of at least 3. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #fdfdfc; --raised: #f4f4f1; --ink: #1b1c1e; --quiet: #5d6066; --rule: #dcdcd6; --strong-rule: #a9aaa4;
  --link: #1f4f8f; --focus: #1f6feb;
  --ok: #2a6cae; --fail: #a8407f; --info: #995900; --observed: #4b6b3a;
  --bad: #b3122a; --bad-ground: #fcecec; --good: #2c6e49;
  --network: #b0451f; --process: #6b4fa0; --clock: #26706f; --messages: #806414;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141517; --raised: #1d1f22; --ink: #e4e4e0; --quiet: #a0a3a9; --rule: #303338; --strong-rule: #5d6168;
    --link: #8ab8f2; --focus: #79b0ff;
    --ok: #5b9fe0; --fail: #e07fb9; --info: #e0a040; --observed: #9cc482;
    --bad: #ff7a85; --bad-ground: #34191c; --good: #7cc79a;
    --network: #e58a66; --process: #b59ae6; --clock: #6fc4c1; --messages: #d0b45a;
  }
}
`;
