// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

typedef enum {
  AN_FAMILY_ASKING, /* no answer yet */
  AN_FAMILY_ABSENT, /* no guard on this PC */
  AN_FAMILY_READY,
  AN_FAMILY_FAILED, /* a guard that refuses or is not understood */
} AnFamilyState;

/**
 * AnFamily:
 *
 * What the guard holds now, kept up to date by its signals: the managed children, how each stands,
 * and what was asked for. A child's own process is told of that child alone. Emits `changed` when
 * any of it is another.
 */
#define AN_TYPE_FAMILY (an_family_get_type ())
G_DECLARE_FINAL_TYPE (AnFamily, an_family, AN, FAMILY, GObject)

AnFamily *an_family_new (AnGuardClient *client) G_GNUC_WARN_UNUSED_RESULT;
void an_family_start (AnFamily *self);
void an_family_reload (AnFamily *self);
void an_family_refresh_status (AnFamily *self, guint32 uid);

AnGuardClient *an_family_get_client (AnFamily *self);
AnFamilyState an_family_get_state (AnFamily *self);
const char *an_family_get_problem (AnFamily *self); /* (nullable) when FAILED */
GPtrArray *an_family_get_entries (AnFamily *self);  /* of AnGuardEntry, by name */
GPtrArray *an_family_get_requests (AnFamily *self); /* of AnGuardRequest, newest first */
const AnGuardEntry *an_family_find (AnFamily *self, guint32 uid);        /* (nullable) */
const AnGuardStatus *an_family_get_status (AnFamily *self, guint32 uid); /* (nullable) */
guint an_family_count_open (AnFamily *self, guint32 uid);                /* 0: of all */
const char *an_family_get_name (const AnGuardEntry *entry);

/* For pictures: what a guard would have told. */
void an_family_set_example (AnFamily *self,
                            GPtrArray *entries,
                            GPtrArray *statuses,
                            GPtrArray *requests);

G_END_DECLS
