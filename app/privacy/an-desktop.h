// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

G_BEGIN_DECLS

/**
 * AnDesktop:
 * @AN_DESKTOP_UNKNOWN: none, more than one, or another one
 */
typedef enum {
  AN_DESKTOP_UNKNOWN,
  AN_DESKTOP_GNOME,
  AN_DESKTOP_XFCE,
} AnDesktop;

AnDesktop an_desktop_find (const AnCheckContext *context);

/* GSettings of the account the context is about. */
GSettings *an_desktop_open_settings (const AnCheckContext *context,
                                     const char *schema,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_desktop_has_key (GSettings *settings, const char *key);

/* Xfce's settings of that account; a property that is not set is NULL. */
gboolean an_desktop_read_xfconf (const AnCheckContext *context,
                                 const char *channel,
                                 const char *property,
                                 GVariant **value,
                                 GError **error);
gboolean an_desktop_write_xfconf (const AnCheckContext *context,
                                  const char *channel,
                                  const char *property,
                                  GVariant *value,
                                  GError **error);

G_END_DECLS
