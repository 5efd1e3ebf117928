// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "intake/an-desk.h"

G_BEGIN_DECLS

/**
 * AnSettings:
 *
 * How the server is run: from a file (a GLib key file with one group, `[server]`), and from options
 * of the same names, which count more.
 */
typedef struct {
  char *listen;        /* (owned) (nullable) HOST:PORT */
  char *listen_option; /* (owned) (nullable) the same from an option, which counts more */
  gint64 idle_seconds; /* a client that sends nothing for so long goes */
  gint64 reports_each, reports_all;     /* given; to be read with the functions below */
  gint64 session_minutes, target_hours; /* of the inbox */
  gint64 keep_days;                     /* after the end of a case; 0: for ever */
  gboolean behind_proxy;                /* X-Forwarded-For tells who asks */
} AnSettings;

void an_settings_init (AnSettings *self);
void an_settings_clear (AnSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnSettings, an_settings_clear)
/* Reads @path; what it does not name stays. The error names the file and the key. */
gboolean an_settings_load (AnSettings *self, const char *path, GError **error);
/* (transfer container): options that write into @self, ended by an entry without a name */
GOptionEntry *an_settings_make_options (AnSettings *self) G_GNUC_WARN_UNUSED_RESULT;
const char *an_settings_get_listen (const AnSettings *self); /* (nullable) */
/* At once; 0: no limit, which is so without a proxy where nothing else was given. */
guint an_settings_get_reports_each (const AnSettings *self);
guint an_settings_get_reports_all (const AnSettings *self);
gboolean an_settings_check (const AnSettings *self, GError **error);
/* (transfer full): where to listen, a literal address on this machine */
GSocketAddress *an_settings_parse_listen (const char *text,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
