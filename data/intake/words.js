// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the page says, Vietnamese first. The names of kinds and roles are those of the app.

const words = {
  title: ['Hộp tiếp nhận', 'Inbox'],
  skip: ['Đến nội dung', 'Skip to the content'],
  other_language: ['English', 'Tiếng Việt'],
  sign_in: ['Đăng nhập', 'Sign in'],
  sign_out: ['Đăng xuất', 'Sign out'],
  name: ['Tên cán bộ', 'Name'],
  password: ['Mật khẩu', 'Password'],
  code: ['Mã 6 số (nếu đã bật)', 'Six-digit code (if set)'],
  session_over: ['Phiên làm việc đã hết. Mời đăng nhập lại.', 'The session has ended. Sign in again.'],
  no_answer: ['Không nối được với máy chủ. Kiểm tra mạng rồi thử lại.', 'The server does not answer. Check the network and try again.'],
  try_again: ['Thử lại', 'Try again'],
  wait: ['Thử lại sau {0} giây.', 'Try again in {0} seconds.'],
  cases: ['Vụ việc', 'Cases'],
  unfinished: ['Chưa xong', 'Not finished'],
  finished: ['Đã xong', 'Finished'],
  state: ['Trạng thái', 'State'],
  urgency: ['Mức khẩn', 'Urgency'],
  any: ['Tất cả', 'All'],
  target: ['Mục tiêu: có người xử lý trong {0} giờ. Nguồn: Nghị định 56/2017 (chưa xác minh).', 'Target: somebody acts within {0} hours. Source: Decree 56/2017 (not verified).'],
  empty: ['Không có vụ việc nào ở đây.', 'There is no case here.'],
  loading: ['Đang tải…', 'Loading…'],
  more: ['Xem thêm', 'Show more'],
  fresh: ['Danh sách vụ việc vừa thay đổi.', 'The list of cases has just changed.'],
  left: ['còn {0}', '{0} left'],
  late: ['quá hạn {0}', '{0} late'],
  acted: ['đã có người xử lý', 'somebody has acted'],
  received: ['Nhận lúc {0}', 'Received {0}'],
  age: ['{0} tuổi', 'aged {0}'],
  files: ['{0} bằng chứng', 'evidence: {0}'],
  sealed: ['Chưa mở được với khóa của bạn', 'Not sealed to your key'],
  sealed_long: ['Báo cáo này đến trước khi bạn có khóa, nên bạn không mở được. Nhờ người phụ trách.', 'This report came before you had a key, so you cannot open it. Ask the supervisor.'],
  back: ['Về danh sách', 'Back to the list'],
  days: ['{0} ngày', '{0} d'],
  hours: ['{0} giờ', '{0} h'],
  minutes: ['{0} phút', '{0} min'],
  print: ['In', 'Print'],
  a1: ['A.1. Nguồn nhận thông tin', 'A.1. Where it came from'],
  a2: ['A.2. Thông tin về trẻ em', 'A.2. The child'],
  a3: ['A.3. Người cung cấp thông tin', 'A.3. Who reports'],
  incident: ['Nội dung vụ việc', 'What happened'],
  unknown: ['không biết', 'not known'],
  yes: ['có', 'yes'],
  no: ['không', 'no'],
  through: ['Qua', 'Through'],
  through_app: ['Ứng dụng An Nhi, qua mạng', 'The An Nhi app, by network'],
  received_at: ['Giờ, ngày nhận', 'Hour and date'],
  report_id: ['Số báo cáo', 'Number of the report'],
  child_name: ['Họ và tên', 'Name'],
  birth: ['Ngày sinh hoặc tuổi', 'Born, or age'],
  gender: ['Giới tính', 'Boy or girl'],
  male: ['nam', 'boy'],
  female: ['nữ', 'girl'],
  place: ['Nơi xảy ra', 'Where it happened'],
  child_place: ['Trẻ đang ở', 'Where the child is'],
  condition: ['Tình trạng hiện tại', 'How the child is now'],
  consequences: ['Hậu quả có thể xảy ra nếu không hỗ trợ', 'What may follow without help'],
  father: ['Cha', 'Father'],
  mother: ['Mẹ', 'Mother'],
  family: ['Hoàn cảnh gia đình', 'Family'],
  carer: ['Người chăm sóc', 'Who takes care'],
  actions: ['Đã làm gì trước khi báo', 'Done so far'],
  kind: ['Loại việc', 'Kind'],
  when: ['Xảy ra lúc', 'When'],
  ongoing: ['Còn đang xảy ra', 'Still going on'],
  platform: ['Ứng dụng, trang', 'App or site'],
  urls: ['Đường dẫn', 'Links'],
  accounts: ['Tài khoản', 'Accounts'],
  description: ['Lời người báo', 'In their own words'],
  suspect: ['Người bị nghi', 'Suspect'],
  role: ['Là', 'Role'],
  anonymous: ['Không nêu tên', 'Anonymous'],
  phone: ['Số điện thoại', 'Telephone'],
  email: ['E-mail', 'E-mail'],
  address: ['Địa chỉ', 'Address'],
  support: ['Mong được hỗ trợ', 'Asks for'],
  consent: ['Đồng ý', 'Consent'],
  consent_child: ['trẻ', 'child'],
  consent_representative: ['cha mẹ, người giám hộ', 'parent or guardian'],
  consent_emergency: ['khẩn cấp, không cần hỏi', 'emergency, not asked'],
  evidence: ['Bằng chứng', 'Evidence'],
  fingerprint: ['Chỉ có dấu vân tay, tệp không được gửi', 'Only its fingerprint; the file was not sent'],
  view: ['Xem hoặc tải…', 'View or save…'],
  unblur: ['Bỏ che mờ', 'Show clearly'],
  blur: ['Che mờ', 'Blur'],
  save: ['Tải về', 'Save'],
  picture: ['Bằng chứng: {0}', 'Evidence: {0}'],
  evidence_reason: ['Vì sao cần xem tệp này?', 'Why is this file to be seen?'],
  evidence_note: ['Lý do và lần xem được ghi vào nhật ký. Ảnh hiện ra ở dạng che mờ.', 'The reason and the view are logged. A picture is blurred at first.'],
  timeline: ['Diễn biến', 'Timeline'],
  note: ['Ghi chú nội bộ', 'Note for the office'],
  note_hint: ['Người báo không bao giờ thấy ghi chú này.', 'The reporter never sees it.'],
  add_note: ['Thêm ghi chú', 'Add the note'],
  messages: ['Tin nhắn với người báo', 'Messages with the reporter'],
  message: ['Nhắn cho người báo', 'Message to the reporter'],
  message_hint: ['Người báo đọc tin này bằng mã biên nhận. Không viết điều gì chỉ dành cho nội bộ.', 'The reporter reads it with the receipt. Write nothing that is for the office only.'],
  send_message: ['Gửi tin', 'Send'],
  sent: ['Đã gửi tin nhắn.', 'The message was sent.'],
  from_reporter: ['Người báo', 'The reporter'],
  not_read: ['chưa đọc', 'not read yet'],
  read_at: ['đã đọc {0}', 'read {0}'],
  unread: ['{0} tin chưa đọc', 'unread: {0}'],
  looked: ['xem bằng chứng', 'looked at evidence'],
  steps: ['Chuyển trạng thái', 'Move on'],
  move_to: ['Chuyển sang “{0}”', 'Move to “{0}”'],
  reason: ['Lý do (chỉ nội bộ)', 'Reason (for the office only)'],
  outcome: ['Kết quả', 'Outcome'],
  choose: ['– chọn –', '– choose –'],
  public_note: ['Lời nhắn cho người báo', 'Message to the reporter'],
  public_note_hint: ['Người báo đọc được lời này bằng mã biên nhận.', 'The reporter reads it with the receipt.'],
  required: ['bắt buộc', 'required'],
  optional: ['không bắt buộc', 'optional'],
  confirm: ['Xác nhận', 'Confirm'],
  cancel: ['Thôi', 'Cancel'],
  changed: ['Có người vừa sửa vụ việc này. Đây là bản mới nhất; hãy xem lại rồi làm tiếp.', 'Somebody has just changed this case. This is the newest; look again, then go on.'],
  moved: ['Đã chuyển sang “{0}”.', 'Moved to “{0}”.'],
  noted: ['Đã thêm ghi chú.', 'The note was added.'],
  office_only: ['Việc nội bộ', 'For the office'],
  office_only_hint: ['Người báo không thấy phần này. Đừng ghi ở đây điều gì của vụ việc: phần này không được niêm phong; hãy dùng ghi chú.', 'The reporter does not see this. Write nothing of the case itself here: it is not sealed; use a note.'],
  assignee: ['Người phụ trách vụ việc', 'Who works on it'],
  nobody: ['– chưa giao –', '– nobody –'],
  substate: ['Bước nội bộ', 'Step of our own'],
  labels: ['Nhãn (cách nhau bằng dấu phẩy)', 'Labels (with commas between)'],
  remind_on: ['Nhắc vào ngày', 'Remind on'],
  duplicate_of: ['Trùng với vụ việc (mã số)', 'Repeats the case (its number)'],
  keep: ['Lưu', 'Keep'],
  kept: ['Đã lưu.', 'Kept.'],
  open_duplicate: ['Mở vụ việc được nhắc tới', 'Open the other case'],
  category: ['Loại việc', 'Kind'],
  officer: ['Cán bộ', 'Officer'],
  mine: ['Của tôi', 'Mine'],
  search: ['Tìm trong vụ việc mở được', 'Search in what you can open'],
  search_button: ['Tìm', 'Search'],
  search_hint: ['Không tìm thấy ở các vụ việc đã xem qua. Bấm “Xem thêm” để tìm tiếp.', 'Not found so far. “More” looks further.'],
  reminders: ['Cần nhắc hôm nay', 'To think of today'],
  reminder_chip: ['nhắc {0}', 'remind {0}'],
  statistics: ['Thống kê', 'Statistics'],
  csv: ['Tải mọi vụ việc (CSV)', 'Download all cases (CSV)'],
  aims: ['Theo tháng', 'By month'],
  aims_hint: ['“Đúng hạn”: cán bộ có việc làm đầu tiên trong vòng {0} giờ. “Được hỗ trợ”: vụ việc từng ở trạng thái “Đang hỗ trợ”. “Đã xử lý”: kết quả của vụ việc. Loại việc nằm trong phần niêm phong nên không đếm ở đây.', '“In time”: an officer acted within {0} hours. “Supported”: the case was “Being helped” at some time. “Action taken”: the outcome of the case. The kind is in the sealed part and is not counted here.'],
  month: ['Tháng', 'Month'],
  all: ['Tất cả', 'All'],
  received_count: ['Đã nhận', 'Received'],
  acted_in_time: ['Đúng hạn', 'In time'],
  supported: ['Được hỗ trợ', 'Supported'],
  handled: ['Đã xử lý', 'Action taken'],
  first_action: ['Từ khi nhận đến việc làm đầu tiên', 'From receipt to the first action'],
  half: ['Một nửa số vụ trong vòng', 'Half of the cases within'],
  nine_of_ten: ['Chín phần mười trong vòng', 'Nine of ten within'],
  totp: ['Bật mã 6 số', 'Set six-digit codes'],
  totp_hint: ['Quét mã này bằng ứng dụng tạo mã trên điện thoại, rồi nhập 6 số hiện ra. Từ lần sau, đăng nhập cần thêm mã.', 'Scan this with an authenticator app, then type the six digits it shows. From then on signing in needs a code.'],
  totp_secret: ['Hoặc nhập tay: {0}', 'Or by hand: {0}'],
  totp_code: ['6 số', 'Six digits'],
  totp_done: ['Đã bật mã 6 số.', 'Codes are set.'],
};

