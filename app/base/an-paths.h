// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where An Nhi keeps its files, after the XDG base directory specification. */

char *an_paths_user_data_dir (void) G_GNUC_WARN_UNUSED_RESULT;           /* $XDG_DATA_HOME/annhi */
char *an_paths_system_channels_dir (void) G_GNUC_WARN_UNUSED_RESULT;     /* /etc/annhi/channels.d */
gboolean an_paths_ensure_private_dir (const char *path, GError **error); /* mode 0700 */
gboolean an_paths_is_root_owned (const char *path);

G_END_DECLS
