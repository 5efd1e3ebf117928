// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* From a path to a place of the interface; data/openapi.yaml has the same list. */

#include "intake/an-route.h"

#include <string.h>

#include "report/an-uuid.h"

#define MAX_PATH 200

static const struct {
  AnPlace place;
  const char *pattern; /* * report, + evidence */
  const char *methods;
} routes[] = {
  { AN_PLACE_HEALTH, "/healthz", "GET" },
  { AN_PLACE_METRICS, "/metrics", "GET" },
  { AN_PLACE_READY, "/readyz", "GET" },
  { AN_PLACE_OFFICE, "/v1/office", "GET" },
  { AN_PLACE_REPORTS, "/v1/reports", "POST" },
  { AN_PLACE_REPORT, "/v1/reports/*", "DELETE, GET" },
  { AN_PLACE_SUBMISSION, "/v1/reports/*/submission", "POST" },
  { AN_PLACE_UPLOADS, "/v1/reports/*/evidence", "OPTIONS, POST" },
  { AN_PLACE_UPLOAD, "/v1/reports/*/evidence/+", "HEAD, OPTIONS, PATCH" },
  { AN_PLACE_RECEIPT, "/v1/receipt", "GET" },
  { AN_PLACE_MESSAGES, "/v1/reports/*/messages", "GET, POST" },
  { AN_PLACE_SESSION, "/v1/session", "DELETE, GET, POST" },
  { AN_PLACE_TOTP, "/v1/session/totp", "POST" },
  { AN_PLACE_CASES, "/v1/cases", "GET" },
  { AN_PLACE_CASE, "/v1/cases/*", "GET, PATCH" },
  { AN_PLACE_TRANSITIONS, "/v1/cases/*/transitions", "POST" },
  { AN_PLACE_NOTES, "/v1/cases/*/notes", "POST" },
  { AN_PLACE_CASE_MESSAGES, "/v1/cases/*/messages", "POST" },
  { AN_PLACE_CASE_EVIDENCE, "/v1/cases/*/evidence/+", "GET, POST" },
  { AN_PLACE_AUDIT, "/v1/audit", "GET" },
  { AN_PLACE_STAFF, "/v1/staff", "GET, POST" },
  { AN_PLACE_OWN_PASSWORD, "/v1/session/password", "POST" },
  { AN_PLACE_OWN_KEY, "/v1/session/key", "POST" },
  { AN_PLACE_STATISTICS, "/v1/statistics", "GET" },
  { AN_PLACE_EXPORT, "/v1/cases.csv", "GET" },
  { AN_PLACE_PAGE, "/inbox", "GET" },
  { AN_PLACE_PAGE, "/inbox/base.js", "GET" },
  { AN_PLACE_PAGE, "/inbox/case.js", "GET" },
  { AN_PLACE_PAGE, "/inbox/dialogs.js", "GET" },
  { AN_PLACE_PAGE, "/inbox/icon.svg", "GET" },
  { AN_PLACE_PAGE, "/inbox/inbox.css", "GET" },
  { AN_PLACE_PAGE, "/inbox/inbox.js", "GET" },
  { AN_PLACE_PAGE, "/inbox/statistics.js", "GET" },
  { AN_PLACE_PAGE, "/inbox/words.js", "GET" },
};

/* Takes one id off the front of @path. */
static gboolean
take_id (const char **path, char id[37])
{
  if (strlen (*path) < 36)
    return FALSE;
  memcpy (id, *path, 36);
  id[36] = '\0';
  *path += 36;
  return an_uuid_is_valid (id);
}

static gboolean
matches (const char *pattern, const char *path, AnRoute *route)
{
  for (; *pattern != '\0'; pattern++) {
    if (*pattern == '*' || *pattern == '+') {
      if (!take_id (&path, *pattern == '*' ? route->report : route->evidence))
        return FALSE;
    } else if (*pattern != *path++) {
      return FALSE;
    }
  }
  return *path == '\0';
}

/**
 * an_route_parse:
 * @path: as it came, without decoding: no place needs an escape
 */
void
an_route_parse (AnRoute *self, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes) && strlen (path) <= MAX_PATH; i++) {
    memset (self, 0, sizeof *self);
    if (matches (routes[i].pattern, path, self)) {
      self->place = routes[i].place;
      return;
    }
  }
  memset (self, 0, sizeof *self);
}

const char *
an_route_methods (AnPlace place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (routes[i].place == place)
      return routes[i].methods;
  return "";
}

gboolean
an_route_takes (AnPlace place, const char *method)
{
  g_auto (GStrv) methods = g_strsplit (an_route_methods (place), ", ", -1);

  return g_strv_contains ((const char *const *) methods, method);
}

gboolean
an_route_is_tus (AnPlace place)
{
  return place == AN_PLACE_UPLOADS || place == AN_PLACE_UPLOAD;
}
