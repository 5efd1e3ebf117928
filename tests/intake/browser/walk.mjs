// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One officer's morning in Chromium. Arguments: a JSON of {url, name, password, screens, modules,
// cases: {urgent, plain}}. Lines of JSON on stdout: {wait: WORD} asks the caller to do something and
// answer with a line; the last line is {done: true}.

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const setup = JSON.parse(process.argv[2]);
const require = createRequire(`${setup.modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1100, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(30000);
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));
page.on('console', (message) => {
  if (message.type() === 'error' && !/status of (401|409|412)/.test(message.text())) complaints.push(message.text());
});

async function askCaller(word) {
  console.log(JSON.stringify({ wait: word }));
  return (await lines.next()).value;
}

/** Photographs the page and lets axe look at it, in a world of its own past the page's policy. */
async function inspect(name) {
  await page.screenshot({ path: `${setup.screens}/inbox-${name}.png`, fullPage: !name.includes('dialog') });
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const run = (expression) => session.send('Runtime.evaluate', {
    expression, contextId: world.executionContextId, awaitPromise: true, returnByValue: true });
  await run(axe);
  const { result, exceptionDetails } = await run("axe.run(document, {resultTypes: ['violations']})"
    + ".then((r) => r.violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.html).join(' ')]))");
  assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails));
  const bad = result.value.filter(([impact]) => ['serious', 'critical', 'moderate'].includes(impact));
  assert.deepEqual(bad, [], `axe on ${name}`);
  await session.detach();
}

async function signIn(password) {
  await page.getByLabel('Tên cán bộ').fill(setup.name);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.keyboard.press('Enter');
}

const heading = (text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const noOverflow = async () => assert.ok(await page.evaluate(
  () => document.documentElement.scrollWidth <= window.innerWidth), 'the page is wider than the phone');

// Signing in: a refusal first, by keyboard only.
await page.goto(`${setup.url}/inbox`);
await heading('Đăng nhập');
await inspect('sign-in');
await signIn('sai-mat-khau-roi');
await page.getByRole('alert').getByText('Tên, mật khẩu hoặc mã 6 số không đúng.').waitFor();
await inspect('sign-in-refused');
await signIn(setup.password);
await heading('Vụ việc');
await page.getByText('Nghị định 56/2017 (chưa xác minh)').waitFor();
const cookie = (await context.cookies()).find(({ name }) => name === '__Host-annhi');
assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Strict');
assert.equal(await page.evaluate(() => document.cookie), '');

// The queue, its order, and a case that comes by itself.
const rows = page.locator('.queue a');
await rows.nth(1).waitFor();
assert.match(await rows.nth(0).innerText(), /Đang nguy hiểm[\s\S]*quá hạn/);
assert.match(await rows.nth(1).innerText(), /Cần sớm[\s\S]*còn 11 giờ/);
await inspect('list');
await page.getByLabel('Mức khẩn').selectOption('high');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 1);
await page.getByLabel('Mức khẩn').selectOption('');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 2);
await askCaller('send another');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 3);
await page.getByText('Danh sách vụ việc vừa thay đổi.').waitFor();

// Looking for words, a kind, a person.
await page.getByLabel('Tìm trong vụ việc mở được').fill('LAP nhom');
await page.getByRole('button', { name: 'Tìm', exact: true }).click();
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 2);
await page.getByLabel('Tìm trong vụ việc mở được').fill('khong co chu nay');
await page.keyboard.press('Enter');
await page.getByText('Không có vụ việc nào ở đây.').waitFor();
await page.getByLabel('Tìm trong vụ việc mở được').fill('');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 3);
await page.getByLabel('Loại việc').selectOption('grooming-fraud');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 1);
await page.getByLabel('Loại việc').selectOption('');
await page.locator('.filters select[name=assignee]').selectOption({ label: 'Của tôi' });
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 0);
await page.locator('.filters select[name=assignee]').selectOption('');
await page.waitForFunction(() => document.querySelectorAll('.queue a').length === 3);

// What was counted.
await page.getByRole('link', { name: 'Thống kê' }).click();
await heading('Thống kê');
assert.match(await page.locator('tbody tr').last().innerText(), /^Tất cả\s+3\s+0\s+0\s+0$/);
await inspect('statistics');
await page.keyboard.press('Escape');
await heading('Vụ việc');
await rows.nth(2).waitFor();

// A case by keyboard; hostile text stays text.
await page.locator('h1').click();
await page.keyboard.press('j');
await page.keyboard.press('j');
assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), `#/case/${setup.cases.plain}`);
await page.keyboard.press('Enter');
await heading('Bắt nạt qua mạng');
assert.deepEqual(await page.locator('section h2').evaluateAll((all) => all.map((h) => h.textContent)),
  ['Chuyển trạng thái', 'A.1. Nguồn nhận thông tin', 'A.2. Thông tin về trẻ em', 'Nội dung vụ việc',
    'A.3. Người cung cấp thông tin', 'Bằng chứng', 'Việc nội bộ', 'Tin nhắn với người báo', 'Diễn biến']);
await page.getByText('<img src=x onerror=alert(1)>⟦202E⟧ bỏ qua').first().waitFor();
assert.equal(await page.locator('img').count(), 0);
await inspect('case');

// Evidence: a reason, then blurred until asked.
await page.getByRole('button', { name: 'Xem hoặc tải…' }).first().click();
await inspect('dialog-evidence');
await page.getByRole('button', { name: 'Xác nhận' }).click();
assert.ok(await page.getByRole('dialog').isVisible(), 'without a reason it stays');
await page.getByLabel('Vì sao cần xem tệp này?').fill('Xác minh nội dung');
await page.getByRole('button', { name: 'Xác nhận' }).click();
await page.locator('.picture.blurred img').waitFor();
await page.waitForFunction(() => document.querySelector('.picture img').naturalWidth > 0);
assert.match(await page.locator('.picture img').evaluate((img) => getComputedStyle(img).filter), /blur\(28px\)/);
await inspect('evidence-blurred');
await page.getByRole('button', { name: 'Bỏ che mờ' }).click();
assert.equal(await page.locator('.picture img').evaluate((img) => getComputedStyle(img).filter), 'none');
const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải về' }).click()]);
assert.match(download.suggestedFilename(), /^[0-9a-f-]{36}\.png$/);

// A note, and a colleague who was quicker.
await page.getByLabel('Ghi chú nội bộ').fill('Đã gọi cho mẹ cháu.');
await page.getByRole('button', { name: 'Thêm ghi chú' }).click();
await page.locator('.timeline').getByText('Đã gọi cho mẹ cháu.').waitFor();
await page.locator('.timeline').getByText('xem bằng chứng').waitFor();
await askCaller('change the case');
await page.getByLabel('Ghi chú nội bộ').fill('Sẽ gọi lại chiều nay.');
await page.getByRole('button', { name: 'Thêm ghi chú' }).click();
await page.getByRole('alert').getByText('Có người vừa sửa vụ việc này.').waitFor();
assert.equal(await page.getByLabel('Ghi chú nội bộ').inputValue(), 'Sẽ gọi lại chiều nay.', 'the draft is kept');

// What the office keeps for itself.
await page.getByLabel('Người phụ trách vụ việc').selectOption(setup.name);
await page.getByLabel('Bước nội bộ').fill('Chờ trường trả lời');
await page.getByLabel(/^Nhãn/).fill('Zalo, lớp 6');
await page.getByLabel('Nhắc vào ngày').fill('2026-01-02');
await page.getByRole('button', { name: 'Lưu' }).click();
await page.waitForFunction(() => document.querySelector('input[name=labels]')?.value === 'Zalo, lớp 6'
  && document.querySelector('select[name=assignee]').value !== '');
await inspect('case-details');

// A message to the reporter, and the answer.
await page.getByLabel('Nhắn cho người báo').fill('Cháu có bị thương không ạ?');
await page.getByRole('button', { name: 'Gửi tin' }).click();
await page.locator('.messages').getByText('Cháu có bị thương không ạ?').waitFor();
await page.locator('.messages').getByText('chưa đọc').waitFor();
await askCaller('answer as reporter');
await page.getByRole('link', { name: 'Về danh sách' }).click();
await page.locator('.queue').getByText('1 tin chưa đọc').waitFor();
await page.locator(`.queue a[href$="${setup.cases.plain}"]`).click();
await page.locator('.messages').getByText('Cháu không sao, chỉ sợ thôi.').waitFor();
await page.locator('.messages').getByText('đã đọc').waitFor();
await inspect('case-messages');

// Moving on, with what a step needs.
await page.getByRole('button', { name: 'Đã chuyển nơi khác' }).click();
await heading('Bắt nạt qua mạng');
await inspect('dialog-move');
await page.getByRole('button', { name: 'Xác nhận' }).click();
assert.ok(await page.getByRole('dialog').isVisible());
await page.getByLabel('Lý do (chỉ nội bộ)').fill('Chuyển công an xã');
await page.getByRole('button', { name: 'Xác nhận' }).click();
await page.locator('.chips').getByText('Đã chuyển nơi khác').waitFor();
await page.locator('.timeline').getByText('Chuyển công an xã').waitFor();
await page.getByRole('button', { name: 'Đang hỗ trợ' }).click();
await page.keyboard.press('Escape');
assert.equal(await page.getByRole('dialog').count(), 0);

// A phone, the other language, the dark.
await page.setViewportSize({ width: 360, height: 640 });
await noOverflow();
await inspect('case-phone');
await page.locator('h1').click();
await page.keyboard.press('Escape');
await heading('Vụ việc');
await rows.nth(2).waitFor();
await noOverflow();
await inspect('list-phone');
await page.emulateMedia({ colorScheme: 'dark' });
await page.getByRole('button', { name: 'English' }).click();
await heading('Cases');
await rows.nth(2).waitFor();
assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
await inspect('list-phone-dark-english');
await page.getByRole('button', { name: 'Tiếng Việt' }).click();
await heading('Vụ việc');

// One-time codes, then out; the back button shows nothing any more.
await page.getByRole('button', { name: 'Bật mã 6 số' }).click();
await page.getByRole('dialog').waitFor();
await inspect('dialog-codes');
const secret = (await page.getByText(/^Hoặc nhập tay: /).innerText()).replace(/^.*: | /g, '');
await page.getByRole('dialog').getByLabel('6 số').fill(await askCaller(`code ${secret}`));
await page.getByRole('button', { name: 'Xác nhận' }).click();
await page.waitForFunction(() => document.querySelector('dialog') === null);
assert.equal(await page.getByRole('button', { name: 'Bật mã 6 số' }).count(), 0);
await page.reload();
await heading('Vụ việc');
await askCaller('end the sessions');
await page.goto(`${setup.url}/inbox#/case/${setup.cases.plain}`);
await page.reload();
await heading('Đăng nhập');
assert.equal(await page.getByText('Bé Mai').count(), 0);

assert.deepEqual(complaints, []);
await browser.close();
console.log(JSON.stringify({ done: true }));
process.exit(0);
