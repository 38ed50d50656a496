// Ties the map, the clock and the tables together.

const $ = id => document.getElementById(id);
const dayBox = document.querySelector('.day');
const dayFrom = Number(dayBox.dataset.from), dayUntil = Number(dayBox.dataset.until);
const shown = {plan: 0, changes: false, layers: new Set(), chosen: null, near: null, t: 0, playing: false};
let hits = [];
let groundIsOld = true, waitsForFrame = false;

const view = new View($('map'), () => {
  groundIsOld = true;
  redraw();
});

function redraw() {
  if (waitsForFrame) return;
  waitsForFrame = true;
  requestAnimationFrame(paint);
}

function prepared(canvas) {
  const dense = Math.min(window.devicePixelRatio || 1, 2.5);
  if (canvas.width !== Math.round(view.width * dense) || canvas.height !== Math.round(view.height * dense)) {
    canvas.width = Math.round(view.width * dense);
    canvas.height = Math.round(view.height * dense);
  }
  const c = canvas.getContext('2d');
  c.setTransform(dense, 0, 0, dense, 0, 0);
  return c;
}

function paint() {
  waitsForFrame = false;
  if (groundIsOld) drawGround(prepared($('ground')), view);
  groundIsOld = false;
  const plan = plans[shown.plan], on = layer => shown.layers.has(layer);
  const day = dayAt(plan, shown.t);
  const c = prepared($('traffic'));
  c.clearRect(0, 0, view.width, view.height);
  hits = [];
  if (shown.changes) drawChanges(c, view);
  else if (on('flows')) drawFlows(c, view, plan.flows, Boolean(shown.chosen) && shown.chosen.kind !== 'closure');
  drawChosenWays(c, plan);
  if (on('pickups') && !shown.changes) drawPickups(c, view, plan, day, hits);
  if (on('depots')) drawDepots(c, view, hits);
  if (on('centres')) drawCentres(c, view, day, hits);
  if (on('closures')) drawClosures(c, view, plan.closures, hits);
  if (on('buses') && !shown.changes) drawBuses(c, view, day, hits, concerned(plan));
  if (on('names')) drawNames(c, view, []);
  tellTime(day);
  tellScale();
}

// ---- what is chosen

// The trips that have to do with what is chosen.
function tripsOf(plan, chosen) {
  if (!chosen) return [];
  const concerns = {
    vehicle: trip => trip.vehicle === chosen.index,
    centre: trip => trip.centre === chosen.index,
    pickup: trip => trip.pickups.includes(chosen.index),
    depot: trip => plan.vehicles[trip.vehicle].depot === chosen.index,
  }[chosen.kind];
  return concerns ? plan.trips.map((trip, index) => ({...trip, index})).filter(concerns) : [];
}

// Whether a vehicle, as it is now, has to do with what is chosen; everything does while nothing is.
function concerned(plan) {
  if (!shown.chosen || shown.chosen.kind === 'closure') return () => true;
  const trips = new Set(tripsOf(plan, shown.chosen).map(trip => trip.index));
  const {kind, index} = shown.chosen;
  return (item, vehicle) => kind === 'vehicle' ? vehicle === index : trips.has(item.trip);
}

function drawChosenWays(c, plan) {
  const trips = tripsOf(plan, shown.chosen);
  const wanted = new Set(trips.map(trip => trip.index));
  const vehicles = new Set(trips.map(trip => trip.vehicle));
  const drawn = new Set();
  c.lineCap = c.lineJoin = 'round';
  for (const index of vehicles) {
    for (const item of plan.vehicles[index].items) {
      const mine = wanted.has(item.trip) || (shown.chosen.kind === 'vehicle' && item.trip < 0);
      const key = item.activity + ':' + item.way;
      if (item.way < 0 || !mine || drawn.has(key)) continue;
      drawn.add(key);
      const loaded = item.activity === kDriveLoaded;
      if (!loaded && shown.chosen.kind !== 'vehicle') continue;
      strokeLine(c, view, ways[item.way], loaded ? 6.5 : 4, ink.halo);
      strokeLine(c, view, ways[item.way], loaded ? 4 : 1.8, ink.chosen, loaded ? [] : [6, 5]);
    }
  }
  c.setLineDash([]);
}

