// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"
#include "privacy/an-checklist.h"
#include "privacy/an-progress.h"

G_BEGIN_DECLS

/**
 * AnItemStatus:
 * @AN_ITEM_ATTENTION: this PC has looked, and something should be changed
 * @AN_ITEM_TODO: for somebody to do; not ticked off
 * @AN_ITEM_UNKNOWN: this PC could not look, and nobody has ticked it off
 * @AN_ITEM_OK: this PC has looked, or somebody has ticked it off
 */
typedef enum {
  AN_ITEM_ATTENTION,
  AN_ITEM_TODO,
  AN_ITEM_UNKNOWN,
  AN_ITEM_OK,
} AnItemStatus;
#define AN_N_ITEM_STATUSES 4

/**
 * AnReview:
 *
 * A checklist held against what the checks answered and what is ticked off. Pure; made anew
 * whenever one of the three changes.
 */
typedef struct {
  AnItemStatus *statuses; /* (owned) one an item, in the order of the list */
  guint counts[AN_N_ITEM_STATUSES];
  guint n_items;
  const AnChecklistItem *next; /* (not owned) (nullable): what to see to first; NULL: all is well */
} AnReview;

AnItemStatus
an_review_item (const AnChecklistItem *item, const AnCheckResult *result, gboolean done);
AnReview *an_review_new (const AnChecklist *list,
                         GHashTable *results,
                         AnProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
void an_review_free (AnReview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnReview, an_review_free)

G_END_DECLS
