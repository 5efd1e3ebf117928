// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-review.h"
#include "ui/an-store.h"

G_BEGIN_DECLS

/**
 * AnPrivacyModel:
 *
 * What the pages of the privacy room show: the lists, whose account is looked at, what this PC
 * found and what is ticked off. Emits “changed” whenever any of it is new. Reads files and runs
 * checks in threads.
 */
#define AN_TYPE_PRIVACY_MODEL (an_privacy_model_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyModel, an_privacy_model, AN, PRIVACY_MODEL, GObject)

/* What is read once, when the room opens. */
typedef struct {
  GPtrArray *lists; /* (owned) of AnChecklist */
  char **people;    /* (owned) names of accounts, the first is looked at first */
  char **warnings;  /* (owned) files that could not be taken, a sentence each */
} AnPrivacyContent;

AnPrivacyContent *an_privacy_content_read (const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void an_privacy_content_free (AnPrivacyContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnPrivacyContent, an_privacy_content_free)

AnPrivacyModel *an_privacy_model_new (AnStore *store);
AnPrivacyModel *
an_privacy_model_new_for_example (AnStore *store, AnPrivacyContent *content, GHashTable *results);
void an_privacy_model_start (AnPrivacyModel *self);

/* What there is; all of it empty until it is loaded. */
gboolean an_privacy_model_is_loaded (AnPrivacyModel *self);
const AnPrivacyContent *an_privacy_model_get_content (AnPrivacyModel *self);
const char *an_privacy_model_get_progress_problem (AnPrivacyModel *self);

/* What is looked at. */
const AnChecklist *an_privacy_model_get_list (AnPrivacyModel *self);
void an_privacy_model_select_list (AnPrivacyModel *self, guint index);
const char *an_privacy_model_get_person (AnPrivacyModel *self);
void an_privacy_model_select_person (AnPrivacyModel *self, guint index);

/* How it stands. */
const AnReview *an_privacy_model_get_review (AnPrivacyModel *self);
const AnCheckResult *an_privacy_model_get_result (AnPrivacyModel *self,
                                                  const AnChecklistItem *item);
AnItemStatus an_privacy_model_get_status (AnPrivacyModel *self, const AnChecklistItem *item);
gboolean an_privacy_model_is_done (AnPrivacyModel *self, const AnChecklistItem *item);
gboolean an_privacy_model_set_done (AnPrivacyModel *self,
                                    const AnChecklistItem *item,
                                    gboolean done,
                                    GError **error);
void an_privacy_model_forget_progress (AnPrivacyModel *self);
/* Ids of checks that were fine once and are not now; NULL-terminated. */
const char *const *an_privacy_model_get_fallen (AnPrivacyModel *self);
gboolean an_privacy_model_is_checking (AnPrivacyModel *self);
GDateTime *an_privacy_model_get_checked_at (AnPrivacyModel *self);
void an_privacy_model_check_again (AnPrivacyModel *self);
void an_privacy_model_check_if_old (AnPrivacyModel *self);

G_END_DECLS