function choose(chosen, andShow = false) {
  shown.chosen = chosen;
  $('pick').value = chosen ? chosen.kind + ':' + idOf(chosen) : '';
  tellPanel();
  if (andShow && chosen) showChosen(chosen);
  redraw();
}

function showChosen(chosen) {
  const plan = plans[shown.plan], points = chosen.kind === 'vehicle' ? [] : [thingOf(chosen)];
  for (const trip of tripsOf(plan, chosen)) {
    points.push(places[trip.centre], ...trip.pickups.map(i => places[i]));
  }
  if (points.length) view.fit(points, 70);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  $('map').scrollIntoView({behavior: still ? 'auto' : 'smooth', block: 'center'});
}

function thingOf({kind, index}) {
  const plan = plans[shown.plan];
  return kind === 'vehicle' ? plan.vehicles[index] : kind === 'closure' ? plan.closures[index] : places[index];
}

function idOf(chosen) { return thingOf(chosen).id; }

function find(kind, id) {
  const list = kind === 'vehicle' ? plans[shown.plan].vehicles : kind === 'closure' ? plans[shown.plan].closures : places;
  const index = list.findIndex(thing => thing.id === id && (!thing.at || kind === 'closure' || thing.kind === kind));
  return index < 0 ? null : {kind, index};
}

// ---- what is said

function make(tag, text, name = '') {
  const e = document.createElement(tag);
  e.textContent = text;
  if (name) e.className = name;
  return e;
}

function waitAtStart({index}) { return plans[shown.plan].waiting[index]; }

function placeName(index) { return places[index].name || places[index].id; }

function tripText(trip, kind) {
  const from = trip.pickups.map(placeName).join(', ');
  const when = dayAndClock(trip.departure_s) + '–' + clockText(trip.arrival_s);
  const who = plans[shown.plan].vehicles[trip.vehicle].id;
  if (kind === 'vehicle') return `${when}  ${from} → ${placeName(trip.centre)}, ${people(trip.persons)}`;
  if (kind === 'centre') return `${dayAndClock(trip.arrival_s)}  ${people(trip.persons)} from ${from}, ${who}`;
  return `${when}  ${who} → ${placeName(trip.centre)}, ${people(trip.persons)}`;
}

function headOf(chosen) {
  const thing = thingOf(chosen);
  switch (chosen.kind) {
    case 'vehicle': return [thing.id, `${thing.kind}, from ${placeName(thing.depot)}`];
    case 'centre': {
      const whose = thing.tier > 1 ? ', another region’s' : '';
      return [thing.name || thing.id, `Reception centre, ${number(thing.beds)} beds${whose}`];
    }
    case 'pickup': return [thing.name || thing.id, `Pickup point, ${people(waitAtStart(chosen))} wait at the start`];
    case 'depot': return [thing.name || thing.id, 'Depot'];
    default: return [thing.closed ? 'Closed' : 'Slow', thing.reason || thing.id];
  }
}

function tellPanel() {
  const panel = $('panel');
  panel.replaceChildren();
  if (!shown.chosen) {
    if (!shown.changes) {
      panel.append(make('p', 'Choose a vehicle, a centre or a pickup point on the map or in the list.', 'hint'));
      return;
    }
    for (const [sign, text] of [['more', 'more people than before'], ['less', 'fewer, or none any more']]) {
      const line = make('p', '');
      line.append(make('span', '', 'sign s-' + sign), text);
      panel.append(line);
    }
    return;
  }
  const [head, text] = headOf(shown.chosen);
  panel.append(make('h3', head), make('p', text));
  const when = shown.chosen.kind === 'centre' ? 'arrival_s' : 'departure_s';
  const trips = tripsOf(plans[shown.plan], shown.chosen).sort((a, b) => a[when] - b[when]);
  if (shown.chosen.kind === 'closure') return;
  const total = trips.reduce((sum, trip) => sum + trip.persons, 0);
  const count = `${trips.length} ${trips.length === 1 ? 'trip' : 'trips'}`;
  panel.append(make('p', trips.length ? `${count}, ${people(total)} in all` : 'No trips.'));
  const list = document.createElement('ol');
  for (const trip of trips.slice(0, 60)) list.append(make('li', tripText(trip, shown.chosen.kind)));
  panel.append(list);
}

