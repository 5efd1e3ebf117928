// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* The pages of AnStart. None knows another; each emits `changed` when it can be left or no more. */

#include <adwaita.h>

#include "ui/screentime/an-family.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

GtkCheckButton *an_start_add_choice (AdwPreferencesGroup *rows,
                                     GtkCheckButton *group,
                                     const char *title,
                                     const char *subtitle);

/* Language, and who is at the keyboard. */
#define AN_TYPE_START_WHO_PAGE (an_start_who_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartWhoPage, an_start_who_page, AN, START_WHO_PAGE, AdwBin)

GtkWidget *an_start_who_page_new (void);
gboolean an_start_who_page_sets_rules (AnStartWhoPage *self);

/* The child's account, or the wish for a new one. Emits `aside` for rules without an account. */
#define AN_TYPE_START_ACCOUNT_PAGE (an_start_account_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartAccountPage, an_start_account_page, AN, START_ACCOUNT_PAGE, AdwBin)

GtkWidget *an_start_account_page_new (AnFamily *family);
void an_start_account_page_reload (AnStartAccountPage *self, guint32 chosen);
gboolean an_start_account_page_is_complete (AnStartAccountPage *self);
guint32 an_start_account_page_get_uid (AnStartAccountPage *self); /* 0: a new one */
const char *an_start_account_page_get_name (AnStartAccountPage *self);
void an_start_account_page_set_example (AnStartAccountPage *self, GPtrArray *accounts);

/* A new account: emits `made (uid, name)`. */
#define AN_TYPE_START_USER_PAGE (an_start_user_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartUserPage, an_start_user_page, AN, START_USER_PAGE, AdwBin)

GtkWidget *an_start_user_page_new (void);
void an_start_user_page_make (AnStartUserPage *self);
gboolean an_start_user_page_is_complete (AnStartUserPage *self);

/* Age. */
#define AN_TYPE_START_AGE_PAGE (an_start_age_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartAgePage, an_start_age_page, AN, START_AGE_PAGE, AdwBin)

GtkWidget *an_start_age_page_new (void);
int an_start_age_page_get_age (AnStartAgePage *self);

/* The suggestion, and the few figures that families change at once. */
#define AN_TYPE_START_RULES_PAGE (an_start_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartRulesPage, an_start_rules_page, AN, START_RULES_PAGE, AdwBin)

GtkWidget *an_start_rules_page_new (GPtrArray *presets);
void an_start_rules_page_set_age (AnStartRulesPage *self, int age);
AnPolicy *an_start_rules_page_build (AnStartRulesPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* What holds now. Emits `rules-wanted`, `agreement-wanted`, `undo-wanted`. */
#define AN_TYPE_START_DONE_PAGE (an_start_done_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStartDonePage, an_start_done_page, AN, START_DONE_PAGE, AdwBin)

GtkWidget *an_start_done_page_new (void);
void an_start_done_page_show (AnStartDonePage *self, const char *name, const AnPolicy *policy);

G_END_DECLS
