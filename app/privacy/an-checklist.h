// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-bilingual.h"

G_BEGIN_DECLS

/* Where an administrator or a province puts files that add to the built-in ones or replace them. */
#define AN_CHECKLIST_CONTENT_DIR "/etc/annhi/content.d/privacy"

typedef enum {
  AN_CHECKLIST_FOR_AGES,
  AN_CHECKLIST_FOR_CAREGIVER,
  AN_CHECKLIST_FOR_SCHOOL,
} AnChecklistAudience;

/* One thing to see to. */
typedef struct {
  char *id;
  AnBilingual title;
  AnBilingual why;
  GPtrArray *steps; /* (owned) of AnBilingual, in order, never empty */
  char *check;      /* (owned) (nullable): id of the AnCheck that looks for itself */
  char *platform;   /* (owned) (nullable): the steps are in this program, whose menus may change */
  char *source;     /* (owned) */
  char *checked;    /* (owned) the day the source was read, YYYY-MM-DD */
  gboolean verified;
} AnChecklistItem;

/**
 * AnChecklist:
 *
 * What one age group or role should see to, most important first. Immutable, counted.
 */
typedef struct _AnChecklist AnChecklist;

AnChecklist *an_checklist_new_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnChecklist *an_checklist_new_from_data (const char *data,
                                         gsize length,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnChecklist *an_checklist_ref (AnChecklist *self) G_GNUC_WARN_UNUSED_RESULT;
void an_checklist_unref (AnChecklist *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnChecklist, an_checklist_unref)

const char *an_checklist_get_id (const AnChecklist *self);
const char *an_checklist_get_title (const AnChecklist *self); /* in the interface's language */
const char *an_checklist_get_source (const AnChecklist *self);
const char *an_checklist_get_checked (const AnChecklist *self); /* YYYY-MM-DD */
AnChecklistAudience an_checklist_get_audience (const AnChecklist *self);
gboolean an_checklist_has_age (const AnChecklist *self, guint years);
guint an_checklist_get_n_items (const AnChecklist *self);
const AnChecklistItem *an_checklist_get_item (const AnChecklist *self, guint index);
const AnChecklistItem *an_checklist_find_item (const AnChecklist *self, const char *id);
char **an_checklist_list_checks (const AnChecklist *self) G_GNUC_WARN_UNUSED_RESULT;

/* an-checklist-load.c */
GPtrArray *an_checklist_load_all (const char *directory,
                                  uid_t owner,
                                  char ***warnings) G_GNUC_WARN_UNUSED_RESULT;
const AnChecklist *an_checklist_find (GPtrArray *lists, const char *id);

G_END_DECLS
