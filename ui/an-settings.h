// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was chosen on this account, in a small file. Nothing in it says what was done with An Nhi.
 */

#define AN_SETTING_LANGUAGE "language" /* "vi", "en"; absent: as this PC */
#define AN_SETTING_ROLE "role"         /* "parent", "carer", "teacher", "child" */
#define AN_SETTING_START "start"       /* "finished", "aside": the first walk does not come again */

char *an_settings_get (const char *key) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
void an_settings_set (const char *key, const char *value);         /* NULL: as if never set */
void an_settings_apply_language (void);

G_END_DECLS
