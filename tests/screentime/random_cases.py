# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random policies, usages and instants, most of them close to something that changes."""

import datetime
import zoneinfo

DAYS = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
UTC = datetime.timezone.utc
ZONES = sorted(zoneinfo.available_timezones())

# A zone and a moment about which something happens to its wall clock.
PLACES = (
    ('Asia/Ho_Chi_Minh', '2026-11-28T12:00:00+00:00'),
    ('Asia/Ho_Chi_Minh', '2026-12-31T17:00:00+00:00'),
    ('Asia/Ho_Chi_Minh', '1975-06-12T16:00:00+00:00'),
    ('Asia/Ho_Chi_Minh', '1942-12-31T16:00:00+00:00'),
    ('UTC', '2024-02-29T00:00:00+00:00'),
    ('America/New_York', '2026-03-08T07:00:00+00:00'),
    ('America/New_York', '2026-11-01T06:00:00+00:00'),
    ('Australia/Lord_Howe', '2026-04-04T15:00:00+00:00'),
    ('Australia/Lord_Howe', '2026-10-03T15:30:00+00:00'),
    ('America/Sao_Paulo', '2018-02-18T02:00:00+00:00'),
    ('America/Sao_Paulo', '2018-11-04T03:00:00+00:00'),
    ('America/St_Johns', '2006-10-29T02:31:00+00:00'),
    ('America/St_Johns', '2006-04-02T03:31:00+00:00'),
    ('Pacific/Apia', '2011-12-30T10:00:00+00:00'),
    ('Pacific/Kwajalein', '1993-08-21T12:00:00+00:00'),
    ('Asia/Manila', '1844-12-31T16:00:00+00:00'),
    ('America/Juneau', '1867-10-18T08:57:41+00:00'),
    ('Africa/Monrovia', '1972-01-07T00:44:30+00:00'),
    ('Asia/Kathmandu', '1985-12-31T18:30:00+00:00'),
    ('Africa/Casablanca', '2026-02-15T02:00:00+00:00'),
    ('Antarctica/Troll', '2026-03-29T01:00:00+00:00'),
    ('Europe/Dublin', '2026-10-25T01:00:00+00:00'),
    ('Asia/Pyongyang', '2018-05-04T15:00:00+00:00'),
)


def clock(minute):
    return f'{minute // 60:02}:{minute % 60:02}'


def random_minute(rng, low, high):
    if rng.random() < 0.2:
        return rng.choice([low, high])
    minute = rng.randint(low, high)
    return min(high, max(low, minute - minute % rng.choice([1, 5, 15, 30, 60])))


def random_spans(rng, most=4):
    spans = []
    for _ in range(rng.choice([0, 1, 1, 2, 2, 3, most])):
        start = random_minute(rng, 0, 1439)
        spans.append([clock(start), clock(random_minute(rng, start + 1, 1440))])
    return spans


def random_rule(rng):
    rule = {}
    if rng.random() < 0.6:
        rule['windows'] = random_spans(rng)
    if rng.random() < 0.25:
        rule['uncounted'] = random_spans(rng, 2)
    if rng.random() < 0.6:
        rule['quota_minutes'] = rng.choice([0, 1, 30, 90, 180, 1439, 1440, rng.randint(0, 1440)])
    return rule


def random_policy(rng, around):
    policy = {'schema': 'vn.annhi.policy/1', 'enabled': rng.random() < 0.97}
    if rng.random() < 0.9:
        policy['days'] = {d: random_rule(rng) for d in DAYS if rng.random() < 0.8}
    if rng.random() < 0.4:
        policy['weekly_quota_minutes'] = rng.choice(
            [0, 60, 600, 2000, 10080, rng.randint(0, 10080)])
    if rng.random() < 0.5:
        policy['bedtime'] = {d: [clock(random_minute(rng, 0, 1439)),
                                 clock(random_minute(rng, 0, 1440))]
                             for d in DAYS if rng.random() < 0.6}
    if rng.random() < 0.5:
        policy['dates'] = []
        for _ in range(rng.randint(0, 4)):
            first = around + datetime.timedelta(days=rng.randint(-4, 9))
            last = first + datetime.timedelta(days=rng.choice([0, 0, 1, 3, 10]))
            policy['dates'].append({'from': first.isoformat(), 'to': last.isoformat(),
                                    'label': 'nghỉ', **random_rule(rng)})
    return policy


def random_usage(rng, around, second):
    usage = {'schema': 'vn.annhi.usage/1'}
    if rng.random() < 0.8:
        usage['days'] = {}
        for offset in range(-8, 9):
            if rng.random() < (0.7 if offset <= 0 else 0.1):
                day = {'used_seconds': rng.choice([0, 60, 3600, 5399, 5400,
                                                   rng.randint(0, 90000)])}
                if rng.random() < 0.3:
                    day['bonus_seconds'] = rng.choice([1, 600, 1800, rng.randint(0, 90000)])
                usage['days'][(around + datetime.timedelta(days=offset)).isoformat()] = day
    if rng.random() < 0.5:
        usage['grants'] = [
            {'remaining_seconds': rng.choice([0, 1, 900, 1800, 3600, rng.randint(0, 200000)]),
             'expires_at': datetime.datetime.fromtimestamp(
                 second + rng.choice([-3600, 0, 1, 600, 900, 1800, 86400,
                                      rng.randint(-1000, 700000)]), UTC).isoformat()}
            for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.03:
        usage['paused'] = True
    return usage


def random_place(rng):
    """A zone, mostly of the table above, and a moment in it."""
    if rng.random() < 0.2:
        # GLib 2.74 knows no winter in Dublin after 2037; nobody's rules reach so far.
        return (rng.choice(ZONES),
                rng.randint(-2208988800, 2114380800))
    zone, moment = rng.choice(PLACES)
    return zone, int(datetime.datetime.fromisoformat(moment).timestamp())


def random_case(rng):
    zone, second = random_place(rng)
    second += rng.choice([0, -1, 1, rng.randint(-7200, 7200), rng.randint(-9 * 86400, 86400),
                          -60 * rng.randint(0, 9 * 1440)])
    local = datetime.datetime.fromtimestamp(second, zoneinfo.ZoneInfo(zone))
    around = local.date()
    return {'policy': random_policy(rng, around), 'usage': random_usage(rng, around, second),
            'at': datetime.datetime.fromtimestamp(second, UTC).isoformat(), 'timezone': zone}