const names = {
  urgency: {
    immediate: ['Đang nguy hiểm', 'In danger now'],
    high: ['Cần sớm', 'Soon'],
    normal: ['Bình thường', 'Normal'],
  },
  state: {
    received: ['Mới nhận', 'Received'],
    triaged: ['Đã xem', 'Looked at'],
    forwarded: ['Đã chuyển nơi khác', 'Forwarded'],
    supporting: ['Đang hỗ trợ', 'Being helped'],
    resolved: ['Đã giải quyết', 'Resolved'],
    closed: ['Đã đóng', 'Closed'],
    duplicate: ['Trùng', 'Duplicate'],
    rejected: ['Không tiếp nhận', 'Rejected'],
    withdrawn: ['Đã rút', 'Withdrawn'],
  },
  category: {
    'privacy-leak': ['Lộ chuyện riêng tư', 'Private life exposed'],
    'harmful-content': ['Nội dung độc hại', 'Harmful content'],
    bullying: ['Bắt nạt qua mạng', 'Online bullying'],
    'grooming-fraud': ['Dụ dỗ, lừa đảo, tống tiền', 'Luring, fraud, blackmail'],
    'sexual-abuse': ['Xâm hại tình dục qua mạng', 'Sexual abuse on line'],
    csam: ['Hình ảnh xâm hại tình dục trẻ em', 'Images of child sexual abuse'],
    other: ['Chuyện khác', 'Something else'],
  },
  role: {
    child: ['Trẻ em', 'A child'],
    parent: ['Bố mẹ', 'A parent'],
    carer: ['Người chăm sóc', 'A carer'],
    teacher: ['Thầy cô', 'A teacher'],
    witness: ['Người chứng kiến', 'A witness'],
  },
  outcome: {
    'action-taken': ['Đã xử lý', 'Action taken'],
    referred: ['Đã chuyển nơi có thẩm quyền', 'Referred'],
    'no-action-possible': ['Không thể xử lý', 'No action possible'],
    'not-in-scope': ['Không thuộc phạm vi', 'Not in scope'],
    'insufficient-information': ['Thiếu thông tin', 'Insufficient information'],
    withdrawn: ['Người báo đã rút', 'Withdrawn'],
  },
};

