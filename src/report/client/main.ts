import { addCopyButtons } from './copy-button.ts';
import { placeOf } from './dom.ts';
import { startDownloads } from './downloads.ts';
import { startFilters } from './filters.ts';
import { startHistoryTable } from './history-table.ts';
import { loadSubject } from './load.ts';
import { PageModel } from './page-model.ts';
import { PageState } from './page-state.ts';
import { pin } from './pin.ts';
import { startPinPanel } from './pin-panel.ts';
import { startReplicas } from './replicas.ts';
import { startRowFilter } from './row-filter.ts';
import { startSpaceTime } from './space-time.ts';
import { startTimeline } from './timeline.ts';

const OPERATION_LINK = /^#(?:op|near)-(\d+)$/;

async function start(): Promise<void> {
  addCopyButtons();
  const rowFilter = document.getElementById('row-filter-place');
  if (rowFilter !== null) startRowFilter(rowFilter);
  const packed = document.getElementById('run-data')?.textContent ?? null;
  if (packed === null) return;
  const state = new PageState(new PageModel(await loadSubject(packed)));
  startTimeline(placeOf('timeline-place'), state);
  startPinPanel(placeOf('pin-place'), state);
  startSpaceTime(placeOf('space-time-place'), state);
  startReplicas(placeOf('replicas-place'), state);
  startFilters(placeOf('filter-place'), state);
  startHistoryTable(placeOf('history-place'), state);
  startDownloads(placeOf('downloads-place'), state.model);
  followLinks(state);
  document.documentElement.classList.add('ready');
}

/** A link to an operation pins it, wherever on the page it stands. */
function followLinks(state: PageState): void {
  const follow = (): void => {
    const index = OPERATION_LINK.exec(location.hash)?.[1];
    if (index !== undefined) pin(state, Number(index), true);
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link !== null && link.getAttribute('href') === location.hash) follow();
  });
  follow();
}

start().catch((error: unknown) => {
  const place = document.getElementById('timeline-place');
  if (place !== null) place.textContent = `The pictures can't be drawn: ${String(error)}`;
  throw error;
});
