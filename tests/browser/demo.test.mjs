// The demo as a person meets it: started as a program, opened in a browser, without anything from outside.
//   node --test tests/browser/    with LEEWARD=path of the program; CHROMIUM=path of the browser

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {chromium} from 'playwright-core';

const leeward = process.env.LEEWARD ?? 'build/release/leeward';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = mkdtempSync(join(tmpdir(), 'leeward-demo-'));

let program, browser, url;
const read = name => JSON.parse(readFileSync(join(folder, name), 'utf8'));

// The demo's answer, which it gives when the page is ready.
function startDemo() {
  program = spawn(leeward, ['demo', '--people', '5000', '--evacuees', '300', '--seed', '7', '--port', '0',
                            '--folder', folder, '--json']);
  return new Promise((resolve, reject) => {
    let said = '', noted = '';
    program.stderr.on('data', part => noted += part);
    program.stdout.on('data', part => {
      said += part;
      if (said.endsWith('\n')) resolve(JSON.parse(said));
    });
    program.on('exit', code => reject(new Error(`leeward demo ended with ${code}: ${noted}`)));
    program.on('error', reject);
  });
}

before(async () => {
  assert.ok(existsSync(leeward), `${leeward} is not there: set LEEWARD to the program`);
  ({url} = await startDemo());
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  program?.removeAllListeners('exit');
  program?.kill();
  rmSync(folder, {recursive: true, force: true});
});

async function opened(options = {}) {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}, ...options});
  page.wrong = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && page.wrong.push(message.text()));
  page.on('pageerror', error => page.wrong.push(error.message));
  page.on('request', request => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) page.wrong.push(request.url());
  });
  await page.goto(url, {timeout: 90_000});
  await page.waitForSelector('html.scripted');
  await page.waitForTimeout(100);
  return page;
}

const grouped = n => n.toLocaleString('en-GB');

