// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a parent does to a child's time. */

#include "guardd/an-guard-engine-private.h"

#define GRANT_SLACK_USEC (15 * AN_USEC_PER_MINUTE)

void
an_guard_engine_set_policy (AnGuardEngine *self,
                            AnGuardChild *child,
                            AnPolicy *policy,
                            guint64 version)
{
  /* What was used until now was used under the old rules. */
  an_guard_engine_update (self);
  an_guard_child_set_policy (child, policy, version);
  an_guard_engine_note (self, child->uid, AN_EVENT_POLICY_SET, 0);
  an_guard_engine_update (self);
  if (self->host.lengthen != NULL)
    self->host.lengthen (child, self->host_data);
}

/**
 * an_guard_engine_grant:
 * @minutes: 1 to 1440
 * @override: whether it may be used outside the allowed hours too
 * @note: (nullable): why
 *
 * With @override a grant that lapses at the end of the local day, but not before a quarter of an
 * hour after it could be used up; without, a longer quota for today.
 */
void
an_guard_engine_grant (AnGuardEngine *self,
                       AnGuardChild *child,
                       int minutes,
                       gboolean override,
                       const char *note)
{
  gint64 duration = minutes * AN_USEC_PER_MINUTE;
  AnMoment now;

  an_guard_engine_update (self);
  an_guard_engine_get_moment (self, &now);
  if (override) {
    an_ledger_add_grant (child->ledger,
                         duration,
                         MAX (an_ledger_day_end (now.trusted, self->zone),
                              now.trusted + duration + GRANT_SLACK_USEC),
                         note);
  } else {
    AnLedgerDay *day =
        an_ledger_ensure_day (child->ledger, an_ledger_local_day (now.trusted, self->zone));

    day->bonus_usec += duration;
    day->changed = TRUE;
  }
  an_guard_engine_update (self);
  if (self->host.lengthen != NULL)
    self->host.lengthen (child, self->host_data);
}

/**
 * an_guard_engine_take_back:
 * @minutes: at most so many
 *
 * Takes back what was given with override and is not used yet.
 *
 * Returns: minutes that were taken, rounded up; 0 when nothing was left
 */
int
an_guard_engine_take_back (AnGuardEngine *self, AnGuardChild *child, int minutes)
{
  AnMoment now;
  int taken;

  an_guard_engine_update (self);
  an_guard_engine_get_moment (self, &now);
  taken = (int) ((an_ledger_take_back (child->ledger, now.trusted, minutes * AN_USEC_PER_MINUTE) +
                  AN_USEC_PER_MINUTE - 1) /
                 AN_USEC_PER_MINUTE);
  if (taken == 0)
    return 0;
  an_guard_engine_note (self, child->uid, AN_EVENT_TAKEN_BACK, taken);
  an_guard_engine_update (self);
  return taken;
}

void
an_guard_engine_set_paused (AnGuardEngine *self, AnGuardChild *child, gboolean paused)
{
  if (child->ledger->paused == paused)
    return;
  an_guard_engine_update (self);
  child->ledger->paused = paused;
  an_guard_engine_note (self, child->uid, paused ? AN_EVENT_PAUSED : AN_EVENT_RESUMED, 0);
  an_guard_engine_update (self);
}
