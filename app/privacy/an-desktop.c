// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The settings of a desktop: which one it is, and its GSettings. On the running system they are
 * asked of dconf; below another root they are read from the keyfile of the account.
 */

#define G_LOG_DOMAIN "an-privacy"
#define G_SETTINGS_ENABLE_BACKEND

#include "privacy/an-desktop.h"

#include <gio/gsettingsbackend.h>
#include <string.h>

#include "base/an-i18n.h"
#include "privacy/an-account.h"

#define SCHEMAS "/usr/share/glib-2.0/schemas"

/**
 * an_desktop_find:
 *
 * Which desktop the account uses: the one it is logged in to, else the only one there is.
 */
AnDesktop
an_desktop_find (const AnCheckContext *context)
{
  gboolean has_gnome, has_xfce;

  if (context->desktop != NULL && strstr (context->desktop, "GNOME") != NULL)
    return AN_DESKTOP_GNOME;
  if (context->desktop != NULL && strstr (context->desktop, "XFCE") != NULL)
    return AN_DESKTOP_XFCE;
  if (context->desktop != NULL)
    return AN_DESKTOP_UNKNOWN;
  has_gnome = an_check_context_exists (context, "/usr/bin/gnome-shell");
  has_xfce = an_check_context_exists (context, "/usr/bin/xfce4-session");
  if (has_gnome == has_xfce)
    return AN_DESKTOP_UNKNOWN;
  return has_gnome ? AN_DESKTOP_GNOME : AN_DESKTOP_XFCE;
}

static GSettingsSchema *
find_schema (const AnCheckContext *context, const char *name)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autofree char *folder = NULL;

  if (context->root != NULL) {
    folder = an_check_context_path (context, SCHEMAS);
    source = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, NULL);
  } else if (g_settings_schema_source_get_default () != NULL) {
    source = g_settings_schema_source_ref (g_settings_schema_source_get_default ());
  }
  return source != NULL ? g_settings_schema_source_lookup (source, name, TRUE) : NULL;
}

/* Settings kept in memory alone are nobody's. Returns: (transfer full) (nullable) */
static GSettingsBackend *
find_backend (const AnCheckContext *context, GError **error)
{
  g_autoptr (AnAccount) account = NULL;
  g_autofree char *home = NULL, *file = NULL;
  GSettingsBackend *backend;
  const char *type;

  if (context->root == NULL) {
    backend = g_settings_backend_get_default ();
    type = G_OBJECT_TYPE_NAME (backend);
    if ((context->user == NULL || g_str_equal (context->user, g_get_user_name ())) &&
        (g_str_equal (type, "DConfSettingsBackend") ||
         g_str_equal (type, "GKeyfileSettingsBackend")))
      return backend;
    g_object_unref (backend);
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_SUPPORTED,
                         _ ("These settings can only be seen from the child's own account."));
    return NULL;
  }
  account = an_account_find (context, error);
  if (account == NULL)
    return NULL;
  home = an_check_context_path (context, account->home);
  file = g_build_filename (home, ".config/glib-2.0/settings/keyfile", NULL);
  return g_keyfile_settings_backend_new (file, "/", NULL);
}

/**
 * an_desktop_open_settings:
 * @schema: one with a path of its own
 *
 * Returns: (transfer full): %NULL with a translated reason, when the program that reads these
 *   settings is not installed or they are not ours to see
 */
GSettings *
an_desktop_open_settings (const AnCheckContext *context, const char *schema, GError **error)
{
  g_autoptr (GSettingsSchema) found = find_schema (context, schema);
  g_autoptr (GSettingsBackend) backend = NULL;

  if (found == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 /* Translators: name of a group of settings; “do not translate” */
                 _ ("This PC does not have the settings “%s”."), schema);
    return NULL;
  }
  backend = find_backend (context, error);
  return backend != NULL ? g_settings_new_full (found, backend, NULL) : NULL;
}

gboolean
an_desktop_has_key (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}
