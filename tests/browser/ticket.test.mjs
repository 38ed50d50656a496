// A ticket as a household and a steward meet it: printed by the program, shown by a browser, and its QR code read from
// the picture by a reader that knows nothing of the program.
//   node --test tests/browser/ticket.test.mjs    with LEEWARD and LIVE_SERVER, the programs; CHROMIUM, the browser

import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {chromium} from 'playwright-core';
import {prepareZXingModule, readBarcodes} from 'zxing-wasm/reader';

const leeward = process.env.LEEWARD ?? 'build/release/leeward';
const liveServer = process.env.LIVE_SERVER ?? 'build/release/tests/app/live/live_server';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'leeward-ticket-'));
const at = name => join(folder, name);
const run = (...words) => execFileSync(leeward, words, {encoding: 'utf8'});
const kA4 = {width: 794, height: 1123};  // at 96 dots an inch

let browser, tickets;

// A folder with a few households, of a process that has ended.
function makeFolder() {
  const server = spawn(liveServer, [at('data'), at('keys')]);
  return new Promise((resolve, reject) => {
    server.stdout.on('data', said => Number(said.toString().trim().split('\n').at(-1)) >= 10 && server.stdin.end());
    server.on('exit', code => code === 0 ? resolve() : reject(new Error(`live_server ended with ${code}`)));
    server.on('error', reject);
  });
}

before(async () => {
  const wasm = join(dirname(createRequire(import.meta.url).resolve('zxing-wasm/reader')),
                    '../../reader/zxing_reader.wasm');
  prepareZXingModule({overrides: {wasmBinary: readFileSync(wasm).buffer}});
  await makeFolder();
  run('ticket', 'key', at('data'), '--keys', at('keys'), '-o', at('key.json'));
  const print = (file, ...more) => JSON.parse(run('ticket', 'print', at('data'), '--keys', at('keys'), '-o', at(file),
                                                  '--json', ...more)).tickets;
  tickets = print('four.html', '--utc-offset', '+03:00');
  print('one.html', '--language', 'en', '--per-page', '1', '--household', tickets[0].household, '--name', 'A. B.');
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true, force: true});
});

async function opened(file) {
  const page = await browser.newPage({viewport: kA4});
  page.wrong = [];
  page.on('console', message => page.wrong.push(message.text()));
  page.on('request', request => /^(file|data):/.test(request.url()) || page.wrong.push(request.url()));
  await page.emulateMedia({media: 'print'});
  await page.goto(`file://${at(file)}`);
  return page;
}

const read = async picture => (await readBarcodes(picture, {formats: ['QRCode'], tryHarder: true})).map(c => c.text);

test('all codes of a page are read from its picture, and the steward is told that they are good', async () => {
  const page = await opened('four.html');
  const found = await read(await page.locator('.page').first().screenshot());
  assert.deepEqual(found.sort(), tickets.slice(0, 4).map(t => t.text).sort());
  for (const text of found) {
    assert.match(run('ticket', 'verify', text, '--key', at('key.json'), '--at', tickets[0].issued), /^A good ticket/);
  }
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('a code is read where the printer is bad: grey, half the size and turned', async () => {
  const page = await opened('four.html');
  await page.addStyleTag({content: '.qr{filter:contrast(.4);transform:rotate(7deg) scale(.6)}'});
  const found = await read(await page.locator('.ticket').first().screenshot());
  assert.deepEqual(found, [tickets[0].text]);
  await page.close();
});

test('nothing runs out of a ticket', async () => {
  for (const file of ['four.html', 'one.html']) {
    const page = await opened(file);
    const over = await page.locator('.ticket').evaluateAll(
      all => all.filter(t => t.scrollHeight > t.clientHeight || t.scrollWidth > t.clientWidth).length);
    assert.equal(over, 0, file);
    const numbers = await page.locator('.number').allTextContents();
    assert.deepEqual(numbers, tickets.slice(0, file === 'one.html' ? 1 : undefined).map(t => t.number));
    await page.close();
  }
});

test('a page of paper holds a page of tickets', async () => {
  const page = await opened('four.html');
  const pdf = (await page.pdf({preferCSSPageSize: true})).toString('latin1');
  assert.equal(pdf.match(/\/Type \/Page\b(?!s)/g).length, Math.ceil(tickets.length / 4));
  await page.close();
});