// How many pixels of the traffic canvas have been painted. Read from a copy: the browser warns of a
// canvas that is drawn on and read again and again, and a warning is something wrong.
const painted = page => page.evaluate(() => {
  const canvas = document.getElementById('traffic');
  const {width, height} = canvas;
  const copy = Object.assign(document.createElement('canvas'), {width, height});
  const pen = copy.getContext('2d', {willReadFrequently: true});
  pen.drawImage(canvas, 0, 0);
  const {data} = pen.getImageData(0, 0, width, height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
});

// The page draws when it gets round to it: asks again for a while.
const comes = async (what) => {
  for (let i = 0; i < 100; ++i) {
    if (await what()) {
      return true;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
};

test('the page works without an error and asks for nothing from elsewhere', async () => {
  const page = await opened();
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('the map shows the trips on their roads', async () => {
  const page = await opened();
  assert.ok(Number(await page.getAttribute('#map', 'data-drawn')) > 0);
  const all = await painted(page);
  assert.ok(all > 1000, `${all} pixels painted`);
  await page.uncheck('[data-layer=flows]');
  await page.waitForTimeout(100);
  assert.ok(await painted(page) < all, 'without the roads less is painted');
  await page.close();
});

test('the figures are those of plan.json', async () => {
  const page = await opened();
  const {totals} = read('plan.json');
  const figures = await page.locator('.figures strong').allTextContents();
  assert.equal(figures[0], grouped(totals.served));
  assert.equal(figures[1], grouped(totals.persons - totals.served));
  assert.equal(figures[4], grouped(totals.vehicles_used));
  assert.equal(await page.locator('.vehicles tbody tr').count(), totals.vehicles_used);
  await page.close();
});

test('where everybody is: registered is the sum over all places, and in the end nobody is on the way', async () => {
  const page = await opened();
  const rows = await page.locator('.everybody tbody tr').evaluateAll(
      trs => trs.map(tr => [...tr.querySelectorAll('td')].map(cell => Number(cell.textContent.replaceAll(',', '')))));
  assert.ok(rows.length > 40, `${rows.length} rows`);
  for (const [registered, waiting, promised, boarded, underWay, arrived, sheltered, absent, gone, sum] of rows) {
    assert.equal(registered, sum);
    assert.equal(sum, waiting + promised + boarded + underWay + arrived + sheltered + absent + gone);
  }
  const last = rows.at(-1);
  const {totals} = read('plan.json');
  assert.equal(last[0], totals.persons);
  assert.equal(last[6], totals.served);
  assert.deepEqual(last.slice(2, 6), [0, 0, 0, 0]);
  await page.close();
});

test('what changed names the lost bus and bridge, each ticket, and gives both plans their figures', async () => {
  const page = await opened();
  const [closure] = read('scenario.json').closures;
  const {changes} = read('plan.json');
  const was = read('plan-before.json').totals, is = read('plan.json').totals;
  assert.ok((await page.textContent('#changes .closure:nth-of-type(2)')).includes(closure.reason));
  const gone = read('scenario-before.json').vehicles.map(v => v.id)
      .filter(id => !read('scenario.json').vehicles.some(v => v.id === id));
  assert.equal(gone.length, 1);
  assert.ok((await page.textContent('#changes .closure')).startsWith(`Lost: ${gone[0]}`), 'the bus comes first');
  const told = await page.locator('#changes .tickets tbody th').allTextContents();
  assert.deepEqual(told, changes.map(change => change.household));
  const since = page.locator('.since');
  assert.ok((await since.textContent()).includes(closure.reason));
  const {y} = await since.boundingBox();
  assert.ok(y < 300, 'what changed is seen without scrolling');
  const rows = await page.locator('#changes .compare tbody tr').evaluateAll(
      trs => trs.map(tr => [...tr.children].slice(0, 3).map(cell => cell.textContent)));
  assert.deepEqual(rows[0], ['People served', grouped(was.served), grouped(is.served)]);
  assert.deepEqual(rows[3], ['Trips', grouped(was.trips), grouped(is.trips)]);
  await page.close();
});

test('everyone is somewhere at every time of the day', async () => {
  const page = await opened();
  const {totals} = read('plan.json');
  for (const share of [0, 0.3, 0.6, 1]) {
    const counts = await page.evaluate(async f => {
      const slider = document.getElementById('slider');
      slider.value = Number(slider.min) + f * (slider.max - slider.min);
      slider.dispatchEvent(new Event('input'));
      await new Promise(done => setTimeout(done, 100));
      const text = id => document.getElementById(id).textContent.replaceAll(',', '');
      return ['n-wait', 'n-onway', 'n-there'].map(id => Number(text(id)));
    }, share);
    assert.equal(counts[0] + counts[1] + counts[2], totals.persons);
    if (share === 0) assert.equal(counts[2], 0);
    if (share === 1) assert.deepEqual(counts, [totals.persons - totals.served, 0, totals.served]);
  }
  await page.close();
});

test('choosing a vehicle tells its trips', async () => {
  const page = await opened();
  const {trips} = read('plan.json');
  const vehicle = trips[0].vehicle;
  await page.selectOption('#pick', `vehicle:${vehicle}`);
  const mine = trips.filter(trip => trip.vehicle === vehicle);
  assert.equal(await page.locator('#panel li').count(), mine.length);
  await page.close();
});

test('the closure can be looked at, and what changed has its own map and legend', async () => {
  const page = await opened();
  await page.check('[name=which][value=before]');
  await page.click('.since .show');
  assert.ok(await page.isChecked('[name=which][value=now]'), 'the closure is in the present plan');
  assert.equal(await page.textContent('#panel h3'), 'Closed');
  await page.keyboard.press('Escape');
  await page.selectOption('#pick', '');
  await page.check('[name=which][value=changes]');
  assert.equal(await page.locator('#panel .sign').count(), 2);
  assert.ok(await page.isDisabled('[data-layer=flows]'));
  await page.check('[name=which][value=now]');
  assert.ok(await page.isEnabled('[data-layer=flows]'));
  await page.close();
});

test('the keyboard reaches the map and everything that can be changed', async () => {
  const page = await opened();
  const wanted = new Set(['map', 'in', 'out', 'city', 'fit', 'pick', 'play', 'slider']);
  for (let i = 0; i < 40 && wanted.size; ++i) {
    await page.keyboard.press('Tab');
    wanted.delete(await page.evaluate(() => document.activeElement.id));
  }
  assert.deepEqual([...wanted], []);
  await page.focus('#map');
  const before = await page.textContent('#scale');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.waitForTimeout(100);
  assert.notEqual(await page.textContent('#scale'), before, 'plus zooms');
  await page.close();
});

test('the sheets open on their own, one by one or all, and lead back', async () => {
  const page = await opened();
  const {duties, trips} = read('plan.json');
  assert.equal(await page.locator('.sheet:visible').count(), 0);
  await page.click('.to-sheets .go');
  assert.equal(await page.locator('.sheet:visible').count(), duties.length + trips.length);
  assert.ok(await page.isHidden('#map'), 'nothing else is there');
  const [first] = duties;
  await page.click('.back .go');
  assert.ok(await page.isVisible('#map'));
  await page.click(`.vehicles a[href="#duty-${first.id}"]`);
  assert.equal(await page.locator('.sheet:visible').count(), 1);
  const sheet = page.locator(`#duty-${first.id}`);
  assert.ok((await sheet.textContent()).includes(first.crew));
  assert.ok(await sheet.locator('.way li').count() > first.trips.length, 'the way stands there in words');
  const persons = await page.locator(`#trip-${first.trips[0]} .sum td.n`).first().textContent();
  assert.equal(Number(persons), trips.find(trip => trip.id === first.trips[0]).centre.persons);
  await page.click('.back .go');
  assert.ok(Number(await page.getAttribute('#map', 'data-drawn')) > 0);
  assert.ok(await comes(async () => await painted(page) > 1000), 'the map is drawn again');
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('the sheets print on A4, each from a page of its own', async () => {
  const page = await opened();
  const {duties, trips} = read('plan.json');
  await page.goto(`${url}#sheets`);
  const pdf = (await page.pdf({format: 'A4'})).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= duties.length + trips.length, `${pages} pages`);
  await page.close();
});

test('axe finds nothing on the sheets, and a telephone need not scroll sideways there', async () => {
  const page = await opened({bypassCSP: true, viewport: {width: 375, height: 700}});
  await page.click('.to-sheets .go');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
  await page.addScriptTag({path: axe});
  const found = await page.evaluate(() => window.axe.run('#sheets', {resultTypes: ['violations']}));
  assert.deepEqual(found.violations.map(v => [v.id, v.nodes.map(node => node.target.join(' ')).slice(0, 3)]), []);
  await page.close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in the ${colorScheme} theme`, async () => {
    const page = await opened({colorScheme, bypassCSP: true});
    await page.addScriptTag({path: axe});
    const found = await page.evaluate(() => window.axe.run({resultTypes: ['violations']}));
    assert.deepEqual(found.violations.map(v => [v.id, v.nodes.map(node => node.target.join(' '))]), []);
    await page.close();
  });
}

test('a telephone need not scroll sideways', async () => {
  const page = await opened({viewport: {width: 375, height: 700}});
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
  await page.close();
});
