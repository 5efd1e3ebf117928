// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-fix.h"

G_BEGIN_DECLS

/* A setting of GNOME that is on or off, and how it protects. */
typedef struct {
  const char *schema;
  const char *key;
  gboolean good;
  const char *words; /* untranslated, marked with N_(): what mending it changes */
} AnSwitch;

/* The last of @switches has no schema. */
AnCheckResult *an_switches_look (const AnCheckContext *context,
                                 const AnSwitch *switches,
                                 const char *ok,
                                 const char *attention) G_GNUC_WARN_UNUSED_RESULT;
AnFix *an_switches_plan (const AnCheckContext *context,
                         const char *check,
                         const AnSwitch *switches) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
