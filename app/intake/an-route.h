// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  AN_PLACE_NONE, /* nothing is there */
  AN_PLACE_HEALTH,
  AN_PLACE_READY,
  AN_PLACE_METRICS,
  AN_PLACE_OFFICE,
  AN_PLACE_REPORTS,
  AN_PLACE_REPORT,
  AN_PLACE_SUBMISSION,
  AN_PLACE_UPLOADS,
  AN_PLACE_UPLOAD,
  AN_PLACE_RECEIPT,
  AN_PLACE_MESSAGES,
  AN_PLACE_SESSION,
  AN_PLACE_TOTP,
  AN_PLACE_CASES,
  AN_PLACE_CASE,
  AN_PLACE_TRANSITIONS,
  AN_PLACE_NOTES,
  AN_PLACE_CASE_MESSAGES,
  AN_PLACE_CASE_EVIDENCE,
  AN_PLACE_AUDIT,
  AN_PLACE_STAFF,
  AN_PLACE_OWN_PASSWORD,
  AN_PLACE_OWN_KEY,
  AN_PLACE_STATISTICS,
  AN_PLACE_EXPORT,
  AN_PLACE_PAGE, /* a file of the inbox */
} AnPlace;

typedef struct {
  AnPlace place;
  char report[37];   /* id, of a case too, "" where the path has none */
  char evidence[37]; /* the same */
} AnRoute;

void an_route_parse (AnRoute *self, const char *path);
const char *an_route_methods (AnPlace place); /* for Allow */
gboolean an_route_takes (AnPlace place, const char *method);
gboolean an_route_is_tus (AnPlace place);

G_END_DECLS
