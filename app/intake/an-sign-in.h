// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "intake/an-staff.h"

G_BEGIN_DECLS

#define AN_SIGN_IN_FREE_FAILURES 5 /* before a name is locked */
#define AN_SIGN_IN_LOCK_SECONDS 30 /* the first time; doubles with each failure */
#define AN_SIGN_IN_MAX_LOCK_SECONDS 900

/**
 * AnSignIn:
 *
 * One attempt: parse, then load (in a transaction), open (slow, any thread), record (in a
 * transaction). Whether somebody has the name, and which of password and code was wrong, shows in
 * no answer and in no time.
 */
typedef struct {
  char *name, *password, *code; /* (owned) code "" where none was given */
  AnStaffLock *lock;            /* (owned) (nullable) until loaded */
  AnStaff *staff;               /* (owned) (nullable): the result */
  gint64 step;                  /* of the code */
  guint wait_seconds;           /* the name is locked for so long */
} AnSignIn;

gboolean an_sign_in_parse (AnSignIn *self, JsonNode *root, GError **error);
gboolean an_sign_in_load (AnSignIn *self, AnDatabase *database, gint64 now, GError **error);
gboolean an_sign_in_open (AnSignIn *self, gint64 now, GError **error);
gboolean an_sign_in_record (AnSignIn *self, AnDatabase *database, gint64 now, GError **error);
void an_sign_in_clear (AnSignIn *self); /* wipes */

G_END_DECLS
