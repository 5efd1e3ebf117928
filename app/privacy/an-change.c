// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One value that a fix sets, at whoever keeps it. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-change.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "privacy/an-desktop.h"

/* A person may have to look for a password. */
#define ACCOUNTS_TIMEOUT_MS (5 * 60 * 1000)
#define ACCOUNTS "org.freedesktop.Accounts"

/* Rights of a file */

static gboolean
read_mode (const AnChange *self, const AnCheckContext *context, GVariant **value, GError **error)
{
  g_autofree char *path = an_check_context_path (context, self->place);
  struct stat status;

  if (stat (path, &status) != 0)
    return an_errno_fail (self->place, errno, error);
  *value = g_variant_ref_sink (g_variant_new_uint32 (status.st_mode & 07777));
  return TRUE;
}

static gboolean
write_mode (const AnChange *self, const AnCheckContext *context, GVariant *value, GError **error)
{
  g_autofree char *path = an_check_context_path (context, self->place);

  if (g_chmod (path, (int) g_variant_get_uint32 (value)) != 0)
    return an_errno_fail (self->place, errno, error);
  return TRUE;
}

/* Settings of the desktop */

static gboolean
write_setting (const AnChange *self, const AnCheckContext *context, GVariant *value, GError **error)
{
  g_autoptr (GSettings) settings = an_desktop_open_settings (context, self->place, error);

  if (settings == NULL)
    return FALSE;
  if (!g_settings_is_writable (settings, self->key) ||
      (value != NULL && !g_settings_set_value (settings, self->key, value))) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_PERMISSION_DENIED,
                         _ ("An administrator has fixed this setting."));
    return FALSE;
  }
  if (value == NULL)
    g_settings_reset (settings, self->key);
  g_settings_sync ();
  return TRUE;
}

static gboolean
read_setting (const AnChange *self, const AnCheckContext *context, GVariant **value, GError **error)
{
  g_autoptr (GSettings) settings = an_desktop_open_settings (context, self->place, error);

  if (settings == NULL)
    return FALSE;
  *value = g_settings_get_user_value (settings, self->key);
  return TRUE;
}

/* Accounts: the service asks polkit, and polkit the person. */

static GVariant *
call_accounts (const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               const char *reply,
               GError **error)
{
  g_autoptr (GVariant) floating = g_variant_ref_sink (parameters);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, error);
  GVariant *answer = NULL;

  if (bus != NULL)
    answer = g_dbus_connection_call_sync (bus,
                                          ACCOUNTS,
                                          path,
                                          interface,
                                          method,
                                          floating,
                                          G_VARIANT_TYPE (reply),
                                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                                          ACCOUNTS_TIMEOUT_MS,
                                          NULL,
                                          error);
  if (answer == NULL && error != NULL && *error != NULL)
    g_dbus_error_strip_remote_error (*error);
  return answer;
}

static char *
find_account_path (const char *name, GError **error)
{
  g_autoptr (GVariant) answer = call_accounts ("/org/freedesktop/Accounts",
                                               ACCOUNTS,
                                               "FindUserByName",
                                               g_variant_new ("(s)", name),
                                               "(o)",
                                               error);
  char *path = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(o)", &path);
  return path;
}

static gboolean
read_account (const AnChange *self, GVariant **value, GError **error)
{
  g_autofree char *path = find_account_path (self->place, error);
  g_autoptr (GVariant) answer = NULL;

  if (path == NULL)
    return FALSE;
  answer = call_accounts (path,
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", ACCOUNTS ".User", self->key),
                          "(v)",
                          error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(v)", value);
  return TRUE;
}

static gboolean
write_account (const AnChange *self, GVariant *value, GError **error)
{
  g_autofree char *path = find_account_path (self->place, error);
  g_autofree char *method = g_strconcat ("Set", self->key, NULL);
  g_autoptr (GVariant) answer = NULL;

  if (path == NULL)
    return FALSE;
  answer =
      call_accounts (path, ACCOUNTS ".User", method, g_variant_new_tuple (&value, 1), "()", error);
  return answer != NULL;
}

/* Public */

/**
 * an_change_read:
 * @value: (out) (transfer full) (nullable): what is set now
 */
gboolean
an_change_read (const AnChange *self,
                const AnCheckContext *context,
                GVariant **value,
                GError **error)
{
  *value = NULL;
  switch (self->kind) {
  case AN_CHANGE_SETTING:
    return read_setting (self, context, value, error);
  case AN_CHANGE_XFCONF:
    return an_desktop_read_xfconf (context, self->place, self->key, value, error);
  case AN_CHANGE_MODE:
    return read_mode (self, context, value, error);
  case AN_CHANGE_ACCOUNT:
  default:
    return read_account (self, value, error);
  }
}

/**
 * an_change_write:
 * @value: (nullable): %NULL takes back what was set, so that the default holds
 */
gboolean
an_change_write (const AnChange *self,
                 const AnCheckContext *context,
                 GVariant *value,
                 GError **error)
{
  switch (self->kind) {
  case AN_CHANGE_SETTING:
    return write_setting (self, context, value, error);
  case AN_CHANGE_XFCONF:
    return an_desktop_write_xfconf (context, self->place, self->key, value, error);
  case AN_CHANGE_MODE:
    return write_mode (self, context, value, error);
  case AN_CHANGE_ACCOUNT:
  default:
    return write_account (self, value, error);
  }
}
