# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion on the evaluation, written from its definition alone.

Nothing here looks for boundaries: time goes on by steps of at most a minute of the wall clock (or,
with step=1, by seconds), and at each step every condition is asked anew. Instants are whole
seconds since 1970; wall clocks come from zoneinfo.
"""

import datetime
import zoneinfo

DAYS = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
ONE_DAY = datetime.timedelta(days=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def timestamp(text):
    when = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    return (when - EPOCH) // datetime.timedelta(seconds=1)


class Oracle:
    def __init__(self, policy, usage, zone, step=60):
        self.policy = policy
        self.zone = zoneinfo.ZoneInfo(zone)
        self.step = step
        self.used = {d: v.get('used_seconds', 0) for d, v in usage.get('days', {}).items()}
        self.bonus = {d: v.get('bonus_seconds', 0) for d, v in usage.get('days', {}).items()}
        self.grants = [[timestamp(g['expires_at']), g['remaining_seconds']]
                       for g in usage.get('grants', [])]
        self.paused = usage.get('paused', False)
        self.rules = {}
        self.readings = {}

    # What the policy says of a wall-clock reading.

    def rule(self, date):
        if date not in self.rules:
            rule = dict(self.policy.get('days', {}).get(DAYS[date.weekday()], {}))
            for entry in self.policy.get('dates', []):
                if entry['from'] <= date.isoformat() <= entry['to']:
                    rule.update({key: entry[key] for key in entry
                                 if key in ('windows', 'uncounted', 'quota_minutes')})
                    break
            self.rules[date] = rule
        return self.rules[date]

    def in_bedtime(self, date, minute):
        bedtimes = self.policy.get('bedtime', {})
        today = bedtimes.get(DAYS[date.weekday()])
        yesterday = bedtimes.get(DAYS[(date.weekday() + 6) % 7])
        if today:
            start, end = map(minutes, today)
            if start <= minute and (minute < end or end <= start):
                return True
        if yesterday:
            start, end = map(minutes, yesterday)
            if end <= start and minute < end:
                return True
        return False

    def reading(self, date, minute):
        """(in bedtime, in a window, in an uncounted window)"""
        key = (date, minute)
        if key not in self.readings:
            rule = self.rule(date)

            def inside(spans):
                return any(minutes(s) <= minute < minutes(e) for s, e in spans)
            self.readings[key] = (self.in_bedtime(date, minute),
                                  inside(rule.get('windows', [['00:00', '24:00']])),
                                  inside(rule.get('uncounted', [])))
        return self.readings[key]

    # What is left of the quotas.

    def day_left(self, date):
        quota = self.rule(date).get('quota_minutes')
        if quota is None:
            return None
        key = date.isoformat()
        return quota * 60 + self.bonus.get(key, 0) - self.used.get(key, 0)

    def week_left(self, date):
        quota = self.policy.get('weekly_quota_minutes')
        if quota is None:
            return None
        monday = date - date.weekday() * ONE_DAY
        week = [(monday + n * ONE_DAY).isoformat() for n in range(7)]
        return (quota * 60 + sum(self.bonus.get(d, 0) for d in week) -
                sum(self.used.get(d, 0) for d in week))

    def judge(self, second, with_grants):
        """(reason, local time, what is spent from)"""
        local = datetime.datetime.fromtimestamp(second, self.zone)
        date = local.date()
        asleep, window, uncounted = self.reading(date, local.hour * 60 + local.minute)
        if uncounted and not asleep:
            return 'uncounted', local, None
        day, week = self.day_left(date), self.week_left(date)
        if window and not asleep and (day is None or day > 0) and (week is None or week > 0):
            return 'within', local, min([x for x in (day, week) if x is not None], default=None)
        if with_grants:
            good = [g for g in self.grants if g[1] > 0 and second < g[0]]
            if good:
                return 'grant', local, min(good)
        if asleep:
            return 'bedtime', local, None
        if not window:
            return 'outside-window', local, None
        return ('day-quota' if day is not None and day <= 0 else 'week-quota'), local, None

    def chunk(self, second, local):
        """Seconds for which the wall clock runs on in the same minute."""
        length = min(self.step, 60 - local.second)
        last = datetime.datetime.fromtimestamp(second + length - 1, self.zone)
        return length if last.utcoffset() == local.utcoffset() else 1

    def simulate(self, start):
        now = start
        while now - start < 604800:
            reason, local, source = self.judge(now, True)
            if reason not in ('uncounted', 'within', 'grant'):
                return now - start, reason
            length = self.chunk(now, local)
            if reason == 'within':
                length = length if source is None else min(length, source)
                key = local.date().isoformat()
                self.used[key] = self.used.get(key, 0) + length
            elif reason == 'grant':
                length = min(length, source[1], source[0] - now)
                source[1] -= length
            now += length
        return -1, None

    def next_allowed(self, start):
        now = start
        while now - start <= 8 * 86400:
            reason, local, _ = self.judge(now, False)
            if now > start and reason in ('uncounted', 'within'):
                return now
            now += self.chunk(now, local)
        return None

    def text(self, second):
        if second is None:
            return None
        return datetime.datetime.fromtimestamp(second, self.zone).isoformat()

    def evaluate(self, start):
        answer = {'allowed': True, 'reason': 'not-managed', 'remaining_seconds': -1,
                  'ends_at': None, 'ends_because': None, 'next_allowed_at': None}
        if not self.policy['enabled']:
            return answer
        if self.paused:
            return {**answer, 'allowed': False, 'reason': 'paused', 'remaining_seconds': 0,
                    'ends_at': self.text(start), 'ends_because': 'paused'}
        answer['reason'] = self.judge(start, True)[0]
        answer['allowed'] = answer['reason'] in ('uncounted', 'within', 'grant')
        if not answer['allowed']:
            answer['next_allowed_at'] = self.text(self.next_allowed(start))
        answer['remaining_seconds'], answer['ends_because'] = self.simulate(start)
        if answer['remaining_seconds'] >= 0:
            answer['ends_at'] = self.text(start + answer['remaining_seconds'])
        return answer


def evaluate(policy, usage, at, zone, step=60):
    return Oracle(policy, usage, zone, step).evaluate(timestamp(at))