function tellTime(day) {
  $('time').textContent = dayAndClock(shown.t);
  $('slider').setAttribute('aria-valuetext', dayAndClock(shown.t));
  $('n-wait').textContent = number(day.wait);
  $('n-onway').textContent = number(day.onWay);
  $('n-there').textContent = number(day.there);
  $('needle').style.left = 100 * (shown.t - dayFrom) / (dayUntil - dayFrom) + '%';
}

function tellScale() {
  const metres = 110 / view.scale;
  const power = 10 ** Math.floor(Math.log10(metres));
  const round = [5, 2, 1].map(n => n * power).find(n => n <= metres);
  const bar = $('scale').firstElementChild;
  bar.style.width = round * view.scale + 'px';
  bar.textContent = round >= 1000 ? round / 1000 + ' km' : round + ' m';
}

function tipText(hit) {
  const day = dayAt(plans[shown.plan], shown.t);
  const [head, text] = headOf(hit);
  if (hit.kind === 'vehicle') return `${head}: ${people(day.vehicles[hit.index].onBoard)} on board`;
  const place = places[hit.index];
  if (hit.kind === 'centre') return `${head}: ${number(day.arrived[hit.index])} arrived, ${number(place.beds)} beds`;
  if (hit.kind === 'pickup') return `${head}: ${number(day.waiting[hit.index])} waiting of ${people(waitAtStart(hit))}`;
  return `${head}: ${text}`;
}

function tellTip(at) {
  const hit = at && hitAt(at);
  const tip = $('tip');
  tip.hidden = !hit;
  $('map').style.cursor = hit ? 'pointer' : '';
  if (!hit) return;
  tip.textContent = tipText(hit);
  tip.style.left = Math.min(at.x + 14, Math.max(view.width - 260, 0)) + 'px';
  tip.style.top = $('map').offsetTop + at.y + 16 + 'px';
}

// The topmost thing under a point.
function hitAt({x, y}) { return hits.findLast(hit => Math.hypot(hit.x - x, hit.y - y) <= hit.r); }

// ---- controls

function fitAll() { view.fit([...places, ...plans.flatMap(plan => plan.closures)], 46); }

function fitCity() { view.fit(places.filter(place => place.kind === 'pickup'), 40); }

function fillPick() {
  const pick = $('pick');
  pick.querySelectorAll('optgroup').forEach(group => group.remove());
  const lists = [
    ['Reception centres', 'centre', places.filter(place => place.kind === 'centre')],
    ['Pickup points', 'pickup', places.filter(place => place.kind === 'pickup')],
    ['Vehicles', 'vehicle', plans[shown.plan].vehicles.filter(vehicle => vehicle.items.length)],
    ['Closures', 'closure', plans[shown.plan].closures],
  ];
  for (const [label, kind, things] of lists) {
    const group = document.createElement('optgroup');
    group.label = label;
    for (const thing of things) {
      const option = make('option', thing.reason || thing.name || thing.id);
      option.value = kind + ':' + thing.id;
      group.append(option);
    }
    if (things.length) pick.append(group);
  }
}

function pickFrom(text) {
  const colon = text.indexOf(':');
  return colon < 0 ? null : find(text.slice(0, colon), text.slice(colon + 1));
}

let lastFrame = 0;
function tick(now) {
  if (!shown.playing) return;
  const seconds = Math.min(now - lastFrame, 100) / 1000;
  lastFrame = now;
  setTime(shown.t + seconds * (dayUntil - dayFrom) / 45);
  if (shown.t >= dayUntil) play(false);
  requestAnimationFrame(tick);
}