const KEY = 'annhi-inbox-language';
let index = localStorage.getItem(KEY) === 'en' ? 1 : 0;

export const language = () => (index === 1 ? 'en' : 'vi');

export function switchLanguage() {
  index = 1 - index;
  localStorage.setItem(KEY, language());
}

export function say(word, ...values) {
  return words[word][index].replace(/\{(\d)\}/g, (_, n) => values[n]);
}

/** The name of a value; one that this page does not know stays as it is. */
export function nameOf(list, value) {
  return names[list][value]?.[index] ?? value ?? '';
}

export const valuesOf = (list) => Object.keys(names[list]);

export function formatDuration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return say('days', Math.floor(hours / 24));
  const parts = [];
  if (hours > 0) parts.push(say('hours', hours));
  if (minutes % 60 > 0 || hours === 0) parts.push(say('minutes', minutes % 60));
  return parts.join(' ');
}

/** 28/11/2026 19:30, in the time of Viet Nam. */
export function formatTime(text) {
  const when = new Date(text);
  if (!text || Number.isNaN(when.getTime())) return text ?? '';
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric',
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(when).map((part) => [part.type, part.value]));
  const date = `${parts.day}/${parts.month}/${parts.year}`;
  return /^\d{4}-\d\d-\d\d$/.test(text) ? date : `${date} ${parts.hour}:${parts.minute}`;
}
