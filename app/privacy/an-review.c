// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a checklist stands: what this PC saw weighs more than a tick, a tick more than not knowing.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-review.h"

/**
 * an_review_item:
 * @result: (nullable): what the item's check answered; %NULL when it has none or did not run yet
 * @done: whether somebody has ticked it off
 */
AnItemStatus
an_review_item (const AnChecklistItem *item, const AnCheckResult *result, gboolean done)
{
  if (result != NULL && result->state == AN_CHECK_ATTENTION)
    return AN_ITEM_ATTENTION;
  if (done || (result != NULL && result->state == AN_CHECK_OK))
    return AN_ITEM_OK;
  return item->check != NULL ? AN_ITEM_UNKNOWN : AN_ITEM_TODO;
}

/**
 * an_review_new:
 * @results: (nullable): id of a check → #AnCheckResult
 * @progress: (nullable): what is ticked off
 */
AnReview *
an_review_new (const AnChecklist *list, GHashTable *results, AnProgress *progress)
{
  AnReview *self = g_new0 (AnReview, 1);
  AnItemStatus best = AN_ITEM_OK;

  self->n_items = an_checklist_get_n_items (list);
  self->statuses = g_new0 (AnItemStatus, self->n_items);
  for (guint i = 0; i < self->n_items; i++) {
    const AnChecklistItem *item = an_checklist_get_item (list, i);
    const AnCheckResult *result = NULL;
    gboolean done = FALSE;

    if (results != NULL && item->check != NULL)
      result = g_hash_table_lookup (results, item->check);
    if (progress != NULL)
      done = an_progress_is_done (progress, an_checklist_get_id (list), item->id);
    self->statuses[i] = an_review_item (item, result, done);
    self->counts[self->statuses[i]]++;
    if (self->statuses[i] < best) {
      best = self->statuses[i];
      self->next = item;
    }
  }
  return self;
}

void
an_review_free (AnReview *self)
{
  g_free (self->statuses);
  g_free (self);
}
