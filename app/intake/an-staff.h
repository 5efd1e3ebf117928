// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "base/an-database.h"
#include "report/an-seal.h"

G_BEGIN_DECLS

#define AN_STAFF_ERROR (an_staff_error_quark ())
GQuark an_staff_error_quark (void);

typedef enum {
  AN_STAFF_ERROR_REFUSED,  /* unknown name or wrong password: never told apart */
  AN_STAFF_ERROR_PASSWORD, /* too short or too long for a new one */
  AN_STAFF_ERROR_NAME,     /* empty, too long, control characters, or taken */
} AnStaffError;

#define AN_STAFF_SUPERVISOR "supervisor" /* the name of the first person */
#define AN_STAFF_MIN_PASSWORD_CHARS 10
#define AN_STAFF_MAX_NAME_CHARS 100

/* A person with the key opened; wiped when freed. */
typedef struct {
  char *name;   /* (owned) */
  char *key_id; /* (owned) */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES];
} AnStaff;

gboolean an_staff_check_name (const char *name, GError **error);
gboolean an_staff_add (AnDatabase *database,
                       const char *name,
                       const char *role,
                       const char *password,
                       GError **error); /* in a transaction */
AnStaff *an_staff_unlock (AnDatabase *database,
                          const char *name,
                          const char *password,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_staff_free (AnStaff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnStaff, an_staff_free)

G_END_DECLS
