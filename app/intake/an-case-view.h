// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-case.h"

G_BEGIN_DECLS

/* What the inbox shows of one case: read in a transaction, opened in any thread. */
typedef struct {
  AnCase *found;       /* (owned) */
  GPtrArray *history;  /* (owned) of AnCaseEntry */
  GPtrArray *notes;    /* (owned) of AnCaseEntry */
  GPtrArray *messages; /* (owned) of AnCaseEntry */
  char **workers;      /* (owned) names of those who can be assigned */
} AnCaseView;

gboolean an_case_view_read (AnCaseView *self,
                            const char *id,
                            AnDatabase *database,
                            const AnStaff *officer,
                            GError **error);
/* In a transaction. */
gboolean an_case_view_mark_read (const AnCaseView *self, AnDatabase *database, GError **error);
JsonNode *an_case_view_to_json (AnCaseView *self,
                                const AnStaff *officer,
                                guint target_hours) G_GNUC_WARN_UNUSED_RESULT;
void an_case_view_clear (AnCaseView *self);

/* One entry of the list; opens the case. */
void an_case_view_add_line (AnCase *found,
                            const AnStaff *officer,
                            guint target_hours,
                            JsonBuilder *builder);

G_END_DECLS
