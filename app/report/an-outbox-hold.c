// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reports that somebody holds back for a while. A record of its own says so, since the one that
 * says where a report stands is being rewritten by whoever delivers. */

#include "base/an-i18n.h"
#include "report/an-outbox-private.h"

gboolean
an_outbox_is_held (AnOutbox *self, const char *id)
{
  g_autoptr (GBytes) held =
      an_vault_get (an_outbox_get_vault (self), AN_OUTBOX_KIND_HOLD, id, NULL);

  return held != NULL;
}

/* Goes on with what was held back, if it was. */
void
an_outbox_release (AnOutbox *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  if (!an_vault_remove (an_outbox_get_vault (self), AN_OUTBOX_KIND_HOLD, id, &error) &&
      !g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    g_message ("a report is held back still: %s", error->message);
}

/**
 * an_outbox_hold:
 *
 * Stops sending a report until an_outbox_retry_now(), also after a restart. What the office has
 * stays there. Fails with %AN_OUTBOX_ERROR_WAITING while another process delivers.
 */
gboolean
an_outbox_hold (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (GBytes) mark = g_bytes_new_static ("1", 1);
  AnOutboxSchedule *schedule;
  int lock = -1;

  g_return_val_if_fail (AN_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  schedule = an_outbox_get_schedule (self);
  if (!an_outbox_schedule_is_active (schedule, NULL)) {
    lock = an_outbox_lock (an_outbox_get_directory (self), AN_OUTBOX_LOCK_DELIVER, FALSE);
    if (lock < 0) {
      g_set_error_literal (error,
                           AN_OUTBOX_ERROR,
                           AN_OUTBOX_ERROR_WAITING,
                           _ ("another window or command of An Nhi is sending right now"));
      return FALSE;
    }
  }
  if (!an_vault_put (an_outbox_get_vault (self), AN_OUTBOX_KIND_HOLD, id, mark, error)) {
    an_outbox_unlock (&lock);
    return FALSE;
  }
  an_outbox_schedule_cancel (schedule, id);
  an_outbox_unlock (&lock);
  an_outbox_emit_changed (self, id);
  return TRUE;
}