function play(on) {
  if (on && shown.t >= dayUntil) shown.t = dayFrom;
  shown.playing = on;
  $('play').textContent = on ? 'Pause' : 'Play';
  $('play').setAttribute('aria-label', on ? 'Pause the day' : 'Play the day');
  lastFrame = performance.now();
  if (on) requestAnimationFrame(tick);
}

function setTime(t) {
  shown.t = Math.min(Math.max(t, dayFrom), dayUntil);
  $('slider').value = shown.t;
  redraw();
}

function showPlan(which) {
  shown.changes = which === 'changes';
  const plan = which === 'before' ? 1 : 0;
  if (plan !== shown.plan) {
    shown.plan = plan;
    fillPick();
    if (shown.chosen && shown.chosen.kind === 'closure') shown.chosen = null;  // it may not be in the other plan
  }
  document.querySelectorAll('#curve, #curve-before').forEach(curve => {
    curve.classList.toggle('away', (curve.id === 'curve') !== (plan === 0));
  });
  for (const layer of ['flows', 'buses', 'pickups']) {
    document.querySelector(`[data-layer=${layer}]`).disabled = shown.changes;  // not drawn then
  }
  choose(shown.chosen);
}

// What a button in the text names. A closure is there in the present plan only.
function showFromText(text) {
  if (text.startsWith('closure:') && shown.plan !== 0) {
    document.querySelector('[name=which][value=now]').checked = true;
    showPlan('now');
  }
  choose(pickFrom(text), true);
}

function recolour() {
  readInk();
  groundIsOld = true;
  redraw();
}

function listen() {
  const map = $('map');
  map.addEventListener('pointermove', event => tellTip(view.pointers.size ? null : view.spot(event)));
  map.addEventListener('pointerleave', () => tellTip(null));
  map.addEventListener('click', event => {
    if (view.moved > 6) return;
    choose(hitAt(view.spot(event)) ?? null);
  });
  map.addEventListener('keydown', event => {
    if (event.key === '0') fitAll();
    if (event.key === 'Escape') choose(null);
  });
  $('in').addEventListener('click', () => view.zoom(1.6));
  $('out').addEventListener('click', () => view.zoom(1 / 1.6));
  $('fit').addEventListener('click', fitAll);
  $('city').addEventListener('click', fitCity);
  $('play').addEventListener('click', () => play(!shown.playing));
  $('slider').addEventListener('input', event => {
    play(false);
    setTime(Number(event.target.value));
  });
  $('pick').addEventListener('change', event => choose(pickFrom(event.target.value), true));
  for (const button of document.querySelectorAll('[data-show]')) {
    button.addEventListener('click', () => showFromText(button.dataset.show));
  }
  for (const box of document.querySelectorAll('[data-layer]')) {
    box.addEventListener('change', () => {
      shown.layers[box.checked ? 'add' : 'delete'](box.dataset.layer);
      redraw();
    });
    if (box.checked) shown.layers.add(box.dataset.layer);
  }
  for (const radio of document.querySelectorAll('[name=which]')) {
    radio.addEventListener('change', () => showPlan(radio.value));
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
  for (const [event, on] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(event, () => {
      document.documentElement.classList.toggle('printing', on);
      recolour();
      paint();
    });
  }
  let seen = map.clientWidth > 0;  // not when the page is opened at its sheets
  new ResizeObserver(() => {
    view.resize();
    if (!seen && map.clientWidth > 0) {
      seen = true;
      fitAll();
    }
    groundIsOld = true;
    redraw();
  }).observe(map);
}

function start() {
  document.documentElement.classList.add('scripted');
  readInk();
  $('slider').min = dayFrom;
  $('slider').max = dayUntil;
  $('slider').step = 60;
  listen();
  fillPick();
  view.resize();
  setTime(busiest(plans[0], dayFrom, dayUntil));
  fitAll();
  showPlan('now');
  $('map').dataset.drawn = plans[0].flows.length;
}

start();
