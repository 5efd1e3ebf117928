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
  AN_STAFF_ERROR_NAME,     /* empty, too long, or control characters */
  AN_STAFF_ERROR_TAKEN,    /* somebody has this name */
  AN_STAFF_ERROR_UNKNOWN,  /* nobody has this name */
  AN_STAFF_ERROR_LAST,     /* without this person nobody could supervise */
  AN_STAFF_ERROR_ESCROW,   /* the key is not in the escrow of who asks */
} AnStaffError;

#define AN_STAFF_SUPERVISOR "supervisor" /* the name of the first person */
#define AN_STAFF_MIN_PASSWORD_CHARS 10
#define AN_STAFF_MAX_NAME_CHARS 100

#define AN_STAFF_TOTP_BYTES 20
#define AN_STAFF_OLD_KEY_BYTES                                                                     \
  (AN_SEAL_PUBLIC_KEY_BYTES + 48 + AN_SEAL_SECRET_KEY_BYTES) /* the 48 of crypto_box_seal */

/* What a role may do. To an administrator or an auditor nothing is sealed. */
typedef enum {
  AN_STAFF_WORK = 1 << 0,   /* on cases */
  AN_STAFF_LIST = 1 << 1,   /* see which cases there are */
  AN_STAFF_PEOPLE = 1 << 2, /* add, disable, reset */
  AN_STAFF_AUDIT = 1 << 3,  /* read the audit log */
} AnStaffRight;

typedef struct {
  char id[20];
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES];
} AnStaffKey;

/* A person with the key opened, in memory that is not swapped out; wiped when freed. */
typedef struct {
  char *name;   /* (owned) */
  char *role;   /* (owned) */
  char *key_id; /* (owned) */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES];
  guint8 totp[AN_STAFF_TOTP_BYTES]; /* secret of one-time codes */
  gboolean has_totp;
  gint64 totp_step;     /* of the last code that was used */
  AnStaffKey *old_keys; /* (owned) (nullable) in locked memory too */
  guint n_old_keys;
} AnStaff;

/* What the store has under a name, also where nobody has it. */
typedef struct _AnStaffLock AnStaffLock;

gboolean an_staff_check_name (const char *name, GError **error);
AnStaffLock *
an_staff_find (AnDatabase *database, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_staff_lock_free (AnStaffLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnStaffLock, an_staff_lock_free)
/* The slow half: Argon2id, in any thread. */
AnStaff *an_staff_open (const AnStaffLock *lock,
                        const char *password,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnStaff *an_staff_unlock (AnDatabase *database,
                          const char *name,
                          const char *password,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_staff_free (AnStaff *self);
gboolean an_staff_may (const AnStaff *self, AnStaffRight right);
gboolean an_staff_find_key (const AnStaff *self,
                            const char *id,
                            const guint8 **public_key,
                            const guint8 **secret_key);
gboolean an_staff_set_totp (AnDatabase *database,
                            const AnStaff *staff,
                            const guint8 secret[AN_STAFF_TOTP_BYTES],
                            gint64 step,
                            GError **error); /* in a transaction */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnStaff, an_staff_free)

G_END_DECLS
