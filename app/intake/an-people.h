// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "intake/an-password.h"
#include "intake/an-staff.h"

G_BEGIN_DECLS

/**
 * AnPeopleAction:
 * @AN_PEOPLE_ADD: a new person with a role and a first password
 * @AN_PEOPLE_DISABLE: who can no longer sign in, and to whom nothing is sealed any more
 * @AN_PEOPLE_ENABLE: the same, taken back
 * @AN_PEOPLE_RESET: a new password by the supervisor, who holds the key in escrow; one-time codes
 *   are set anew
 * @AN_PEOPLE_PASSWORD: a new password by the person
 * @AN_PEOPLE_ROTATE: a new key pair; what was sealed to the old one stays readable
 */
typedef enum {
  AN_PEOPLE_ADD,
  AN_PEOPLE_DISABLE,
  AN_PEOPLE_ENABLE,
  AN_PEOPLE_RESET,
  AN_PEOPLE_PASSWORD,
  AN_PEOPLE_ROTATE,
} AnPeopleAction;

extern const char *const an_people_roles[];

/* One change, in three steps: load and save in a transaction, work in any thread. */
typedef struct {
  AnPeopleAction action;
  char *name;         /* (owned) */
  char *role;         /* (owned) (nullable) of who is added */
  char *password;     /* (owned) (nullable) that opens; of the person */
  char *new_password; /* (owned) (nullable) */

  AnStaffLock *lock; /* (owned) (nullable) */
  GPtrArray *escrow; /* (owned) (nullable) of GBytes with the id of the key as first 16 bytes */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  AnStaffKey *key; /* (owned) (nullable) new, or out of escrow; locked memory */
  AnStaff *staff;  /* (owned) (nullable) who rotates */
  AnPasswordBox box;
  AnPasswordCost cost;
} AnPeopleChange;

AnPeopleChange *an_people_change_new (AnPeopleAction action,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;
void an_people_change_free (AnPeopleChange *self); /* wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnPeopleChange, an_people_change_free)
gboolean an_people_change_load (AnPeopleChange *self, AnDatabase *database, GError **error);
/* @by: (nullable): who holds keys in escrow */
gboolean an_people_change_work (AnPeopleChange *self, const AnStaff *by, GError **error);
/* @actor: for the audit log */
gboolean an_people_change_save (AnPeopleChange *self,
                                AnDatabase *database,
                                const char *actor,
                                GError **error);

/* (transfer full): `vn.annhi.staff/1`, who is there */
JsonNode *an_people_list (AnDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
