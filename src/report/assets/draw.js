// Paints the two canvases: the ground (roads), and the traffic (everything that belongs to a plan).

let ink = {};

// The colours live in the style sheet, so that both themes and print have theirs.
function readInk() {
  const style = getComputedStyle(document.documentElement);
  ink = {};
  for (const name of ['land', 'road0', 'road1', 'road2', 'road3', 'road4', 'road5', 'text', 'halo', 'flow', 'chosen',
                      'waiting', 'arrived', 'depot', 'closed', 'more', 'less', 'ring']) {
    ink[name] = style.getPropertyValue('--m-' + name).trim();
  }
}

function meets(line, seen) {
  return line.left <= seen.right && seen.left <= line.right && line.top <= seen.bottom && seen.top <= line.bottom;
}

function trace(c, view, line) {
  const {xy} = line, {scale} = view;
  const ox = view.width / 2 - view.x * scale, oy = view.height / 2 - view.y * scale;
  c.moveTo(xy[0] * scale + ox, xy[1] * scale + oy);
  for (let i = 2; i < xy.length; i += 2) c.lineTo(xy[i] * scale + ox, xy[i + 1] * scale + oy);
}

const kRoadWidth = [2.6, 2.2, 1.7, 1.2, 0.8, 1.2];
const kRoadFrom = [0, 0, 0.0015, 0.0028, 0.014, 0];  // pixels a metre from which a rank is drawn

function drawGround(c, view) {
  c.fillStyle = ink.land;
  c.fillRect(0, 0, view.width, view.height);
  c.lineCap = c.lineJoin = 'round';
  const grow = Math.min(Math.max(Math.sqrt(view.scale / 0.012), 0.75), 4);
  const seen = view.seen();
  for (const {rank, lines} of roads) {
    if (view.scale < kRoadFrom[rank]) continue;
    c.beginPath();
    for (const line of lines) {
      if (meets(line, seen)) trace(c, view, line);
    }
    c.strokeStyle = ink['road' + rank];
    c.lineWidth = kRoadWidth[rank] * grow;
    c.setLineDash(rank === 5 ? [6, 5] : []);
    c.stroke();
  }
  c.setLineDash([]);
}

function flowWidth(persons, most) { return 1.6 + 8.4 * Math.sqrt(Math.abs(persons) / most); }

function strokeLine(c, view, line, width, colour, dash = []) {
  c.beginPath();
  trace(c, view, line);
  c.lineWidth = width;
  c.strokeStyle = colour;
  c.setLineDash(dash);
  c.stroke();
}

function drawFlows(c, view, flows, faint) {
  const most = Math.max(1, ...flows.map(flow => Math.abs(flow.persons)));
  const seen = view.seen();
  c.globalAlpha = faint ? 0.22 : 1;
  c.lineCap = c.lineJoin = 'round';
  const visible = flows.filter(flow => meets(flow.line, seen));
  if (!faint) {
    for (const {persons, line} of visible) strokeLine(c, view, line, flowWidth(persons, most) + 2.4, ink.halo);
  }
  for (const {persons, line} of visible) strokeLine(c, view, line, flowWidth(persons, most), ink.flow);
  c.globalAlpha = 1;
}

function drawChanges(c, view) {
  const most = Math.max(1, ...changes.map(flow => Math.abs(flow.persons)));
  const seen = view.seen();
  c.lineJoin = 'round';
  for (const {persons, line} of changes) {
    if (!meets(line, seen)) continue;
    const width = flowWidth(persons, most);
    c.lineCap = persons > 0 ? 'round' : 'butt';
    strokeLine(c, view, line, width + 2, ink.halo);
    strokeLine(c, view, line, width, persons > 0 ? ink.more : ink.less, persons > 0 ? [] : [7, 5]);
  }
  c.setLineDash([]);
}

function drawClosures(c, view, closures, hits) {
  for (const [index, closure] of closures.entries()) {
    c.lineCap = 'butt';
    for (const line of closure.lines) {
      strokeLine(c, view, line, 9, ink.halo);
      strokeLine(c, view, line, 6, ink.closed, closure.closed ? [] : [5, 4]);
    }
    c.setLineDash([]);
    const [x, y] = view.toScreen(closure.x, closure.y);
    c.beginPath();
    c.arc(x, y, 12, 0, 2 * Math.PI);
    c.fillStyle = ink.closed;
    c.fill();
    c.lineWidth = 2;
    c.strokeStyle = ink.halo;
    c.stroke();
    c.fillStyle = ink.halo;
    if (closure.closed) {
      c.fillRect(x - 7, y - 2, 14, 4);  // the no-entry sign
    } else {
      c.font = '700 13px system-ui, sans-serif';
      c.textAlign = 'center';
      c.fillText('!', x, y + 4.5);
    }
    hits.push({kind: 'closure', index, x, y, r: 14});
  }
}

function radiusOf(persons, per) { return Math.sqrt(Math.max(persons, 0) / per); }

