# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the content must say, whoever edits it."""

import glob
import json
import os

SOURCE = os.environ['AN_SOURCE_DIR']


def load(*names):
    with open(os.path.join(SOURCE, 'data', 'report', *names), encoding='utf-8') as stream:
        return json.load(stream)


def test_a_child_hears_first_that_it_is_not_to_blame():
    for category in load('taxonomy.json')['categories']:
        assert category['advice_child']['vi'].startswith('Em không có lỗi'), category['id']
        assert category['advice_child']['en'].startswith('It is not your fault'), category['id']


def test_images_of_abuse_are_not_copied():
    """Whoever reads the advice for these kinds must not make a copy, not even as evidence."""
    for category in load('taxonomy.json')['categories']:
        careful = category['id'] in ('sexual-abuse', 'csam')
        assert category['fingerprint_only'] == careful
        if not careful:
            continue
        for word in ('Không tải về', 'không sao chép', 'không gửi tiếp', 'không chụp màn hình',
                     'dấu vân tay'):
            assert word in category['advice']['vi'], (category['id'], word)
        assert 'bằng chứng' in category['advice']['vi']
        assert 'gửi' in category['advice_child']['vi'] and 'chụp' in category['advice_child']['vi']


def test_the_legal_wording_is_whole():
    """The wording of the seven kinds as the authority's page has it."""
    assert [category['legal'] for category in load('taxonomy.json')['categories']] == [
        'Đánh cắp, làm lộ bí mật đời sống riêng tư, bí mật cá nhân của trẻ em',
        'Gửi, cung cấp nội dung độc hại cho trẻ em',
        'Bắt nạt qua mạng: cố tình xúc phạm, đe dọa, làm hại, quấy rối, tấn công, cô lập, tẩy chay',
        'Tạo lòng tin nhằm gây hại: lôi kéo, dụ dỗ, lừa đảo, dọa nạt, tống tiền',
        'Xâm hại liên quan tới tình dục qua mạng',
        'Sản xuất, sao chép, thu thập, trao đổi, tàng trữ, mua bán, phát tán tin nhắn, hình ảnh, '
        'âm thanh, video xâm hại tình dục trẻ em',
        'Khác theo pháp luật',
    ]


def test_what_is_not_verified_says_so():
    for path in glob.glob(f'{SOURCE}/data/report/channels.d/*.json'):
        channel = load('channels.d', os.path.basename(path))
        if not channel['verified']:
            said = channel['source'] + channel.get('note', {}).get('vi', '')
            assert 'hưa xác minh' in said, path


def test_old_names_of_phu_tho():
    provinces = {entry['code']: entry for entry in load('provinces.json')['provinces']}
    assert provinces['phu-tho']['old_names'] == ['Vĩnh Phúc', 'Hòa Bình']
    assert provinces['phu-tho']['verified']
    assert sum(entry['verified'] for entry in provinces.values()) == 10
