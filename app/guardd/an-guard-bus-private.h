// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Between the bus face and its handlers. */

#pragma once

#include "guardd/an-guard-bus.h"
#include "guardd/an-guard-watchers.h"

G_BEGIN_DECLS

#define AN_GUARD_ERROR (an_guard_error_quark ())
GQuark an_guard_error_quark (void);

typedef enum {
  AN_GUARD_ERROR_NOT_ALLOWED,
  AN_GUARD_ERROR_NOT_A_CHILD,
  AN_GUARD_ERROR_ADMINISTRATOR,
  AN_GUARD_ERROR_INVALID_POLICY,
  AN_GUARD_ERROR_INVALID_ARGUMENT,
  AN_GUARD_ERROR_CONFLICT,
  AN_GUARD_ERROR_TOO_MANY,
  AN_GUARD_ERROR_WRONG_CODE,
  AN_GUARD_ERROR_LOCKED_OUT,
  AN_GUARD_ERROR_NOT_FOUND,
  AN_GUARD_ERROR_STORAGE,
  AN_GUARD_ERROR_NOT_READY,
} AnGuardError;

struct _AnGuardBus {
  GDBusConnection *connection; /* (owned) */
  AnGuardDaemon *daemon;       /* (owned) */
  AnGuardWatchers *watchers;   /* (owned) */
  guint registration;
};

/* Answers a call: the values, or NULL and an error. @caller is the uid that asks. */
typedef GVariant *(*AnGuardHandler) (AnGuardBus *self,
                                     guint32 caller,
                                     GVariant *parameters,
                                     GError **error);

typedef enum {
  AN_GUARD_FOR_READER, /* the handler looks who asks */
  AN_GUARD_FOR_PARENT, /* polkit: vn.annhi.guard.manage */
  AN_GUARD_FOR_CHILD,  /* a managed child, for itself */
} AnGuardAudience;

typedef struct {
  const char *name;
  AnGuardAudience audience;
  AnGuardHandler handle;
} AnGuardMethod;

/* Ended by an entry without a name. */
extern const AnGuardMethod an_guard_read_methods[];
extern const AnGuardMethod an_guard_manage_methods[];
extern const AnGuardMethod an_guard_child_methods[];
extern const AnGuardMethod an_guard_history_methods[];

AnGuardChild *an_guard_bus_find (AnGuardBus *self, guint32 uid, GError **error);
AnGuardChild *
an_guard_bus_find_readable (AnGuardBus *self, guint32 caller, guint32 uid, GError **error);
gboolean an_guard_bus_check_minutes (int minutes, int max, GError **error);
gboolean an_guard_bus_check_storage (gboolean good, GError *local, GError **error);
GVariant *an_guard_bus_take_json (JsonBuilder *builder);
void an_guard_bus_changed (AnGuardBus *self, AnGuardChild *child);

gint64 an_guard_status_find_quota (const AnPolicy *policy, gint64 day);
GVariant *an_guard_status_new (AnGuardDaemon *daemon, AnGuardChild *child);

G_END_DECLS