function drawPickups(c, view, plan, day, hits) {
  const size = Math.min(Math.max(Math.sqrt(view.scale / 0.02), 0.55), 1.6);
  for (const [index, place] of places.entries()) {
    if (place.kind !== 'pickup' || !plan.waiting[index]) continue;
    const [x, y] = view.toScreen(place.x, place.y);
    const whole = Math.max(2.5, size * radiusOf(plan.waiting[index], 2.2));
    const left = size * radiusOf(day.waiting[index], 2.2);
    c.beginPath();
    c.arc(x, y, whole, 0, 2 * Math.PI);
    c.strokeStyle = ink.waiting;
    c.lineWidth = 1;
    c.stroke();
    c.beginPath();
    c.arc(x, y, left, 0, 2 * Math.PI);
    c.globalAlpha = 0.78;
    c.fillStyle = ink.waiting;
    c.fill();
    c.globalAlpha = 1;
    hits.push({kind: 'pickup', index, x, y, r: Math.max(whole, 6)});
  }
}

function drawCentres(c, view, day, hits) {
  const size = Math.min(Math.max(Math.sqrt(view.scale / 0.006), 0.8), 1.7);
  for (const [index, place] of places.entries()) {
    if (place.kind !== 'centre') continue;
    const [x, y] = view.toScreen(place.x, place.y);
    const r = Math.min(Math.max(7, size * radiusOf(place.beds, 9)), 26);
    const share = place.beds ? Math.min(day.arrived[index] / place.beds, 1) : 0;
    c.beginPath();
    c.arc(x, y, r, 0, 2 * Math.PI);
    c.fillStyle = ink.halo;
    c.fill();
    c.lineWidth = 4.5;
    c.strokeStyle = ink.ring;
    c.stroke();
    c.beginPath();
    c.lineCap = 'butt';
    c.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * share);
    c.strokeStyle = ink.arrived;
    c.stroke();
    if (place.tier > 1) {  // another region's: a second ring
      c.beginPath();
      c.arc(x, y, r + 5, 0, 2 * Math.PI);
      c.lineWidth = 1;
      c.stroke();
    }
    c.fillStyle = ink.arrived;  // a house
    c.beginPath();
    c.moveTo(x, y - 5);
    c.lineTo(x + 5, y);
    c.lineTo(x + 3.4, y);
    c.lineTo(x + 3.4, y + 4.4);
    c.lineTo(x - 3.4, y + 4.4);
    c.lineTo(x - 3.4, y);
    c.lineTo(x - 5, y);
    c.fill();
    hits.push({kind: 'centre', index, x, y, r: r + 4});
  }
}

function drawDepots(c, view, hits) {
  for (const [index, place] of places.entries()) {
    if (place.kind !== 'depot') continue;
    const [x, y] = view.toScreen(place.x, place.y);
    c.fillStyle = ink.depot;
    c.strokeStyle = ink.halo;
    c.lineWidth = 2;
    c.fillRect(x - 5, y - 5, 10, 10);
    c.strokeRect(x - 5, y - 5, 10, 10);
    hits.push({kind: 'depot', index, x, y, r: 9});
  }
}

function drawBuses(c, view, day, hits, concerns) {
  const size = Math.min(Math.max(Math.sqrt(view.scale / 0.02), 0.62), 1.15);
  for (const [index, bus] of day.vehicles.entries()) {
    if (!bus || !concerns(bus.item, index)) continue;
    const [x, y] = view.toScreen(bus.x, bus.y);
    c.save();
    c.translate(x, y);
    c.scale(size, size);
    c.beginPath();
    if (bus.driving) {
      c.rotate(bus.heading);
      c.moveTo(9, 0);
      c.lineTo(-6, 5.5);
      c.lineTo(-3.5, 0);
      c.lineTo(-6, -5.5);
      c.closePath();
    } else {
      c.arc(0, 0, 4.5, 0, 2 * Math.PI);
    }
    c.lineWidth = 4;
    c.strokeStyle = ink.halo;
    c.stroke();
    c.fillStyle = bus.onBoard > 0 ? ink.chosen : ink.halo;
    c.fill();
    c.lineWidth = 1.6;
    c.strokeStyle = ink.chosen;
    c.stroke();
    c.restore();
    hits.push({kind: 'vehicle', index, x, y, r: 9});
  }
}

const kNameFont = {city: '600 16px', town: '600 13px', village: '400 11.5px', suburb: '400 11.5px'};
const kNameFrom = {city: 0, town: 0, village: 0.008, suburb: 0.02};

function drawNames(c, view, taken) {
  c.textAlign = 'center';
  c.lineJoin = 'round';
  for (const name of names) {
    if (view.scale < (kNameFrom[name.kind] ?? 0.03)) continue;
    const [x, y] = view.toScreen(name.x, name.y);
    if (x < -80 || y < -20 || x > view.width + 80 || y > view.height + 20) continue;
    c.font = (kNameFont[name.kind] ?? '400 11px') + ' system-ui, sans-serif';
    name.width ??= c.measureText(name.name).width;
    const box = {left: x - name.width / 2 - 4, right: x + name.width / 2 + 4, top: y - 26, bottom: y - 6};
    if (taken.some(other => meets(other, box))) continue;
    taken.push(box);
    c.lineWidth = 3.5;
    c.strokeStyle = ink.halo;
    c.strokeText(name.name, x, y - 12);
    c.fillStyle = ink.text;
    c.fillText(name.name, x, y - 12);
  }
}
