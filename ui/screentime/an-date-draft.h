// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

typedef enum {
  AN_DATE_AS_USUAL,
  AN_DATE_ALL_DAY,
  AN_DATE_WINDOWS,
  AN_DATE_NEVER,
} AnDateOpen;

/* One entry of `dates` as it is edited; days since 1970. */
typedef struct {
  gint64 from, to;
  char *label; /* (owned) (nullable) */
  AnDateOpen open;
  AnSpanDraft windows;
  gboolean has_uncounted; /* FALSE: as on other days */
  AnSpanDraft uncounted;
  gboolean has_quota; /* FALSE: as on other days */
  int quota_minutes;
} AnDateDraft;

#define AN_DATE_NEW G_MAXUINT /* an index: an entry that is not in the list yet */

void an_date_draft_read (AnDateDraft *self, AnRulesDraft *draft, guint index, gint64 today);
void an_date_draft_clear (AnDateDraft *self);
gboolean
an_date_draft_write (const AnDateDraft *self, AnRulesDraft *draft, guint index, GError **error);
void an_date_draft_remove (AnRulesDraft *draft, guint index);

gboolean an_date_parse (const char *text, gint64 *day); /* 28/11/2026, 2026-11-28 */
char *an_date_format (gint64 day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
