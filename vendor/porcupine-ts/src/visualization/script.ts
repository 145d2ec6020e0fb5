/**
 * The page's script: draws linearizations over the timeline, and tells about the box that is pointed at. It writes text
 * with `textContent` only, so nothing of the data is ever parsed as markup.
 */
export const script: string = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const timeline = document.getElementById('timeline');
const overlay = document.getElementById('overlay');
const details = document.getElementById('details');
const elements = [...document.querySelectorAll('[data-box]')];
let pinned = -1;

function add(parent, name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
}

function draw(linearization, chosen) {
  const points = linearization.steps.map(({ box, x }) => [x, data.boxes[box].y]);
  add(overlay, 'polyline', { class: 'path', points: points.map((point) => point.join(',')).join(' ') });
  linearization.steps.forEach(({ box }, index) => {
    const [cx, cy] = points[index];
    add(overlay, 'circle', { class: box === chosen ? 'point chosen' : 'point', cx, cy, r: 5 });
  });
  for (const { box, x, allowed } of linearization.next) {
    const y = data.boxes[box].y;
    if (allowed) add(overlay, 'circle', { class: 'explored', cx: x, cy: y, r: 5 });
    else add(overlay, 'path', { class: 'illegal', d: 'M' + (x - 5) + ',' + (y - 5) + 'l10,10m0,-10l-10,10' });
  }
}

function placeOf(chosen, partition, linearization) {
  if (linearization === undefined) return [['linearization', 'in none that the search reached']];
  const index = linearization.steps.findIndex(({ box }) => box === chosen);
  const before = index === 0 ? partition.initialState : linearization.steps[index - 1].state;
  return [
    ['linearization', 'step ' + (index + 1) + ' of ' + linearization.steps.length],
    ['state before', data.states[before]],
    ['state after', data.states[linearization.steps[index].state]],
  ];
}

function describe(chosen) {
  details.replaceChildren();
  if (chosen === -1) return;
  const box = data.boxes[chosen];
  const partition = data.partitions[box.partition];
  const place = partition ? placeOf(chosen, partition, partition.linearizations[box.linearization]) : [];
  const list = document.createElement('dl');
  for (const [name, value] of [...box.facts, ...place]) {
    const term = document.createElement('dt');
    term.textContent = name;
    const text = document.createElement('dd');
    text.textContent = value;
    list.append(term, text);
  }
  details.append(list);
}

function show(chosen) {
  const own = chosen === -1 ? -1 : data.boxes[chosen].partition;
  overlay.replaceChildren();
  data.partitions.forEach(({ linearizations }, partition) => {
    if (own !== -1 && own !== partition) return;
    const linearization = linearizations[own === -1 ? 0 : data.boxes[chosen].linearization];
    if (linearization) draw(linearization, chosen);
  });
  elements.forEach((element, index) => {
    element.classList.toggle('chosen', index === chosen);
    element.classList.toggle('far', own !== -1 && data.boxes[index].partition !== own);
  });
  describe(chosen);
}

elements.forEach((element, index) => {
  const pin = () => {
    pinned = pinned === index ? -1 : index;
    show(pinned);
  };
  for (const event of ['mouseenter', 'focus']) element.addEventListener(event, () => show(index));
  for (const event of ['mouseleave', 'blur']) element.addEventListener(event, () => show(pinned));
  element.addEventListener('click', pin);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    pin();
  });
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  pinned = -1;
  show(-1);
});
show(-1);
`;
