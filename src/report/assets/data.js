'use strict';
// The embedded data, with its packed lines unpacked to metres east and south of the map's middle.

const page = JSON.parse(document.getElementById('data').textContent);

const kMetresPerDegree = 111319.49;
const middle = {lat: (page.low.lat + page.high.lat) / 2, lon: (page.low.lon + page.high.lon) / 2};
const shrink = Math.cos(middle.lat * Math.PI / 180);

function eastOf(lon) { return (lon - middle.lon) * kMetresPerDegree * shrink; }
function southOf(lat) { return (middle.lat - lat) * kMetresPerDegree; }

const valueOfLetter = new Map(
    [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map((letter, i) => [letter, i]));

// A line: coordinates in turn, and the box around them.
function unpack(text) {
  const xy = [];
  let lat = 0, lon = 0, isLat = true, sum = 0, unit = 1;
  for (const letter of text) {
    const value = valueOfLetter.get(letter);
    sum += (value & 31) * unit;
    if (value & 32) {
      unit *= 32;
      continue;
    }
    const step = sum % 2 ? -(sum + 1) / 2 : sum / 2;
    if (isLat) {
      lat += step;
    } else {
      lon += step;
      xy.push(eastOf(lon * 1e-5), southOf(lat * 1e-5));
    }
    isLat = !isLat;
    sum = 0;
    unit = 1;
  }
  const line = {xy, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity};
  for (let i = 0; i < xy.length; i += 2) {
    line.left = Math.min(line.left, xy[i]);
    line.right = Math.max(line.right, xy[i]);
    line.top = Math.min(line.top, xy[i + 1]);
    line.bottom = Math.max(line.bottom, xy[i + 1]);
  }
  return line;
}

function placed(thing) { return {...thing, x: eastOf(thing.at.lon), y: southOf(thing.at.lat)}; }

function unpackedFlows(flows) {
  return flows.map(flow => ({persons: flow.persons, line: unpack(flow.line)}))
      .sort((a, b) => Math.abs(a.persons) - Math.abs(b.persons));
}

const roads = page.roads.map(layer => ({rank: layer.rank, lines: layer.lines.map(unpack)}))
                  .sort((a, b) => b.rank - a.rank);
const places = page.places.map(placed);
const names = page.names.map(placed);
const ways = page.ways.map(unpack);
const plans = page.plans.map(plan => ({
  ...plan,
  flows: unpackedFlows(plan.flows),
  closures: plan.closures.map(closure => ({...placed(closure), lines: closure.lines.map(unpack)})),
}));
const changes = unpackedFlows(page.changes);

for (const way of ways) {
  way.metres = [0];
  for (let i = 2; i < way.xy.length; i += 2) {
    way.metres.push(way.metres.at(-1) + Math.hypot(way.xy[i] - way.xy[i - 2], way.xy[i + 1] - way.xy[i - 1]));
  }
}

// The point at a share of a way, and the direction of travel there.
function pointAlong(way, share) {
  const target = way.metres.at(-1) * Math.min(Math.max(share, 0), 1);
  let low = 0, high = way.metres.length - 1;
  while (high - low > 1) {
    const half = (low + high) >> 1;
    if (way.metres[half] <= target) low = half; else high = half;
  }
  if (high === 0 || high === low) return {x: way.xy[0], y: way.xy[1], heading: 0};
  const [x0, y0, x1, y1] = way.xy.slice(2 * low, 2 * low + 4);
  const length = way.metres[high] - way.metres[low];
  const f = length ? (target - way.metres[low]) / length : 0;
  return {x: x0 + f * (x1 - x0), y: y0 + f * (y1 - y0), heading: Math.atan2(y1 - y0, x1 - x0)};
}

function clockText(seconds) {
  const local = new Date((page.start_s + seconds + page.utc_offset_s) * 1000);
  return local.toISOString().slice(11, 16);
}

const severalDays = page.plans.some(plan => plan.last_s + (page.start_s + page.utc_offset_s) % 86400 >= 86400);

// With its day, "Sat 03:25", where the plan lasts beyond one.
function dayAndClock(seconds) {
  if (!severalDays) return clockText(seconds);
  const local = new Date((page.start_s + seconds + page.utc_offset_s) * 1000);
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][local.getUTCDay()] + ' ' + clockText(seconds);
}

function number(n) { return n.toLocaleString('en-GB'); }

function people(n) { return number(n) + (n === 1 ? ' person' : ' people'); }
