// Where everybody is at a moment of the day.

const kDriveEmpty = 0, kBoard = 1, kDriveLoaded = 2, kUnload = 3;

function readItem([from, until, activity, way, place, onBoard, trip]) {
  return {from, until, activity, way, place, onBoard, trip};
}

for (const plan of plans) {
  for (const vehicle of plan.vehicles) vehicle.items = vehicle.items.map(readItem);
}

// What one vehicle does at t; nothing while it is in its depot.
function vehicleAt(vehicle, t) {
  const {items} = vehicle;
  if (!items.length || t < items[0].from || t > items.at(-1).until) return null;
  let now = items[0];
  for (const item of items) {
    if (item.from > t) break;
    now = item;
  }
  const driving = now.way >= 0 && t < now.until;
  const point = driving ? pointAlong(ways[now.way], (t - now.from) / (now.until - now.from)) :
                          {x: places[now.place].x, y: places[now.place].y, heading: 0};
  const onBoard = now.activity === kBoard && t < now.until ? onBoardBefore(items, now) : now.onBoard;
  return {...point, driving, onBoard, item: now};
}

function onBoardBefore(items, item) {
  const i = items.indexOf(item);
  return i > 0 && items[i - 1].trip === item.trip ? items[i - 1].onBoard : 0;
}

// Persons who still wait at each place, who have arrived there, and the sums.
function dayAt(plan, t) {
  const waiting = [...plan.waiting];
  const arrived = places.map(() => 0);
  const vehicles = plan.vehicles.map(vehicle => {
    let before = 0;
    for (const item of vehicle.items) {
      if (item.activity === kBoard && item.until <= t) waiting[item.place] -= item.onBoard - before;
      if (item.activity === kUnload && item.from <= t) arrived[item.place] += before;
      before = item.onBoard;
    }
    return vehicleAt(vehicle, t);
  });
  const sumOf = numbers => numbers.reduce((sum, n) => sum + n, 0);
  const there = sumOf(arrived);
  const onWay = sumOf(plan.waiting) - sumOf(waiting) - there;
  const wait = sumOf(waiting) + plan.at_home;
  return {t, vehicles, waiting, arrived, wait, onWay, there};
}

// When most people are on the way.
function busiest(plan, from, until) {
  let best = from, most = -1;
  for (let i = 0; i <= 60; ++i) {
    const t = from + (until - from) * i / 60;
    const {onWay} = dayAt(plan, t);
    if (onWay > most) {
      most = onWay;
      best = t;
    }
  }
  return best;
}
